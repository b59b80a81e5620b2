"""The pure parts: when a module opens, how far one has come, and what counts as an answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from modules.answer_shapes import is_empty
from modules.progress import Progress, minutes_left
from modules.timing import Meeting, is_open, is_timing, moment, session_before

FIRST = datetime(2026, 11, 1, 18, tzinfo=UTC)
MEETINGS = [
    Meeting(number, FIRST + timedelta(weeks=number - 1), FIRST + timedelta(weeks=number - 1, hours=2))
    for number in (1, 2, 3)
]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", None),
        ("start", None),
        ("after:s1", FIRST + timedelta(hours=2)),
        ("before:s2", FIRST + timedelta(weeks=1)),
        ("before:f1", FIRST + timedelta(weeks=2)),
        ("after:s9", None),
    ],
)
def test_the_words_of_a_module_become_a_moment(words: str, expected: datetime | None) -> None:
    assert moment(words, MEETINGS, UTC) == expected


def test_a_module_opens_when_the_session_before_it_ends() -> None:
    end = FIRST + timedelta(hours=2)

    assert not is_open("after:s1", MEETINGS, UTC, end - timedelta(seconds=1))
    assert is_open("after:s1", MEETINGS, UTC, end)
    assert is_open("start", MEETINGS, UTC, FIRST - timedelta(weeks=9))
    assert is_open("after:s1", [], UTC, FIRST)


@pytest.mark.parametrize("words", ["soon", "after:", "after:s", "before:s100", "AFTER:s1", None, 5])
def test_other_words_are_no_timing(words: object) -> None:
    assert not is_timing(words)


@pytest.mark.parametrize(
    ("opens", "due", "expected"),
    [("start", "before:s1", 1), ("after:s1", "before:s2", 1), ("after:s3", "before:s4", 3), ("", "", 1)],
)
def test_a_module_follows_a_session(opens: str, due: str, expected: int) -> None:
    assert session_before(opens, due) == expected


@pytest.mark.parametrize(
    ("finished", "resume", "is_done", "left"),
    [
        ((), "a", False, 15),
        (("a",), "b", False, 10),
        (("b",), "a", False, 10),
        (("a", "b", "c"), "a", True, 0),
        (("a", "b", "gone"), "c", False, 5),
    ],
)
def test_one_resumes_at_the_first_page_that_is_not_finished(
    finished: tuple[str, ...], resume: str, is_done: bool, left: int
) -> None:
    progress = Progress(["a", "b", "c"], finished)

    assert (progress.resume_at, progress.is_done, minutes_left(15, progress)) == (resume, is_done, left)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({}, True),
        ({"text": " \n"}, True),
        ({"text": "a"}, False),
        ({"number": 0}, False),
        ({"number": None}, True),
        ({"ticked": []}, True),
        ({"ticked": [0]}, False),
        ({"agreed": False, "on": ""}, True),
        ({"days": [{"drains": "", "fills": "", "level": None}]}, True),
        ({"days": [{"drains": "", "fills": "", "level": 0}]}, False),
        ({"people": [{"name": "", "ring": "far", "gives": ""}]}, True),
    ],
)
def test_an_answer_is_empty_when_nothing_was_written_ticked_or_chosen(value: object, expected: bool) -> None:
    assert is_empty(value) is expected
