"""The one door to every room: load, decide, append, commit, publish."""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from elearn.clock import milliseconds
from rooms.core.actors import CLOCK, Actor
from rooms.core.commands import Command, Tick
from rooms.core.decide import decide
from rooms.core.decisions.clock import next_deadline
from rooms.core.events import Entry
from rooms.core.evolve import evolve
from rooms.core.refusals import Code, Refused
from rooms.core.state import EMPTY, Room
from rooms.log import Clash, Head, Log

log = structlog.get_logger()

# A clash means that another process has written to this room; each try reads what it wrote first.
TRIES = 5
# After an evening a room stays at hand for the debrief; then its log is enough.
QUIET_MS = 2 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Commit:
    """What one command did: the room before and after, and the entries between."""

    before: Room
    after: Room
    entries: list[Entry]


@dataclass(slots=True)
class LiveRoom:
    """A room in this process's memory: a fold over its log as far as `head`. The log is the truth."""

    id: int
    room: Room = EMPTY
    head: Head = field(default_factory=Head)
    done: dict[tuple[str, str], int] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)


Listener = Callable[[LiveRoom, Commit], None]


class Rooms:
    """The rooms this process has in memory. Each command goes through `handle`."""

    def __init__(self, engine: Engine, clock: Callable[[], int] = milliseconds) -> None:
        self.log = Log(engine)
        self.clock = clock
        self._live: dict[int, LiveRoom] = {}
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Call `listener` after each commit, in the order of the log."""
        self._listeners.append(listener)

    def open(self, room_id: int) -> LiveRoom:
        """The room in memory, read from its log when it is not there yet."""
        live = self._live.get(room_id)
        if live is None:
            # Read before anybody else can find it: while one waits for the database, others come by.
            read = LiveRoom(room_id)
            self._catch_up(read)
            live = self._live.setdefault(room_id, read)
        return live

    def fresh(self, room_id: int) -> LiveRoom:
        """The room as the log has it now, also when another process wrote last."""
        live = self.open(room_id)
        with live.lock:
            self._catch_up(live)
        return live

    def handle(self, room_id: int, actor: Actor, command: Command, command_id: str | None = None) -> int:
        """Do what `actor` asks, once. Returns the number of the last entry it made (or the room's last).

        Returns only after the commit. Raises `Refused`: nothing has happened then.
        """
        live = self.open(room_id)
        with live.lock:
            for _try in range(TRIES):
                if command_id and (actor.id, command_id) in live.done:
                    return live.done[actor.id, command_id]
                try:
                    return self._once(live, actor, command, command_id)
                except Clash:
                    self._catch_up(live)
        raise Refused(Code.NOT_SAVED)

    def tick(self) -> None:
        """Do in every room what is due by the clock."""
        for live in list(self._live.values()):
            deadline = next_deadline(live.room)
            if deadline is not None and deadline <= self.clock():
                try:
                    self.handle(live.id, CLOCK, Tick())
                except Refused as refused:
                    log.warning("tick_refused", code=refused.code.value)
                except Exception:
                    # One room that cannot go on must not stop the clock of all the others.
                    log.exception("tick_failed", room=live.id)

    def live(self) -> Iterator[LiveRoom]:
        """The rooms in memory."""
        yield from list(self._live.values())

    def forget(self, room_id: int) -> None:
        """Drop a room from memory; its log brings it back when somebody comes."""
        self._live.pop(room_id, None)

    def forget_quiet(self, watched: Container[int]) -> None:
        """Drop the rooms nobody watches and where nothing has happened for long."""
        for live in self.live():
            if live.id not in watched and self.clock() - live.room.at > QUIET_MS:
                self.forget(live.id)

    def _once(self, live: LiveRoom, actor: Actor, command: Command, command_id: str | None) -> int:
        # Never backwards, even when the machine's clock is set back: durations are differences of these.
        at = max(self.clock(), live.room.at)
        events = decide(live.room, actor, command, at)
        if not events:
            return live.room.seq
        try:
            entries, head = self.log.append(live.id, live.head, at, actor.id, events, command_id)
        except OperationalError as error:
            log.error("not_saved", reason=str(error.orig))  # noqa: TRY400 - the reason is enough
            raise Refused(Code.NOT_SAVED) from error
        if command_id:
            live.done[actor.id, command_id] = head.seq
        self._advance(live, entries, head)
        return head.seq

    def _catch_up(self, live: LiveRoom) -> None:
        """Read what is in the log after the head, and publish it: somebody else has committed it."""
        logged = self.log.read(live.id, after=live.head.seq)
        if not logged:
            return
        for item in logged:
            if item.command_id:
                live.done[item.entry.by, item.command_id] = item.entry.seq
        self._advance(live, [item.entry for item in logged], Head(logged[-1].entry.seq, logged[-1].hash))

    def _advance(self, live: LiveRoom, entries: list[Entry], head: Head) -> None:
        before = live.room
        for entry in entries:
            live.room = evolve(live.room, entry)
        live.head = head
        commit = Commit(before, live.room, entries)
        for listener in self._listeners:
            listener(live, commit)
