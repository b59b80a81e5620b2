"""What falls out of a shorter course."""

from __future__ import annotations

from modules.composing.choosing import Choice, Loss, Taken, renumbered, taken


def test_sessions_that_stay_are_numbered_from_one() -> None:
    assert renumbered(5, {1, 4, 5, 9}) == {1: 1, 4: 2, 5: 3}


def test_times_follow_their_session_to_its_new_number() -> None:
    kept, losses = taken([Taken("m", "after:s4", "before:s5")], Choice({4: 1, 5: 2}, {"m"}))

    assert (kept, losses) == ([Taken("m", "after:s1", "before:s2", [])], [])


def test_a_module_that_opens_after_a_session_that_is_gone_is_told_and_open_from_the_start() -> None:
    kept, losses = taken([Taken("m", "after:s2", "before:s3")], Choice({1: 1}, {"m"}))

    assert kept == [Taken("m", "", "", [])]
    assert losses == [Loss("m", "opens", "2"), Loss("m", "due", "3")]


def test_a_prerequisite_that_is_gone_is_told() -> None:
    kept, losses = taken([Taken("a"), Taken("b", needs=["a"])], Choice({}, {"b"}))

    assert kept == [Taken("b", needs=[])]
    assert losses == [Loss("b", "prerequisite", "a")]


def test_a_step_that_is_a_session_goes_with_it() -> None:
    parts = [Taken("one", session=1), Taken("two", session=2)]

    assert taken(parts, Choice({2: 1}, {"one", "two"})) == (
        [Taken("two", needs=[], session=1)],
        [Loss("one", "session", "1")],
    )


def test_days_the_follow_up_and_the_start_name_no_session_that_could_be_gone() -> None:
    parts = [Taken("a", "on:2027-01-31", "before:f1"), Taken("b", "start")]

    assert taken(parts, Choice({}, {"a", "b"}))[1] == []
