"""What waits for what, and circles that would never open."""

from __future__ import annotations

import pytest

from modules.flow import Step, all_needs, circle, waits_for


def test_a_step_waits_for_what_it_names_until_that_is_done() -> None:
    steps = [Step("a"), Step("b", needs=["a", "c"]), Step("c", is_done=True)]

    assert waits_for(steps, is_in_order=False) == {"a": [], "b": ["a"], "c": []}


def test_one_after_the_other_every_step_waits_for_all_before_it() -> None:
    steps = [Step("a", is_done=True), Step("b"), Step("c")]

    assert waits_for(steps, is_in_order=True) == {"a": [], "b": [], "c": ["b"]}


def test_who_has_begun_a_step_keeps_it() -> None:
    steps = [Step("a"), Step("b", needs=["a"], is_begun=True)]

    assert waits_for(steps, is_in_order=True)["b"] == []


def test_a_session_held_without_somebody_holds_up_only_what_names_it() -> None:
    steps = [Step("s1", is_past=True), Step("a"), Step("b", needs=["s1"])]

    assert waits_for(steps, is_in_order=True) == {"s1": [], "a": [], "b": ["s1", "a"]}


def test_what_is_no_step_any_more_is_waited_for_by_nobody() -> None:
    assert waits_for([Step("b", needs=["gone"])], is_in_order=False) == {"b": []}


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ({}, []),
        ({"a": [], "b": ["a"], "c": ["a", "b"]}, []),
        ({"a": ["a"]}, ["a"]),
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, ["a", "b", "c"]),
        ({"x": ["a"], "a": ["b"], "b": ["a"]}, ["a", "b"]),
        ({"a": ["nowhere"]}, []),
    ],
)
def test_a_circle_is_told_by_the_steps_in_it(needs: dict[str, list[str]], expected: list[str]) -> None:
    assert circle(needs) == expected


def test_one_after_the_other_a_step_that_needs_a_later_one_is_a_circle() -> None:
    assert circle(all_needs({"a": ["c"], "b": [], "c": []}, is_in_order=True)) == ["a", "c", "b"]
    assert circle(all_needs({"a": ["c"], "b": [], "c": []}, is_in_order=False)) == []
