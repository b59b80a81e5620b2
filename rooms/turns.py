"""One turn: wishes of all rooms are decided, committed together, published, and only then answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import perf_counter

import structlog
from sqlalchemy.exc import OperationalError

from rooms.core.actors import Actor
from rooms.core.commands import Command
from rooms.core.decide import decide
from rooms.core.evolve import fold
from rooms.core.refusals import Code, Refused
from rooms.core.state import Room
from rooms.live import Commit, LiveRoom, Memory
from rooms.log import Addition, Clash, Log, NotStored
from rooms.watching.figures import Figures

log = structlog.get_logger()

# A clash means that another process has written to this room; each try reads what it wrote first.
TRIES = 5

# The number of the last entry (or the room's last), or what went wrong: then nothing has happened.
Outcome = int | Exception
Answer = Callable[[Outcome], None]


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


class Turns:
    """Takes turns, one at a time: whoever calls sees to that. Every wish is answered, whatever happens."""

    def __init__(self, log: Log, memory: Memory, clock: Callable[[], int], figures: Figures) -> None:
        self._log, self._memory, self._clock, self._figures = log, memory, clock, figures
        # When the turn that goes on began, and how many of its wishes have no answer yet.
        self.began_at, self.unanswered = 0.0, 0

    def take(self, wishes: Iterable[Wish]) -> None:
        """Do all of it."""
        of_rooms: dict[int, list[Wish]] = {}
        for wish in wishes:
            of_rooms.setdefault(wish.room_id, []).append(wish)
        if not of_rooms:
            return
        self.began_at, self.unanswered = perf_counter(), sum(map(len, of_rooms.values()))
        self._figures.wishes.add(self.unanswered)
        self._commit_together([draft for same in of_rooms.values() if (draft := self._drafted(same))])

    def _drafted(self, wishes: list[Wish]) -> Draft | None:
        """The draft of one room; None when the room could not be read, and everybody has been told."""
        try:
            live = self._memory.open(wishes[0].room_id)
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
        at = max(self._clock(), draft.room.at)
        try:
            events = decide(draft.room, wish.actor, wish.command, at)
        except Refused:
            if first := self._recalled(draft.live, wish):
                return first
            raise
        if not events:
            return self._recalled(draft.live, wish) or draft.room.seq
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
        try:
            draft = self._committed(live, wish)
        except Exception as error:  # noqa: BLE001 - whoever asked gets it
            self._answer([(wish, _reason(error))])
        else:
            self._publish(draft)

    def _committed(self, live: LiveRoom, wish: Wish) -> Draft:
        for _try in range(TRIES):
            draft = self._draft(live, [wish])
            try:
                self._append([draft.addition])
            except Clash:
                self._memory.catch_up(live)
                self._recalled(live, wish)
            else:
                return draft
        raise Refused(Code.NOT_SAVED)

    def _recalled(self, live: LiveRoom, wish: Wish) -> int | None:
        return self._memory.recall(live, wish.actor.id, wish.command_id)

    def _publish(self, draft: Draft) -> None:
        live = draft.live
        if draft.addition.entries:
            self._figures.wrote(draft.addition.entries)
            live.done |= draft.done
            commit = Commit(live.room, draft.room, draft.addition.entries)
            self._memory.advance(live, commit, draft.addition.head)
        self._answer(draft.outcomes)

    def _append(self, additions: list[Addition]) -> None:
        """Commit, and count how long it took or how it failed."""
        began = perf_counter()
        try:
            self._log.append(additions)
        except Exception as error:
            self._figures.could_not_commit(error)
            raise
        if any(addition.rows for addition in additions):
            self._figures.committed(began)

    def _answer(self, outcomes: list[tuple[Wish, Outcome]]) -> None:
        self.unanswered -= len(outcomes)
        self._figures.answered(outcomes)
        for wish, outcome in outcomes:
            try:
                wish.answer(outcome)
            except Exception:
                # One who cannot be told must not keep the others waiting.
                log.exception("answer_failed")


def _reason(error: Exception) -> Exception:
    """A database that is away or full is a refusal; anything else is what it is."""
    if not isinstance(error, OperationalError | NotStored):
        return error
    log.error("not_saved", reason=str(getattr(error, "orig", error.__cause__)))
    refused = Refused(Code.NOT_SAVED)
    refused.__cause__ = error
    return refused
