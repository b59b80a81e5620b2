"""Rounds: everybody is heard, in an order all can see; anyone may pass."""

from rooms.core import texts
from rooms.core.actors import LEADERS, Actor, Part
from rooms.core.chance import drawn
from rooms.core.commands import OpenRound
from rooms.core.decisions.finding import within
from rooms.core.events import (
    Event,
    RoundClosed,
    RoundOpened,
    TurnFinished,
    TurnPassed,
    TurnPostponed,
    TurnReturned,
)
from rooms.core.refusals import Code, Refused
from rooms.core.rules import may_act_for, seated
from rooms.core.run_sheet import ROUND_OF_PHASE, Phase
from rooms.core.state import Room, Round

LEAST_SECONDS_EACH = 30


def open_round(room: Room, command: OpenRound) -> list[Event]:
    if room.round is not None and room.round.kind == command.kind:
        return []
    prompt = texts.optional(command.prompt, texts.QUESTION)
    seconds = within(command.seconds_each, 0, 600)
    order = draw_order(room)
    if not order:
        raise Refused(Code.TOO_FEW_PEOPLE)
    before: list[Event] = [RoundClosed()] if room.round is not None else []
    return [*before, RoundOpened(command.kind, order, prompt, seconds)]


def finish_turn(room: Room, actor: Actor, person: str) -> list[Event]:
    going, whose = _turn(room, actor, person)
    if going.states[whose] != "waiting":
        return []
    if whose != going.current and actor.part not in LEADERS:
        raise Refused(Code.NOT_YOUR_TURN)
    return [TurnFinished(whose)]


def pass_turn(room: Room, actor: Actor, person: str) -> list[Event]:
    going, whose = _turn(room, actor, person)
    return [TurnPassed(whose)] if going.states[whose] == "waiting" else []


def return_turn(room: Room, actor: Actor, person: str) -> list[Event]:
    going, whose = _turn(room, actor, person)
    return [] if going.states[whose] == "waiting" else [TurnReturned(whose)]


def postpone_turn(room: Room, actor: Actor, person: str) -> list[Event]:
    """Nothing changes for somebody who is the last to wait already."""
    going, whose = _turn(room, actor, person)
    waiting = [other for other in going.order if going.states[other] == "waiting"]
    return [TurnPostponed(whose)] if whose in waiting[:-1] else []


def close_round(room: Room) -> list[Event]:
    return [] if room.round is None else [RoundClosed()]


def draw_order(room: Room) -> tuple[str, ...]:
    """Round the table from a drawn seat: everybody here, leaders too. The technical host minds the sound."""
    people = [member.id for member in seated(room) if member.here and member.part is not Part.TECHNICAL_HOST]
    if not people:
        return ()
    first = drawn(room, "round").randrange(len(people))
    return (*people[first:], *people[:first])


def round_of_phase(room: Room, phase: Phase) -> list[Event]:
    """The round that belongs to an opening or closing phase, its minutes shared by those who are here."""
    kind, order = ROUND_OF_PHASE.get(phase.kind), draw_order(room)
    if kind is None or not order:
        return []
    seconds = max(LEAST_SECONDS_EACH, phase.minutes * 60 // len(order))
    return [RoundOpened(kind, order, "", seconds)]


def _turn(room: Room, actor: Actor, person: str) -> tuple[Round, str]:
    """The round, and whose turn the command is about; refused when it is not the actor's to touch."""
    whose = person or actor.id
    if room.round is None:
        raise Refused(Code.NO_ROUND)
    if not may_act_for(actor, whose):
        raise Refused(Code.NOT_YOUR_TURN)
    if whose not in room.round.states:
        raise Refused(Code.NO_ROUND)
    return room.round, whose
