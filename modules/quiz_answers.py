"""What answers to quizzes look like. Every number in them is a place in one of the block's lists.

`checked`: the reader has asked to see what fits, so that they meet it again when they come back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from modules.blocks import Answered, AnyQuiz, ManyQuiz, Quiz
from modules.quizzes import MatchQuiz, NumberQuiz, OrderQuiz, TextQuiz, TrueFalseQuiz

LONGEST_LINE = 200


@dataclass(slots=True)
class Chosen:
    """`chosen` is a place in `Quiz.choices`."""

    chosen: int | None = None


@dataclass(slots=True)
class ChosenMany:
    """`chosen` are places in `ManyQuiz.choices`."""

    chosen: list[int] = field(default_factory=list)
    checked: bool = False


@dataclass(slots=True)
class Said:
    """For each of `TrueFalseQuiz.statements`, in their order, what the reader holds it for; "" is not yet."""

    said: list[Literal["", "true", "false"]] = field(default_factory=list)


@dataclass(slots=True)
class Ordered:
    """Places in `OrderQuiz.things`, each once, in the reader's order; none until one was moved."""

    order: list[int] = field(default_factory=list)
    checked: bool = False


@dataclass(slots=True)
class Matched:
    """For each of `MatchQuiz.pairs`, in their order, the place of the first pair with the words chosen."""

    matched: list[int | None] = field(default_factory=list)
    checked: bool = False


@dataclass(slots=True)
class Line:
    """What the reader wrote, in words or as a number."""

    text: str = ""
    checked: bool = False


QUIZ_SHAPES: dict[type[Answered], Any] = {
    Quiz: Chosen,
    ManyQuiz: ChosenMany,
    TrueFalseQuiz: Said,
    OrderQuiz: Ordered,
    MatchQuiz: Matched,
    TextQuiz: Line,
    NumberQuiz: Line,
}


def fits_quiz(block: AnyQuiz, answer: object) -> bool:
    """True when the answer speaks only of what the block has."""
    match block, answer:
        case Quiz(), Chosen(chosen):
            return chosen is None or _are_places([chosen], len(block.choices))
        case ManyQuiz(), ChosenMany(chosen_many):
            return _are_places(chosen_many, len(block.choices))
        case TrueFalseQuiz(), Said(said):
            return len(said) == len(block.statements)
        case OrderQuiz(), Ordered(order):
            return not order or sorted(order) == list(range(len(block.things)))
        case MatchQuiz(), Matched(matched):
            known = {None, *block.options}
            return len(matched) == len(block.pairs) and all(place in known for place in matched)
        case _, Line(text):
            return len(text) <= LONGEST_LINE and "\n" not in text
        case _:
            return False


def blank_parts(block: AnyQuiz) -> dict[str, Any]:
    """The parts of an empty answer that are as long as the block asks for."""
    match block:
        case TrueFalseQuiz():
            return {"said": [""] * len(block.statements)}
        case MatchQuiz():
            return {"matched": [None] * len(block.pairs)}
        case _:
            return {}


def _are_places(places: Sequence[int], count: int) -> bool:
    return len(set(places)) == len(places) and all(0 <= place < count for place in places)
