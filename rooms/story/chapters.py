"""The evening in chapters: what came before, each phase, and what came afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rooms.core import events as e
from rooms.core.actors import Part
from rooms.core.events import Entry, Event
from rooms.core.figures import phase_ms
from rooms.core.kinds import MAIN, RoundKind
from rooms.core.run_sheet import Phase
from rooms.core.state import Room
from rooms.story.reading import Groups, Reading

When = Literal["before", "phase", "after"]
Place = tuple[When, int]

MINUTE = 60_000
BEFORE: Place = ("before", -1)
AFTER: Place = ("after", -1)

# What is told line by line; the rest is told as figures, or has a part of the page to itself.
TOLD: frozenset[type[Event]] = frozenset(
    {
        *(e.SessionStarted, e.SessionEnded, e.SessionResumed, e.LeadHandedOver),
        *(e.PhaseExtended, e.RunSheetChanged, e.BroadcastSent, e.LeaderCalled),
        *(e.PollOpened, e.ItemShown, e.QuestionAnswered),
    }
)


@dataclass(frozen=True, slots=True)
class RoundTold:
    """Who spoke and who passed in a round, and who still waited when it was closed."""

    kind: RoundKind
    spoke: frozenset[str]
    passed: frozenset[str]
    not_reached: frozenset[str]


@dataclass(frozen=True, slots=True)
class Chapter:
    """`said`: numbers of the messages to the whole room. `phase` None: before the start, or afterwards."""

    when: When
    phase: Phase | None
    planned_ms: int
    added_ms: int
    real_ms: int
    began_at: int | None
    begun_by: str
    told: Sequence[Entry]
    rounds: Sequence[RoundTold]
    groups: Sequence[Groups]
    said: Sequence[int]
    asked: int
    hands: int


def chapters(reading: Reading) -> list[Chapter]:
    """In the order in which they came. A phase that one came back to is one chapter."""
    return [_chapter(reading, place, entries) for place, entries in _by_place(reading.entries).items()]


def not_reached(reading: Reading) -> list[Phase]:
    """The phases of the run-sheet that never began; one before the start needs no beginning."""
    sheet = reading.room.run_sheet
    return [
        phase for index, phase in enumerate(sheet.phases) if phase.minutes > 0 and index not in sheet.times
    ]


def _by_place(entries: Sequence[Entry]) -> dict[Place, list[Entry]]:
    found: dict[Place, list[Entry]] = {}
    place, phase = BEFORE, BEFORE
    for entry in entries:
        match entry.event:
            case e.PhaseBegun(index):
                place = phase = ("phase", index)
            case e.SessionResumed():
                place = phase
        found.setdefault(place, []).append(entry)
        if isinstance(entry.event, e.SessionEnded):
            place = AFTER
    return found


def _chapter(reading: Reading, place: Place, entries: list[Entry]) -> Chapter:
    when, index = place
    kinds = [type(entry.event) for entry in entries]
    begun = next((entry for entry in entries if isinstance(entry.event, e.PhaseBegun)), None)
    return Chapter(
        when=when,
        phase=reading.room.run_sheet.phases[index] if when == "phase" else None,
        planned_ms=reading.room.run_sheet.phases[index].minutes * MINUTE if when == "phase" else 0,
        added_ms=_added_ms(reading.room, index),
        real_ms=phase_ms(reading.room, index, reading.end) if when == "phase" else 0,
        began_at=begun.at if begun else None,
        begun_by=begun.by if begun else "",
        told=[entry for entry in entries if type(entry.event) in TOLD],
        rounds=list(_rounds(entries)),
        groups=[reading.groups[entry.seq] for entry in entries if entry.seq in reading.groups],
        said=[entry.seq for entry in entries if _is_said_to_all(entry.event)],
        asked=kinds.count(e.QuestionAsked),
        hands=kinds.count(e.HandRaised),
    )


def _added_ms(room: Room, index: int) -> int:
    """What the leaders gave a phase beyond the run-sheet while it went on."""
    time = room.run_sheet.times.get(index)
    return time.extended_minutes * MINUTE if time else 0


def _rounds(entries: list[Entry]) -> Iterator[RoundTold]:
    """Whoever comes in during a round, or wants a turn after all, waits for one too."""
    kind: RoundKind = "free"
    spoke, passed, waiting = set[str](), set[str](), set[str]()
    is_open = False
    for entry in entries:
        match entry.event:
            case e.RoundOpened():
                kind, is_open = entry.event.kind, True
                spoke, passed, waiting = set(), set(), set(entry.event.order)
            case e.TurnFinished(person):
                spoke.add(person)
                waiting.discard(person)
            case e.TurnPassed(person):
                passed.add(person)
                waiting.discard(person)
            case e.TurnReturned(person):
                passed.discard(person)
                waiting.add(person)
            case e.MemberSeated(person=person, part=part) if part is not Part.TECHNICAL_HOST:
                waiting.add(person)
            case e.RoundClosed() if is_open:
                yield RoundTold(kind, frozenset(spoke), frozenset(passed - spoke), frozenset(waiting - spoke))
                is_open = False
    if is_open:
        yield RoundTold(kind, frozenset(spoke), frozenset(passed - spoke), frozenset())


def _is_said_to_all(event: Event) -> bool:
    """What is said in a small group or a side room stays there: it is in no chapter."""
    return isinstance(event, e.MessageSent) and event.place == MAIN
