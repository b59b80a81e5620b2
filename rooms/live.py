"""The rooms in this process's memory: each a fold over its log. The log is the truth."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import structlog

from rooms.core.events import Entry
from rooms.core.evolve import fold
from rooms.core.state import EMPTY, Room
from rooms.freezing import Freezer, FrozenEntries
from rooms.log import Head, Log
from rooms.snapshots import Snapshots

log = structlog.get_logger()

# Who was away for less than this many entries gets just these, without a look into the database.
RECENT = 200


@dataclass(frozen=True, slots=True)
class Commit:
    """What one turn did to a room: the room before and after, and the entries between.

    `is_ours` is false for what another process wrote.
    """

    before: Room
    after: Room
    entries: list[Entry]
    is_ours: bool = True


@dataclass(slots=True)
class LiveRoom:
    """A room as far as `head` of its log. `done`: (person, command id) -> the number it was answered with.

    `unread`: the number of the snapshot it was opened from; of the log up to there only the state is here.
    `kept`: the number of its latest snapshot. `redactions`: how often words had been taken out of the log.
    """

    id: int
    room: Room = EMPTY
    head: Head = field(default_factory=Head)
    done: dict[tuple[str, str], int] = field(default_factory=dict)
    recent: deque[Entry] = field(default_factory=lambda: deque(maxlen=RECENT))
    unread: int = 0
    kept: int = 0
    redactions: int = 0
    freezer: Freezer = field(default_factory=Freezer)
    _before: FrozenEntries | None = None

    def since(self, seq: int) -> list[Entry] | None:
        """The entries after number `seq`; None when that is too long ago to be remembered here."""
        if seq == self.room.seq:
            return []
        if seq < self.unread:
            self.remembered()
        if seq > self.room.seq or not self.recent or self.recent[0].seq > seq + 1:
            return None
        return [entry for entry in self.recent if entry.seq > seq]

    def remembered(self) -> list[Entry]:
        """The latest entries, those from before the snapshot among them."""
        before, self._before = self._before, None
        if before and len(self.recent) < RECENT:
            self.recent = deque([*before.read(), *self.recent], maxlen=RECENT)
        return [*self.recent]


Listener = Callable[[LiveRoom, Commit], None]


class Memory:
    """The live rooms, and who hears of every commit."""

    def __init__(self, log: Log, snapshots: Snapshots) -> None:
        self._log, self._snapshots = log, snapshots
        self._rooms: dict[int, LiveRoom] = {}
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Call `listener` after each commit, in the order of the log."""
        self._listeners.append(listener)

    def __iter__(self) -> Iterator[LiveRoom]:
        yield from list(self._rooms.values())

    def get(self, room_id: int) -> LiveRoom | None:
        """The room if it is here: looking waits for nothing."""
        return self._rooms.get(room_id)

    def open(self, room_id: int) -> LiveRoom:
        """The room; when it is not here yet, read from its snapshot and what its log has after that."""
        live = self._rooms.get(room_id)
        if live is None:
            # Read before anybody else can find it: while one waits for the database, others come by.
            begun = self._snapshots.latest(room_id)
            seq = begun.head.seq
            read = LiveRoom(room_id, begun.room, begun.head, unread=seq, kept=seq, _before=begun.recent)
            read.redactions = begun.redactions
            self.catch_up(read)
            live = self._rooms.setdefault(room_id, read)
        return live

    def recall(self, live: LiveRoom, by: str, command_id: str | None) -> int | None:
        """The number that a command was answered with before the room's snapshot; None when it was not.

        Its id is not in the snapshot, which would grow with it: the log has an index for it. Asked only where
        a command that comes again can show itself: it is refused, changes nothing, or clashes.
        """
        first = self._log.number_of(live.id, by, command_id) if live.unread and command_id else None
        if first and command_id:
            live.done[by, command_id] = first
        return first

    def forget(self, room_id: int) -> None:
        """Drop a room; its log brings it back when somebody comes."""
        self._rooms.pop(room_id, None)

    def catch_up(self, live: LiveRoom) -> None:
        """Read what is in the log after the head, and publish it: somebody else has committed it."""
        logged = self._log.read(live.id, after=live.head.seq)
        if not logged:
            return
        for item in logged:
            if item.command_id:
                live.done[item.entry.by, item.command_id] = item.entry.seq
        entries = [item.entry for item in logged]
        commit = Commit(live.room, fold(entries, live.room), entries, is_ours=False)
        self.advance(live, commit, Head(logged[-1].entry.seq, logged[-1].hash))

    def advance(self, live: LiveRoom, commit: Commit, head: Head) -> None:
        """Let the room be what was committed, and tell everybody who listens."""
        live.room, live.head = commit.after, head
        live.recent.extend(commit.entries)
        for listener in self._listeners:
            try:
                listener(live, commit)
            except Exception:
                # It is committed, and everybody can still catch up by number: they must be told that it is.
                log.exception("listener_failed", room=live.id)
