"""Who may compose courses, what a template has locked, and what a part may be. Pure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from elearn.accounts.roles import Actor
from elearn.courses.rules import Scope, coordinates
from modules.rules import may_develop

# What can be locked beside each session (`session:<id>`) and each part (`part:<slug>`).
FIELDS = ("title", "summary", "ground_rules", "flow")
MOST_PARTS = 60


class Locking(Protocol):
    """What these rules need to know of a programme."""

    @property
    def ships(self) -> bool: ...

    @property
    def is_template(self) -> bool: ...

    @property
    def locked(self) -> Collection[str]: ...


def may_compose(actor: Actor) -> bool:
    """Whoever writes modules puts them together, too."""
    return may_develop(actor)


def may_print_certificate(actor: Actor, course: Scope) -> bool:
    """For those who take part and have no printer: their coordinator."""
    return coordinates(actor, course)


def is_locked(programme: Locking, field: str) -> bool:
    """A template locks for those who clone it, never for its own authors."""
    return not programme.is_template and field in programme.locked


def session_field(id: str) -> str:
    return f"session:{id}"


def part_field(slug: str) -> str:
    return f"part:{slug}"
