"""The one door to every room: wishes are decided in turn, committed together, published, then answered."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from time import perf_counter

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from elearn.clock import milliseconds
from rooms.core.actors import CLOCK, Actor
from rooms.core.commands import Command, Tick
from rooms.core.decide import decide
from rooms.core.decisions.clock import next_deadline
from rooms.core.events import Entry
from rooms.core.evolve import fold
from rooms.core.refusals import Code, Refused
from rooms.core.state import EMPTY, Room
from rooms.log import Addition, Clash, Head, Log, NotStored
from rooms.watching.figures import Figures

log = structlog.get_logger()

# A clash means that another process has written to this room; each try reads what it wrote first.
TRIES = 5
# After an evening a room stays at hand for the debrief; then its log is enough.
QUIET_MS = 2 * 60 * 60 * 1000
# Who was away for less than this many entries gets just these, without a look into the database.
RECENT = 200

# The number of the last entry (or the room's last), or what went wrong: then nothing has happened.
Outcome = int | Exception
Answer = Callable[[Outcome], None]


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
    """A room in this process's memory: a fold over its log as far as `head`. The log is the truth."""

    id: int
    room: Room = EMPTY
    head: Head = field(default_factory=Head)
    done: dict[tuple[str, str], int] = field(default_factory=dict)
    recent: deque[Entry] = field(default_factory=lambda: deque(maxlen=RECENT))

    def since(self, seq: int) -> list[Entry] | None:
        """The entries after number `seq`; None when that is too long ago to be remembered here."""
        if seq == self.room.seq:
            return []
        if seq > self.room.seq or not self.recent or self.recent[0].seq > seq + 1:
            return None
        return [entry for entry in self.recent if entry.seq > seq]


@dataclass(slots=True)
class Wish:
    """What somebody asks of a room, and how to tell them what came of it."""

    room_id: int
    actor: Actor
    command: Command
    command_id: str | None
    answer: Answer
    asked_at: float = field(default_factory=perf_counter)


@dataclass(slots=True)
class Draft:
    """What a turn is about to add to one room, and what it answers once that is committed."""

    live: LiveRoom
    room: Room
    addition: Addition
    done: dict[tuple[str, str], int] = field(default_factory=dict)
    outcomes: list[tuple[Wish, Outcome]] = field(default_factory=list)


Listener = Callable[[LiveRoom, Commit], None]


