"""A whole log read once: the room as it is now, who sat in each set of groups, what everybody is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rooms.core.events import BreakoutsOpened, Entry
from rooms.core.evolve import evolve
from rooms.core.state import EMPTY, Room

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """`groups`: the number of the entry that opened small groups, and who sat together in them."""

    room: Room
    entries: Sequence[Entry]
    groups: Mapping[int, Groups]
    now: int

    @property
    def end(self) -> int:
        """When the session ended, or now while it goes on."""
        return self.now if self.room.session.ended_at is None else self.room.session.ended_at

    def name_of(self, person: str) -> str:
        """What the person is called in this room; "" when nobody knows any more."""
        member = self.room.members.get(person)
        if member is not None:
            return member.name
        expected = (leader.name for leader in self.room.about.leaders if leader.id == person)
        return next(expected, "")


def read(entries: Sequence[Entry], now: int) -> Reading:
    """Fold the log as it stood at `now` (ms)."""
    room, groups = EMPTY, {}
    for entry in entries:
        room = evolve(room, entry)
        if isinstance(entry.event, BreakoutsOpened):
            groups[entry.seq] = room.breakouts.groups
    return Reading(room, entries, groups, now)
