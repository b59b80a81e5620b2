"""Who takes part with sound or picture just now: one party for each device, known to this process."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rooms.core.kinds import Circle


class Rung(StrEnum):
    """How much a device takes in, from the lowest. On the very lowest, writing only, it is no party."""

    SOUND = "sound"
    ONE = "one"  # sound, and the picture of whoever speaks, or the screen that is shown
    ALL = "all"  # sound and everybody's picture


@dataclass(slots=True)
class Party:
    """A device that takes part. `id` is told to the others; the connection's own id never is.

    `voice`, `picture` and `screen` are what the device says is on; whether that is passed on is for the room
    (`rules.may_be_heard`, `may_be_seen`). `among` is the smallest circle in which its person has been since
    the device said so: nobody is heard or seen by more people than they believe. `sid` is empty for a device
    that is connected to another process; `since` (ms): of two devices of a person the later takes over.
    """

    id: str
    sid: str
    room_id: int
    person: str
    rung: Rung = Rung.SOUND
    voice: bool = False
    picture: bool = False
    screen: bool = False
    speaking: bool = False
    among: Circle = "all"
    since: int = 0


@dataclass(frozen=True, slots=True)
class Most:
    """How many voices and pictures a carrier bears in one place."""

    voices: int
    pictures: int


Signal = dict[str, Any]
