"""Who may read modules, answer, see what is shared, and preview. Pure."""

from __future__ import annotations

from elearn.accounts.roles import Actor, Role
from elearn.courses.rules import Scope, leads, takes_part


def may_read(actor: Actor, course: Scope) -> bool:
    """Everybody with a part in the course run, and the host's coordinators and course developers."""
    in_course = actor.holds_in_course(course.course_run_id, *Role)
    return in_course or actor.holds_in_organisation(course.host_id, Role.COORDINATOR, Role.COURSE_DEVELOPER)


def may_answer(actor: Actor, course: Scope) -> bool:
    """Only those who take part: for staff a module is a preview that keeps nothing."""
    return takes_part(actor, course)


def may_see_shared(actor: Actor, course: Scope) -> bool:
    """The group and its two leaders, and nobody else."""
    return takes_part(actor, course) or leads(actor, course)


def may_develop(actor: Actor) -> bool:
    """Course developers, wherever they are that: they write together, from several organisations."""
    return any(held.role is Role.COURSE_DEVELOPER for held in actor.held)
