"""What a form refuses is said in the reader's language."""

from __future__ import annotations

import pytest

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
