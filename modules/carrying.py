"""What becomes of an answer when its reader takes a newer version of the module. Pure.

Choices and ticks follow the words that were chosen, wherever these stand now, never their place in the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from modules.answer_shapes import NotAnAnswer, TooLong, accepted, blank, is_empty
from modules.blocks import Answered, Checklist, EnergyLog, Quiz, Scale


@dataclass(frozen=True, slots=True)
class Carried:
    """`value` fits the newer block, None when nothing of it does; `is_whole`: nothing was left behind."""

    value: dict[str, Any] | None
    is_whole: bool


NOTHING = Carried(None, False)


def carried(before: Answered, after: Answered | None, value: dict[str, Any]) -> Carried:
    """The answer to `before` as an answer to `after`, the block of that name in the newer version."""
    if after is None or type(before) is not type(after):
        return Carried(None, is_empty(value))
    moved = _moved(before, after, value)
    try:
        # Promises and other answers that the server completes stay as they were.
        accepted(after, moved.value)
    except (NotAnAnswer, TooLong):
        return NOTHING
    return moved


def _moved(before: Answered, after: Answered, value: dict[str, Any]) -> Carried:
    match before, after:
        case Quiz(), Quiz():
            return _choice(_words(before), _words(after), value)
        case Checklist(), Checklist():
            return _ticks(before.things, after.things, value)
        case Scale(), Scale():
            is_same = (before.lowest, before.highest) == (after.lowest, after.highest)
            return Carried(value, True) if is_same or is_empty(value) else NOTHING
        case EnergyLog(), EnergyLog():
            return _days(after, value)
        case _:
            return Carried(value, True)


def _words(quiz: Quiz) -> list[str]:
    return [choice.html for choice in quiz.choices]


def _choice(before: Sequence[str], after: Sequence[str], value: dict[str, Any]) -> Carried:
    chosen = value.get("chosen")
    if chosen is None:
        return Carried(value, True)
    place = _place(before, after, chosen)
    return NOTHING if place is None else Carried({**value, "chosen": place}, True)


def _ticks(before: Sequence[str], after: Sequence[str], value: dict[str, Any]) -> Carried:
    places = [_place(before, after, tick) for tick in value.get("ticked", [])]
    found = sorted(place for place in places if place is not None)
    if places and not found:
        return NOTHING
    return Carried({**value, "ticked": found}, len(found) == len(places))


def _place(before: Sequence[str], after: Sequence[str], place: int) -> int | None:
    """Where the words at that place stand now; of words that are there twice, the same one of the two."""
    if not 0 <= place < len(before):
        return None
    words = before[place]
    nth = list(before[:place]).count(words)
    places = [number for number, each in enumerate(after) if each == words]
    return places[nth] if nth < len(places) else None


def _days(after: EnergyLog, value: dict[str, Any]) -> Carried:
    days = list(value.get("days", []))
    kept = (days + blank(after)["days"])[: after.days]
    return Carried({**value, "days": kept}, is_empty(days[after.days :]))
