"""What an answer to each kind of block looks like, and the check that what arrives is one.

Numbers that are places in a block's lists: `Ticked.ticked` here, and what `quiz_answers` names.
All other parts are the reader's own words, days and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

import msgspec

from modules.blocks import (
    Agreement,
    Answered,
    AnyQuiz,
    Buddy,
    Checklist,
    EnergyLog,
    NetworkMap,
    Reflection,
    Scale,
    TrainingLog,
)
from modules.quiz_answers import QUIZ_SHAPES, blank_parts, fits_quiz
from modules.training import Trainings, fits_log

# About four typed pages for a whole answer.
LONGEST = 10_000
MOST_PEOPLE = 40
# Characters that can reverse or hide what others read, and what a database cannot store.
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

Sharing = Literal["nobody", "leaders", "group"]
SHAREABLE = (Reflection, Scale, EnergyLog, TrainingLog, NetworkMap)


class NotAnAnswer(ValueError):
    """What arrived does not fit the block."""


class TooLong(ValueError):
    """The answer is longer than we keep."""


@dataclass(slots=True)
class Words:
    text: str = ""


@dataclass(slots=True)
class Ticked:
    """`ticked` are places in `Checklist.things`."""

    ticked: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Number:
    number: int | None = None


@dataclass(slots=True)
class Agreed:
    """`on` is the day the promise was given, written by the server."""

    agreed: bool = False
    on: str = ""


@dataclass(slots=True)
class Done:
    done: bool = False


@dataclass(slots=True)
class Day:
    drains: str = ""
    fills: str = ""
    level: int | None = None


@dataclass(slots=True)
class Days:
    days: list[Day] = field(default_factory=list)


@dataclass(slots=True)
class Near:
    """A person or a place on the map."""

    name: str = ""
    ring: Literal["near", "middle", "far"] = "near"
    gives: str = ""


@dataclass(slots=True)
class Map:
    people: list[Near] = field(default_factory=list)


SHAPES: dict[type[Answered], Any] = {
    Reflection: Words,
    **QUIZ_SHAPES,
    Checklist: Ticked,
    Scale: Number,
    Agreement: Agreed,
    Buddy: Done,
    EnergyLog: Days,
    TrainingLog: Trainings,
    NetworkMap: Map,
}


def accepted(block: Answered, value: object) -> dict[str, Any]:
    """The answer as it is stored. Raises `TooLong` or `NotAnAnswer`."""
    shape = SHAPES.get(type(block))
    if shape is None:
        raise NotAnAnswer
    try:
        answer = msgspec.convert(value, shape)
    except msgspec.ValidationError as error:
        raise NotAnAnswer from error
    if not _fits(block, answer):
        raise NotAnAnswer
    # Cleaned only now, when it can no longer be of any other shape or depth.
    stored: dict[str, Any] = _clean(asdict(answer))
    if _length(stored) > LONGEST:
        raise TooLong
    return stored


def blank(block: Answered) -> dict[str, Any]:
    """What the fields show before anything is written."""
    shape = SHAPES.get(type(block))
    value: dict[str, Any] = asdict(shape()) if shape else {}
    if isinstance(block, EnergyLog):
        value["days"] = [asdict(Day()) for _ in range(block.days)]
    if isinstance(block, AnyQuiz):
        value.update(blank_parts(block))
    return value


def given_on(value: Mapping[str, Any]) -> date | None:
    """The day a promise was given."""
    return date.fromisoformat(value["on"]) if value.get("on") else None


def is_empty(value: object) -> bool:
    """Nothing written, ticked or chosen in it. A zero on a scale is something."""
    match value:
        case dict():
            return all(is_empty(part) for name, part in value.items() if name != "ring")
        case list():
            return all(is_empty(part) for part in value)
        case str():
            return not value.strip()
        case _:
            return value is None or value is False


def may_be_shared(block: Answered) -> bool:
    """Free answers may be shared; what was ticked in a quiz or a list is nobody's business."""
    return isinstance(block, SHAREABLE)


def _fits(block: Answered, answer: object) -> bool:
    if isinstance(block, AnyQuiz):
        return fits_quiz(block, answer)
    match block, answer:
        case Checklist(), Ticked(ticked):
            return all(0 <= thing < len(block.things) for thing in ticked) and len(set(ticked)) == len(ticked)
        case Scale(), Number(number):
            return number is None or block.lowest <= number <= block.highest
        case EnergyLog(), Days(days):
            return len(days) == block.days and all(day.level is None or 0 <= day.level <= 10 for day in days)
        case TrainingLog(), Trainings():
            return fits_log(answer)
        case NetworkMap(), Map(people):
            return len(people) <= MOST_PEOPLE
        case _:
            return True


def _clean(value: Any) -> Any:
    match value:
        case str():
            return UNWANTED.sub("", value.replace("\r\n", "\n"))
        case list():
            return [_clean(part) for part in value]
        case dict():
            return {name: _clean(part) for name, part in value.items()}
        case _:
            return value


def _length(value: object) -> int:
    """All characters of all texts in it."""
    match value:
        case str():
            return len(value)
        case list():
            return sum(_length(part) for part in value)
        case dict():
            return sum(_length(part) for part in value.values())
        case _:
            return 0
