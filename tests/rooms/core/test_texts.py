"""Texts people write, made safe to keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.core import texts
from rooms.core.refusals import Code, Refused


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Hei  ", "Hei"),
        ("en\r\nto\rtre\tfire", "en\nto\ntre\tfire"),
        ("a\u202ab\u202bc\u202cd\u202de\u202ef", "abcdef"),
        ("a\u2066b\u2067c\u2068d\u2069e", "abcde"),
        ("a\x00b\x1bc\x7fd\x85e", "abcde"),
        ("halv \ud800 emoji", "halv  emoji"),
        ("Čáhppes 👩‍👧 שלום", "Čáhppes 👩‍👧 שלום"),
    ],
)
def test_what_breaks_a_page_is_taken_out_and_the_rest_is_kept(written, kept):
    assert texts.clean(written) == kept


def test_a_name_is_one_line_of_at_most_sixty_characters():
    assert texts.one_line("Ana\nMaria\u2028B") == "Ana Maria B"
    assert texts.name(" Ana " + "a" * 100) == "Ana " + "a" * 56


def test_a_limit_is_counted_after_cleaning():
    assert texts.required("\u202e" * 50 + "a" * 10, 10) == "a" * 10


@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "\u200b\u200d", "\u202e", "\ufeff"])
def test_a_text_in_which_nothing_can_be_seen_is_empty(blank):
    assert texts.optional(blank) == ""
    with pytest.raises(Refused) as refusal:
        texts.required(blank)
    assert refusal.value.code is Code.EMPTY


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_can_always_be_stored(text):
    cleaned = texts.clean(text)

    assert texts.clean(cleaned) == cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
