"""Who may do what with a course run, its sessions and its plans. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from elearn.accounts.roles import LEADERS, Actor, Role

# The parts that a coordinator hands out in a course run.
ASSIGNABLE = (Role.PROFESSIONAL, Role.EXPERIENCED_USER, Role.TECHNICAL_HOST)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a rule needs to know of a course run: which one it is, and the municipality that hosts it."""

    course_run_id: int
    host_id: int


def leads(actor: Actor, course: Scope) -> bool:
    """Professional and experienced user lead as equals: no rule tells them apart."""
    return actor.holds_in_course(course.course_run_id, *LEADERS)


def only_develops(actor: Actor) -> bool:
    """Writes modules, and has no part in a course run and no municipality to answer for."""
    holds_courses = actor.courses(Role.PARTICIPANT, *ASSIGNABLE)
    develops = actor.courses(Role.COURSE_DEVELOPER) | actor.organisations(Role.COURSE_DEVELOPER)
    answers_for = actor.organisations(Role.COORDINATOR, Role.ADMINISTRATOR)
    return bool(develops) and not holds_courses and not answers_for


def takes_part(actor: Actor, course: Scope) -> bool:
    return actor.holds_in_course(course.course_run_id, Role.PARTICIPANT)


def coordinates(actor: Actor, course: Scope) -> bool:
    """The host municipality's coordinator; one of a partner municipality does not run this course."""
    return actor.holds_in_organisation(course.host_id, Role.COORDINATOR)


def may_answer_reports(actor: Actor, course: Scope) -> bool:
    """Who leads is not shown that something was told about a leader, even when they coordinate as well."""
    return coordinates(actor, course) and not leads(actor, course)


def may_see_course(actor: Actor, course: Scope) -> bool:
    return (
        takes_part(actor, course)
        or may_see_run_sheet(actor, course)
        or actor.holds_in_organisation(course.host_id, Role.ADMINISTRATOR)
    )


def may_enter_room(actor: Actor, course: Scope) -> bool:
    """Those who meet; a coordinator or an administrator sees when, and stays outside."""
    return (
        takes_part(actor, course)
        or leads(actor, course)
        or actor.holds_in_course(course.course_run_id, Role.TECHNICAL_HOST)
    )


def may_see_run_sheet(actor: Actor, course: Scope) -> bool:
    """Those who carry the evening; participants meet its phases in the room."""
    return (
        leads(actor, course)
        or coordinates(actor, course)
        or actor.holds_in_course(course.course_run_id, Role.TECHNICAL_HOST)
    )


def may_change_run_sheet(actor: Actor, course: Scope) -> bool:
    return leads(actor, course)


def may_move_session(actor: Actor, course: Scope) -> bool:
    return leads(actor, course) or coordinates(actor, course)


def may_assign_leaders(actor: Actor, course: Scope) -> bool:
    return coordinates(actor, course)


def may_plan_course(actor: Actor, host_id: int) -> bool:
    return actor.holds_in_organisation(host_id, Role.COORDINATOR)


def may_write_plan(actor: Actor, course: Scope) -> bool:
    """A plan is the participant's own: nobody else writes in it, or reads it unless it is shared."""
    return takes_part(actor, course)


def may_read_shared_plans(actor: Actor, course: Scope) -> bool:
    return leads(actor, course) or takes_part(actor, course)


def audiences(actor: Actor, course: Scope) -> tuple[str, ...]:
    """For whom a plan must be shared so that this reader sees it."""
    return ("leaders", "group") if leads(actor, course) else ("group",)
