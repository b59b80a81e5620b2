"""The one door to every room: whatever is asked waits for the next turn, and is answered after its commit."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Container, Iterator, Mapping
from time import perf_counter

import structlog
from sqlalchemy import Engine

from elearn.clock import milliseconds
from rooms.core.actors import CLOCK, Actor
from rooms.core.commands import Command, Tick
from rooms.core.decisions.clock import next_deadline
from rooms.core.refusals import Refused
from rooms.live import Listener, LiveRoom, Memory
from rooms.log import Log
from rooms.snapshots import Snapshots
from rooms.turns import Answer, Outcome, Turns, Wish
from rooms.watching.figures import Figures

log = structlog.get_logger()

# After an evening a room stays at hand for the debrief; then its log is enough.
QUIET_MS = 2 * 60 * 60 * 1000


class Rooms:
    """The rooms of this process.

    Wishes wait until a turn takes all that are there, of all rooms. A turn decides them one after the other,
    each on what came before, commits all in one transaction, publishes, and answers. What arrives while it
    commits waits for the next: under load many share a commit, and nobody waits for a timer.
    """

    def __init__(self, engine: Engine, clock: Callable[[], int] = milliseconds) -> None:
        self.log = Log(engine)
        self.snapshots = Snapshots(engine)
        self.clock = clock
        self.figures = Figures()
        # Called when something waits. A server sets it to have turns taken by themselves.
        self.wake: Callable[[], None] = lambda: None
        self._memory = Memory(self.log, self.snapshots)
        self._turns = Turns(self.log, self._memory, lambda: self.clock(), self.figures)
        self._waiting: deque[Wish] = deque()
        self._turning = threading.Lock()

    def listen(self, listener: Listener) -> None:
        """Call `listener` after each commit, in the order of the log."""
        self._memory.listen(listener)

    def live(self) -> Iterator[LiveRoom]:
        """The rooms in memory."""
        return iter(self._memory)

    def open(self, room_id: int) -> LiveRoom:
        """The room in memory, read from its log when it is not there yet."""
        return self._memory.open(room_id)

    def at_hand(self, room_id: int) -> LiveRoom | None:
        """The room if it is in memory: looking waits for nothing."""
        return self._memory.get(room_id)

    def fresh(self, room_id: int) -> LiveRoom:
        """The room as the log has it now, also when another process wrote last."""
        live = self.open(room_id)
        with self._turning:
            self._memory.catch_up(live)
        return live

    def catch_up(self, seqs: Mapping[int, int]) -> None:
        """Read what other processes wrote to the rooms here, where the log has come as far as `seqs` says."""
        for room_id, seq in seqs.items():
            live = self.at_hand(room_id)
            if live is not None and live.head.seq < seq:
                with self._turning:
                    self._memory.catch_up(live)

    def look_for_news(self) -> None:
        """The same without having been told: one look at how long the logs of the rooms here are."""
        self.catch_up(self.log.lengths([live.id for live in self.live()]))

    def submit(
        self, room_id: int, actor: Actor, command: Command, command_id: str | None, answer: Answer
    ) -> None:
        """Let a wish be part of the next turn. Waits for nothing; `answer` is called after the commit."""
        self._waiting.append(Wish(room_id, actor, command, command_id, answer))
        self.wake()

    def handle(self, room_id: int, actor: Actor, command: Command, command_id: str | None = None) -> int:
        """Do what `actor` asks, once. Returns the number of the last entry it made (or the room's last).

        Returns only after the commit. Raises `Refused`: nothing has happened then.
        """
        outcomes: list[Outcome] = []
        self._waiting.append(Wish(room_id, actor, command, command_id, outcomes.append))
        # If somebody else's turn has taken it, ours begins when that one has ended, and finds it answered.
        self.turn()
        (outcome,) = outcomes
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def turn(self) -> None:
        """Do everything that waits."""
        with self._turning:
            self._turns.take(self._all_waiting())

    def tick(self) -> None:
        """Do in every room what is due by the clock."""
        now = self.clock()
        for live in self.live():
            deadline = next_deadline(live.room)
            if deadline is not None and deadline <= now:
                self._waiting.append(Wish(live.id, CLOCK, Tick(), None, _log_failure))
        if self._waiting:
            self.turn()

    @property
    def waiting(self) -> int:
        """How many wishes have no answer yet."""
        return len(self._waiting) + self._turns.unanswered

    @property
    def turning_s(self) -> float:
        """How many seconds the turn that is going on has taken so far; 0 between turns."""
        return perf_counter() - self._turns.began_at if self._turns.unanswered else 0.0

    def forget(self, room_id: int) -> None:
        """Drop a room from memory; its log brings it back when somebody comes."""
        self._memory.forget(room_id)

    def read_anew(self, room_id: int) -> None:
        """Let go of what is remembered of a room that is here, and read what its log says now."""
        with self._turning:
            if self.at_hand(room_id):
                self.forget(room_id)
                self.open(room_id)

    def quiet(self, watched: Container[int]) -> list[LiveRoom]:
        """The rooms nobody watches and where nothing has happened for long."""
        now = self.clock()
        return [live for live in self.live() if live.id not in watched and now - live.room.at > QUIET_MS]

    def _all_waiting(self) -> Iterator[Wish]:
        while self._waiting:
            yield self._waiting.popleft()


def _log_failure(outcome: Outcome) -> None:
    match outcome:
        case Refused(code=code):
            log.warning("tick_refused", code=code.value)
        case Exception():
            log.error("tick_failed", exc_info=outcome)
