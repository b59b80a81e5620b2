"""Who may do what about equipment: every part against every rule."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from elearn.accounts.roles import NOBODY, Actor, Held, Role
from elearn.courses.rules import Scope
from elearn.equipment.rules import (
    FARTHEST,
    is_to_come,
    may_book_call,
    may_offer_times,
    may_see_equipment,
    may_try,
    overlaps,
    slots,
)

HERE, ELSEWHERE = Scope(course_run_id=1, host_id=10), Scope(course_run_id=2, host_id=20)
AT = datetime(2027, 2, 2, 17, tzinfo=UTC)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def in_course(role: Role) -> Actor:
    return Actor(7, frozenset({Held(role, course_run_id=1)}))


def in_host(role: Role) -> Actor:
    return Actor(7, frozenset({Held(role, organisation_id=10)}))


#                                                       try    see    offer  book
PARTS = {
    "nobody": (NOBODY, (False, False, False, False)),
    "without a part": (Actor(7), (True, False, False, False)),
    "participant": (in_course(Role.PARTICIPANT), (True, False, False, True)),
    "professional": (in_course(Role.PROFESSIONAL), (True, True, False, False)),
    "experienced user": (in_course(Role.EXPERIENCED_USER), (True, True, False, False)),
    "technical host": (in_course(Role.TECHNICAL_HOST), (True, True, True, False)),
    "coordinator": (in_host(Role.COORDINATOR), (True, True, True, False)),
    "administrator": (in_host(Role.ADMINISTRATOR), (True, False, False, False)),
    "course developer": (in_host(Role.COURSE_DEVELOPER), (True, False, False, False)),
    "technical host by trade": (in_host(Role.TECHNICAL_HOST), (True, False, False, False)),
}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_may_do_what_belongs_to_it(part: str) -> None:
    actor, expected = PARTS[part]

    may = (
        may_try(actor),
        may_see_equipment(actor, HERE),
        may_offer_times(actor, HERE),
        may_book_call(actor, HERE),
    )

    assert may == expected


@pytest.mark.parametrize("part", PARTS)
def test_a_part_in_one_course_opens_nothing_in_another(part: str) -> None:
    actor, _ = PARTS[part]

    assert not any(rule(actor, ELSEWHERE) for rule in (may_see_equipment, may_offer_times, may_book_call))


def test_a_span_is_cut_into_whole_calls() -> None:
    assert slots(AT, AT + minutes(50), 20) == [
        (AT, AT + minutes(20)),
        (AT + minutes(20), AT + minutes(40)),
    ]
    assert slots(AT, AT + minutes(10), 20) == slots(AT, AT - minutes(60), 20) == []


def test_calls_that_touch_do_not_overlap() -> None:
    offered = [(AT, AT + minutes(20))]

    assert not overlaps((AT + minutes(20), AT + minutes(40)), offered)
    assert not overlaps((AT - minutes(20), AT), offered)
    assert overlaps((AT + minutes(19), AT + minutes(39)), offered)
    assert overlaps((AT - minutes(5), AT + minutes(25)), offered)


def test_only_a_time_that_is_near_enough_can_be_offered() -> None:
    spans = [AT, AT + minutes(1), AT + FARTHEST, AT + FARTHEST + minutes(1)]

    assert [is_to_come((start, start + minutes(20)), AT) for start in spans] == [False, True, True, False]
