"""Who may do what with a course, as one table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from elearn.accounts.roles import NOBODY, Actor, Held, Role
from elearn.courses import rules
from elearn.courses.rules import Scope

COURSE = Scope(course_run_id=1, host_id=10)


def in_course(role: Role, course: int = 1) -> Actor:
    return Actor(1, frozenset({Held(role, course_run_id=course)}))


def in_place(role: Role, place: int = 10) -> Actor:
    return Actor(1, frozenset({Held(role, organisation_id=place)}))


ACTORS = {
    "visitor": NOBODY,
    "participant": in_course(Role.PARTICIPANT),
    "professional": in_course(Role.PROFESSIONAL),
    "experienced user": in_course(Role.EXPERIENCED_USER),
    "technical host": in_course(Role.TECHNICAL_HOST),
    "coordinator": in_place(Role.COORDINATOR),
    "administrator": in_place(Role.ADMINISTRATOR),
    "participant elsewhere": in_course(Role.PARTICIPANT, 2),
    "leader elsewhere": in_course(Role.PROFESSIONAL, 2),
    "coordinator elsewhere": in_place(Role.COORDINATOR, 11),
    "professional of the host": in_place(Role.PROFESSIONAL),
}
LEADERS = {"professional", "experienced user"}
MAY: list[tuple[Callable[[Actor, Scope], bool], set[str]]] = [
    (rules.leads, LEADERS),
    (rules.takes_part, {"participant"}),
    (rules.coordinates, {"coordinator"}),
    (rules.may_see_course, LEADERS | {"participant", "technical host", "coordinator", "administrator"}),
    (rules.may_enter_room, LEADERS | {"participant", "technical host"}),
    (rules.may_see_run_sheet, LEADERS | {"technical host", "coordinator"}),
    (rules.may_change_run_sheet, LEADERS),
    (rules.may_move_session, LEADERS | {"coordinator"}),
    (rules.may_assign_leaders, {"coordinator"}),
    (rules.may_write_plan, {"participant"}),
    (rules.may_read_shared_plans, LEADERS | {"participant"}),
]


@pytest.mark.parametrize(("rule", "allowed"), MAY, ids=[rule.__name__ for rule, _allowed in MAY])
def test_a_rule_says_yes_to_these_and_to_nobody_else(
    rule: Callable[[Actor, Scope], bool], allowed: set[str]
) -> None:
    assert {name for name, actor in ACTORS.items() if rule(actor, COURSE)} == allowed


def test_only_the_hosts_coordinator_plans_a_course() -> None:
    allowed = {name for name, actor in ACTORS.items() if rules.may_plan_course(actor, host_id=10)}

    assert allowed == {"coordinator"}


def test_leaders_see_what_is_shared_with_them_and_participants_what_is_for_the_group() -> None:
    audiences = [rules.audiences(ACTORS[name], COURSE) for name in ("professional", "participant")]

    assert audiences == [("leaders", "group"), ("group",)]
