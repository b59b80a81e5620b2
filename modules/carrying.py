"""What becomes of an answer when its reader takes a newer version of the module. Pure.

Choices and ticks follow the words that were chosen, wherever these stand now, never their place in the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from modules.answer_shapes import NotAnAnswer, TooLong, accepted, blank, is_empty
from modules.blocks import Answered, Checklist, EnergyLog, ManyQuiz, Quiz, Scale
from modules.quizzes import MatchQuiz, OrderQuiz, TrueFalseQuiz


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
            return _ticks(before.things, after.things, value, "ticked")
        case ManyQuiz(), ManyQuiz():
            return _ticks(_words(before), _words(after), value, "chosen")
        case TrueFalseQuiz(), TrueFalseQuiz():
            return _said(before, after, value)
        case OrderQuiz(), OrderQuiz():
            return _order(before.things, after.things, value)
        case MatchQuiz(), MatchQuiz():
            return _matched(before, after, value)
        case Scale(), Scale():
            is_same = (before.lowest, before.highest) == (after.lowest, after.highest)
            return Carried(value, True) if is_same or is_empty(value) else NOTHING
        case EnergyLog(), EnergyLog():
            return _days(after, value)
        case _:
            return Carried(value, True)


def _words(quiz: Quiz | ManyQuiz) -> list[str]:
    return [choice.html for choice in quiz.choices]


def _choice(before: Sequence[str], after: Sequence[str], value: dict[str, Any]) -> Carried:
    chosen = value.get("chosen")
    if chosen is None:
        return Carried(value, True)
    place = _place(before, after, chosen)
    return NOTHING if place is None else Carried({**value, "chosen": place}, True)


def _ticks(before: Sequence[str], after: Sequence[str], value: dict[str, Any], part: str) -> Carried:
    places = [_place(before, after, tick) for tick in value.get(part, [])]
    found = sorted(place for place in places if place is not None)
    if places and not found:
        return NOTHING
    return Carried({**value, part: found}, len(found) == len(places))


def _said(before: TrueFalseQuiz, after: TrueFalseQuiz, value: dict[str, Any]) -> Carried:
    ours, theirs = ([each.html for each in quiz.statements] for quiz in (before, after))
    return _row(ours, theirs, value.get("said", []), blank(after), "said")


def _order(before: Sequence[str], after: Sequence[str], value: dict[str, Any]) -> Carried:
    """An order is one of all things or none: with another set of them it cannot be told."""
    order = value.get("order", [])
    if not order:
        return Carried(value, True)
    if sorted(before) != sorted(after):
        return NOTHING
    return Carried({**value, "order": [_place(before, after, place) for place in order]}, True)


def _matched(before: MatchQuiz, after: MatchQuiz, value: dict[str, Any]) -> Carried:
    ours, theirs = ([each.left_html for each in quiz.pairs] for quiz in (before, after))
    rights = [each.right for each in after.pairs]
    words = [None if place is None else before.pairs[place].right for place in value.get("matched", [])]
    chosen = [rights.index(word) if word in rights else None for word in words]
    carried_row = _row(
        ours, theirs, chosen, {**blank(after), "checked": value.get("checked", False)}, "matched"
    )
    lost = any(word is not None and place is None for word, place in zip(words, chosen, strict=True))
    return Carried(carried_row.value, carried_row.is_whole and not lost)


def _row(
    before: Sequence[str], after: Sequence[str], said: Sequence[Any], empty: dict[str, Any], part: str
) -> Carried:
    """What is said to each line of a list, put beside the same words in the new one."""
    row, is_whole = list(empty[part]), True
    for place, each in enumerate(said):
        now = _place(before, after, place)
        if now is not None:
            row[now] = each
        elif each not in (None, ""):
            is_whole = False
    if not is_whole and is_empty(row):
        return NOTHING
    return Carried({**empty, part: row}, is_whole)


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
