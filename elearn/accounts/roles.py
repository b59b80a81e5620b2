"""Roles, and the actor who holds them: pure, so that every rule can be read and tested alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may be within an organisation or a course run."""

    PARTICIPANT = "participant"
    PROFESSIONAL = "professional"
    EXPERIENCED_USER = "experienced_user"
    TECHNICAL_HOST = "technical_host"
    COURSE_DEVELOPER = "course_developer"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


LEADERS = frozenset({Role.PROFESSIONAL, Role.EXPERIENCED_USER})
STAFF = frozenset(Role) - {Role.PARTICIPANT}


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody holds, in an organisation or in a course run, never in both."""

    role: Role
    organisation_id: int | None = None
    course_run_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks for something. A visitor who is not signed in holds nothing."""

    person_id: int | None = None
    held: frozenset[Held] = frozenset()

    @property
    def is_signed_in(self) -> bool:
        return self.person_id is not None

    @property
    def is_staff(self) -> bool:
        return any(held.role in STAFF for held in self.held)

    def holds_in_course(self, course_run_id: int, *roles: Role) -> bool:
        """True when one of `roles` is held in that course run."""
        return any(held.course_run_id == course_run_id and held.role in roles for held in self.held)

    def holds_in_organisation(self, organisation_id: int, *roles: Role) -> bool:
        """True when one of `roles` is held in that organisation."""
        return any(held.organisation_id == organisation_id and held.role in roles for held in self.held)

    def organisations(self, *roles: Role) -> frozenset[int]:
        """The organisations in which one of `roles` is held."""
        ids = (held.organisation_id for held in self.held if held.role in roles)
        return frozenset(id for id in ids if id is not None)

    def courses(self, *roles: Role) -> frozenset[int]:
        """The course runs in which one of `roles` is held."""
        ids = (held.course_run_id for held in self.held if held.role in roles)
        return frozenset(id for id in ids if id is not None)


NOBODY = Actor()
