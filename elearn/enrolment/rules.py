"""Who may see and change who takes part. Pure."""

from __future__ import annotations

from elearn.accounts.roles import Actor
from elearn.courses.rules import Scope, coordinates, leads


def may_see_people(actor: Actor, course: Scope) -> bool:
    """The leaders and the host's coordinator: each reading is written down and shown to the person."""
    return leads(actor, course) or coordinates(actor, course)


def may_change_people(actor: Actor, course: Scope) -> bool:
    return may_see_people(actor, course)


def may_let_in(actor: Actor, course: Scope) -> bool:
    """One who has not completed the course before: the coordinator may, with a reason."""
    return coordinates(actor, course)


def may_have_link(person: Actor) -> bool:
    """A link opens all that its person may do: one handed out here must not open a staff account."""
    return not person.is_staff
