"""What a training log holds: each time one trained the day, what, how long, how hard, how it felt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

# Twice a day for the whole of the longest log would be more than anybody writes in one answer.
MOST_TRAININGS = 200
MOST_MINUTES = 24 * 60
# Borg's CR10 scale, in whole steps.
HARDEST = 10


@dataclass(slots=True)
class Training:
    """`on` is a day as in 2026-11-26, "" while it is not chosen; `effort` is on Borg's scale from 0 to 10."""

    on: str = ""
    did: str = ""
    minutes: int | None = None
    effort: int | None = None
    felt: str = ""


@dataclass(slots=True)
class Trainings:
    """In the order in which they were written."""

    trainings: list[Training] = field(default_factory=list)


def fits_log(answer: Trainings) -> bool:
    """True when every day is one, and every number is one that can be."""
    return len(answer.trainings) <= MOST_TRAININGS and all(_fits(each) for each in answer.trainings)


def _fits(training: Training) -> bool:
    minutes, effort = training.minutes, training.effort
    return (
        (training.on == "" or _is_day(training.on))
        and (minutes is None or 0 <= minutes <= MOST_MINUTES)
        and (effort is None or 0 <= effort <= HARDEST)
    )


def by_day(trainings: Sequence[Mapping[str, Any]]) -> list[tuple[date | None, Mapping[str, Any]]]:
    """Stored trainings with their days, the first one first; those without a day come last."""
    dated = [(date.fromisoformat(each["on"]) if each["on"] else None, each) for each in trainings]
    return sorted(dated, key=lambda pair: pair[0] or date.max)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