class Rooms:
    """The rooms this process has in memory.

    Wishes wait until a turn takes all that are there, of all rooms. A turn decides them one after the other,
    each on what came before, commits all in one transaction, publishes, and answers. What arrives while it
    commits waits for the next: under load many share a commit, and nobody waits for a timer.
    """

    def __init__(self, engine: Engine, clock: Callable[[], int] = milliseconds) -> None:
        self.log = Log(engine)
        self.clock = clock
        self.figures = Figures()
        # Called when something waits. A server sets it to have turns taken by themselves.
        self.wake: Callable[[], None] = lambda: None
        self._live: dict[int, LiveRoom] = {}
        self._waiting: deque[Wish] = deque()
        self._turning = threading.Lock()
        # When the last turn began, and how many of its wishes have no answer yet.
        self._turned_at, self._in_turn = 0.0, 0
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

    @property
    def waiting(self) -> int:
        """How many wishes have no answer yet."""
        return len(self._waiting) + self._in_turn

    @property
    def turning_s(self) -> float:
        """How many seconds the turn that is going on has taken so far; 0 between turns."""
        return perf_counter() - self._turned_at if self._in_turn else 0.0

    def at_hand(self, room_id: int) -> LiveRoom | None:
        """The room if it is in memory: looking waits for nothing."""
        return self._live.get(room_id)

    def fresh(self, room_id: int) -> LiveRoom:
        """The room as the log has it now, also when another process wrote last."""
        live = self.open(room_id)
        with self._turning:
            self._catch_up(live)
        return live

    def catch_up(self, seqs: Mapping[int, int]) -> None:
        """Read what other processes wrote to the rooms here, where the log has come as far as `seqs` says."""
        for room_id, seq in seqs.items():
            live = self._live.get(room_id)
            if live is not None and live.head.seq < seq:
                with self._turning:
                    self._catch_up(live)

    def look_for_news(self) -> None:
        """The same without having been told: one look at how long the logs of the rooms here are."""
        self.catch_up(self.log.lengths(self._live))

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
            wishes: dict[int, list[Wish]] = {}
            while self._waiting:
                wish = self._waiting.popleft()
                wishes.setdefault(wish.room_id, []).append(wish)
            if wishes:
                self._turned_at, self._in_turn = perf_counter(), sum(map(len, wishes.values()))
                self.figures.wishes.add(self._in_turn)
            drafts = [draft for of_room in wishes.values() if (draft := self._drafted(of_room))]
            self._commit_together(drafts)

    def tick(self) -> None:
        """Do in every room what is due by the clock."""
        now = self.clock()
        for live in self.live():
            deadline = next_deadline(live.room)
            if deadline is not None and deadline <= now:
                self._waiting.append(Wish(live.id, CLOCK, Tick(), None, _log_failure))
        if self._waiting:
            self.turn()

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

    def _drafted(self, wishes: list[Wish]) -> Draft | None:
        """The draft of one room; None when the room could not be read, and everybody has been told."""
        try:
            live = self.open(wishes[0].room_id)
        except Exception as error:  # noqa: BLE001 - whoever asked gets it, and the other rooms go on
            self._answer([(wish, _reason(error)) for wish in wishes])
            return None
        return self._draft(live, wishes)

    def _draft(self, live: LiveRoom, wishes: list[Wish]) -> Draft:
        draft = Draft(live, live.room, Addition(live.id, live.head))
        for wish in wishes:
            try:
                outcome: Outcome = self._decide(draft, wish)
            except Exception as error:  # noqa: BLE001 - whoever asked gets it
                outcome = error
            draft.outcomes.append((wish, outcome))
        return draft

    def _decide(self, draft: Draft, wish: Wish) -> int:
        key = (wish.actor.id, wish.command_id or "")
        first = draft.live.done.get(key) or draft.done.get(key)
        if first:
            return first
        # Never backwards, even when the machine's clock is set back: durations are differences of these.
        at = max(self.clock(), draft.room.at)
        events = decide(draft.room, wish.actor, wish.command, at)
        if not events:
            return draft.room.seq
        entries = draft.addition.numbered(at, wish.actor.id, events)
        room = fold(entries, draft.room)
        draft.addition.add(entries, wish.command_id)
        draft.room = room
        if wish.command_id:
            draft.done[key] = draft.room.seq
        return draft.room.seq

    def _commit_together(self, drafts: list[Draft]) -> None:
        """One transaction for all. If that fails, one for each wish, so that none spoils the others."""
        try:
            self._append([draft.addition for draft in drafts])
        except NotStored as error:
            reason = _reason(error)
            for draft in drafts:
                self._answer([(wish, reason) for wish, _ in draft.outcomes])
        except Exception:  # noqa: BLE001 - whose it is comes out one by one
            for draft in drafts:
                for wish, _ in draft.outcomes:
                    self._commit_alone(draft.live, wish)
        else:
            for draft in drafts:
                self._publish(draft)

    def _commit_alone(self, live: LiveRoom, wish: Wish) -> None:
        outcome: Outcome = Refused(Code.NOT_SAVED)
        for _try in range(TRIES):
            draft = self._draft(live, [wish])
            try:
                self._append([draft.addition])
                return self._publish(draft)
            except Clash:
                self._catch_up(live)
            except Exception as error:  # noqa: BLE001 - whoever asked gets it
                outcome = _reason(error)
                break
        return self._answer([(wish, outcome)])

    def _publish(self, draft: Draft) -> None:
        live = draft.live
        if draft.addition.entries:
            self.figures.wrote(draft.addition.entries)
            live.done |= draft.done
            self._advance(live, Commit(live.room, draft.room, draft.addition.entries), draft.addition.head)
        self._answer(draft.outcomes)

    def _append(self, additions: list[Addition]) -> None:
        """Commit, and count how long it took or how it failed."""
        began = perf_counter()
        try:
            self.log.append(additions)
        except Exception as error:
            self.figures.could_not_commit(error)
            raise
        if any(addition.rows for addition in additions):
            self.figures.committed(began)

    def _answer(self, outcomes: list[tuple[Wish, Outcome]]) -> None:
        self._in_turn -= len(outcomes)
        self.figures.answered(outcomes)
        for wish, outcome in outcomes:
            try:
                wish.answer(outcome)
            except Exception:
                # One who cannot be told must not keep the others waiting.
                log.exception("answer_failed")

    def _catch_up(self, live: LiveRoom) -> None:
        """Read what is in the log after the head, and publish it: somebody else has committed it."""
        logged = self.log.read(live.id, after=live.head.seq)
        if not logged:
            return
        for item in logged:
            if item.command_id:
                live.done[item.entry.by, item.command_id] = item.entry.seq
        entries = [item.entry for item in logged]
        commit = Commit(live.room, fold(entries, live.room), entries, is_ours=False)
        self._advance(live, commit, Head(logged[-1].entry.seq, logged[-1].hash))

    def _advance(self, live: LiveRoom, commit: Commit, head: Head) -> None:
        live.room, live.head = commit.after, head
        live.recent.extend(commit.entries)
        for listener in self._listeners:
            try:
                listener(live, commit)
            except Exception:
                # It is committed, and everybody can still catch up by number: they must be told that it is.
                log.exception("listener_failed", room=live.id)


def _reason(error: Exception) -> Exception:
    """A database that is away or full is a refusal; anything else is what it is."""
    if not isinstance(error, OperationalError | NotStored):
        return error
    log.error("not_saved", reason=str(getattr(error, "orig", error.__cause__)))
    refused = Refused(Code.NOT_SAVED)
    refused.__cause__ = error
    return refused


def _log_failure(outcome: Outcome) -> None:
    match outcome:
        case Refused(code=code):
            log.warning("tick_refused", code=code.value)
        case Exception():
            log.error("tick_failed", exc_info=outcome)
