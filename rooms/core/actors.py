"""Who acts in a room, and the part they play in it."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What somebody is in this room; a person may play another part in another room."""

    PARTICIPANT = "participant"
    PROFESSIONAL = "professional"
    EXPERIENCED_USER = "experienced_user"
    TECHNICAL_HOST = "technical_host"
    COORDINATOR = "coordinator"
    CLOCK = "clock"


# The two kinds of leaders hold the same powers, always: nothing may ask which of them it is, except
# the start (both are needed) and the debrief (both sign).
LEADERS = frozenset({Part.PROFESSIONAL, Part.EXPERIENCED_USER})
STAFF = LEADERS | {Part.TECHNICAL_HOST}


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a command, as the shell knows them now.

    `accepted_rules` is true when they accepted the ground rules in an earlier session of the course.
    """

    id: str
    part: Part
    name: str
    accepted_rules: bool = False


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader the course expects in this room, whether or not they have come."""

    id: str
    name: str
    part: Part


CLOCK = Actor("", Part.CLOCK, "")
