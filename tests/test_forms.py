"""What a form refuses is said in the reader's language, and a number is kept as one writes it abroad."""

from __future__ import annotations

import pytest

from elearn.forms import as_mobile
from tests.acting import Auth
from tests.cast import Cast


@pytest.mark.parametrize(
    ("language", "said"), [("nb", "Dette må fylles ut."), ("nn", "Dette må fyllast ut.")]
)
def test_a_missing_answer_is_asked_for_in_ones_own_language(
    auth: Auth, cast: Cast, language: str, said: str
) -> None:
    browser = auth.login(cast.sunniva)
    browser.post("/language", data={"language": language})

    page = browser.post("/courses/new", data={}).text

    assert said in page
    assert "This field is required." not in page


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("900 00 000", "+4790000000"),
        ("0047 90000000", "+4790000000"),
        ("+46 70-123 45 67", "+46701234567"),
        ("", ""),
        (None, ""),
        ("call me", "callme"),
    ],
)
def test_a_mobile_number_is_kept_with_its_country(written: str | None, kept: str) -> None:
    assert as_mobile(written) == kept
