"""Who reads what is said in a room, and whose words may be written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Source(StrEnum):
    """What writes the words of a device's person."""

    DEVICE = "device"  # the browser itself: the sound never leaves the device
    ENGINE = "engine"  # the municipality's own engine
    NONE = "none"  # nothing does


class Unwritten(StrEnum):
    """Why somebody's words are not written, as the reader is told."""

    REFUSED = "refused"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class Theirs:
    """What another process has told of a room at `at`: who reads there, and whose words are not written."""

    at: int
    reading: frozenset[str] = frozenset()
    unwritten: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Readers:
    """Of one room, in this process's memory only; it goes when the session ends, or with the room.

    `reading` and `sources` are by connection, for captions are asked for on one device. `refused` is by
    person: a no holds on all their devices. `told` is what each connection was told last, `elsewhere` what
    other processes told us.
    """

    reading: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    sources: dict[str, Source] = field(default_factory=dict)
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    elsewhere: dict[str, Theirs] = field(default_factory=dict)

    def forget(self, sid: str) -> None:
        """The connection is gone."""
        self.reading.discard(sid)
        self.sources.pop(sid, None)
        self.told.pop(sid, None)

    def end(self) -> None:
        """The session is over."""
        self.reading.clear()
        self.refused.clear()
        self.elsewhere.clear()

    def has_refused(self, person: str) -> bool:
        """On a device that is connected here, or to another process."""
        told = (theirs.unwritten.get(person) for theirs in self.elsewhere.values())
        return person in self.refused or Unwritten.REFUSED.value in told

    def read_elsewhere(self) -> Iterator[str]:
        """The people who read in other processes."""
        for theirs in self.elsewhere.values():
            yield from theirs.reading

    def is_empty(self, nothing: dict[str, Any]) -> bool:
        """True when there is nothing left to be known."""
        is_told = any(told != nothing for told in self.told.values())
        return not (self.reading or self.refused or self.elsewhere or is_told)
