"""Who may comment, sign and publish, and in which state a module is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from elearn.accounts.roles import LEADERS, Actor, Role
from modules.rules import may_develop

# Both stand for a module before it is published, and no one person stands for both.
SIGNING = (Role.PROFESSIONAL, Role.EXPERIENCED_USER)


class State(StrEnum):
    """Where a module is."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Standing:
    """A module's state, and that of its next version, if there is one: draft or in review."""

    now: State
    next: State | None = None


def standing(*, is_published: bool, is_reviewed: bool, is_written_on: bool, is_retired: bool) -> Standing:
    """The one state of a module. `is_written_on`: its draft says something that is not published."""
    coming = State.IN_REVIEW if is_reviewed else State.DRAFT if is_written_on else None
    if is_retired:
        return Standing(State.RETIRED)
    if is_published:
        return Standing(State.PUBLISHED, coming)
    return Standing(coming or State.DRAFT)


def may_comment(actor: Actor) -> bool:
    """Course developers, and professionals and experienced users of an organisation, not only of a course."""
    return may_develop(actor) or bool(actor.organisations(*LEADERS))


def may_sign(actor: Actor, role: Role) -> bool:
    """Only as what one is, in an organisation."""
    return role in SIGNING and bool(actor.organisations(role))


def may_publish(actor: Actor) -> bool:
    return may_develop(actor)
