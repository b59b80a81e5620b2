"""The run-sheet moves everybody: a new phase closes what the old one had open."""

from rooms.core import texts
from rooms.core.decisions.finding import within
from rooms.core.decisions.rounds import round_of_phase
from rooms.core.events import (
    BreakoutsClosed,
    Event,
    PhaseBegun,
    PhaseExtended,
    RoundClosed,
    RunSheetChanged,
    WordEnded,
)
from rooms.core.kinds import Text
from rooms.core.records import replace
from rooms.core.refusals import Code, Refused
from rooms.core.rules import has_started
from rooms.core.run_sheet import Phase
from rooms.core.state import Room

MOST_PHASES = 40
MOST_MINUTES = 240
MOST_LANGUAGES = 12


def begin_phase(room: Room, index: int) -> list[Event]:
    """Also back to an earlier phase: going on too early must be undoable."""
    if not has_started(room):
        raise Refused(Code.NOT_STARTED)
    phases = room.run_sheet.phases
    if not 0 <= index < len(phases) or phases[index].minutes < 0:
        raise Refused(Code.NO_SUCH_PHASE)
    return [] if index == room.run_sheet.current else entering(room, index)


def next_phase(room: Room, after: int) -> list[Event]:
    if not has_started(room):
        raise Refused(Code.NOT_STARTED)
    return begin_phase(room, after + 1) if after == room.run_sheet.current else []


def extend_phase(room: Room, index: int, minutes: int) -> list[Event]:
    if not has_started(room):
        raise Refused(Code.NOT_STARTED)
    if index != room.run_sheet.current:
        raise Refused(Code.PHASE_PASSED)
    return [PhaseExtended(index, minutes)] if within(minutes, -60, 60) else []


def change_run_sheet(room: Room, phases: tuple[Phase, ...]) -> list[Event]:
    changed = cleaned_run_sheet(phases)
    if changed == room.run_sheet.phases:
        return []
    begun = 1 + max(room.run_sheet.times, default=-1)
    if changed[:begun] != room.run_sheet.phases[:begun]:
        raise Refused(Code.PHASE_PASSED)
    return [RunSheetChanged(changed)]


def cleaned_run_sheet(phases: tuple[Phase, ...]) -> tuple[Phase, ...]:
    """1 to 40 phases of 1 to 240 minutes; those before the start have negative minutes and come first."""
    minutes = [phase.minutes for phase in phases]
    before_start = sum(1 for length in minutes if length < 0)
    in_order = all(length < 0 for length in minutes[:before_start])
    in_range = all(1 <= abs(length) <= MOST_MINUTES for length in minutes)
    if not (before_start < len(phases) <= MOST_PHASES and in_order and in_range):
        raise Refused(Code.BAD_RUN_SHEET)
    return tuple(_cleaned(phase) for phase in phases)


def entering(room: Room, index: int) -> list[Event]:
    """Everything that happens when a phase begins."""
    return [*leaving(room), PhaseBegun(index), *round_of_phase(room, room.run_sheet.phases[index])]


def leaving(room: Room) -> list[Event]:
    """Everything a phase closes behind it: the word, the round, the groups."""
    events: list[Event] = []
    if room.speaking is not None:
        events.append(WordEnded(room.speaking.person))
    if room.round is not None:
        events.append(RoundClosed())
    if room.breakouts.state == "open":
        events.append(BreakoutsClosed())
    return events


def _cleaned(phase: Phase) -> Phase:
    return replace(
        phase,
        kind=texts.required(texts.one_line(phase.kind), texts.NAME),
        title=_each_language(phase.title, texts.TITLE),
        owner=texts.optional(texts.one_line(phase.owner), texts.NAME),
        prompt=_each_language(phase.prompt, texts.QUESTION),
        tool=texts.optional(texts.one_line(phase.tool), texts.NAME),
    )


def _each_language(text: Text, limit: int) -> Text:
    if len(text) > MOST_LANGUAGES or any(len(language) > texts.LANGUAGE for language in text):
        raise Refused(Code.BAD_RUN_SHEET)
    return {language: texts.optional(words, limit) for language, words in text.items()}
