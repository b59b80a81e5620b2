"""The run-sheet as a form of rows: `row` lists the rows, and each field is `<name>-<row>`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from elearn.courses.run_sheets import KINDS, MOST_PHASES, OWNERS, Phase
from elearn.courses.service import LONGEST_PROMPT, reworded

# Nothing that is counted here has as many digits, and Python refuses to read a great many.
LONGEST_NUMBER = 10
TOOL_OF = {"action_plan": "action_plan", "session_check": "session_check"}


class Filled(Protocol):
    """A form as it was sent."""

    def get(self, name: str, /) -> str | None: ...
    def getlist(self, name: str, /) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the form; `number` is its name in the form and stays when the row moves."""

    number: int
    phase: Phase


def version(stored: Sequence[Mapping[str, Any]]) -> str:
    """Changes when the run-sheet does: a form that was made from another one must not overwrite it."""
    return hashlib.sha256(json.dumps(stored, sort_keys=True).encode()).hexdigest()[:16]


def rows(phases: Sequence[Phase]) -> list[Row]:
    """The rows of a stored run-sheet."""
    return [Row(number, phase) for number, phase in enumerate(phases)]


def with_blank(filled: Sequence[Row]) -> list[Row]:
    """One more row at the end."""
    free = max((row.number for row in filled), default=-1) + 1
    return [*filled, Row(free, Phase("activity", 10, "leaders"))]


def read_rows(form: Filled, stored: Sequence[Phase], language: str) -> list[Row]:
    """What was sent, in the order of the places that were given; what cannot be read has zero minutes."""
    named = [name for name in form.getlist("row") if name.isdecimal() and len(name) < LONGEST_NUMBER]
    numbers = [int(name) for name in named][: MOST_PHASES + 1]
    kept = [number for number in numbers if form.get(f"leave-out-{number}") is None]
    placed = sorted(kept, key=lambda number: _number(form.get(f"place-{number}")))
    return [Row(number, _phase(form, number, stored, language)) for number in placed]


def _phase(form: Filled, number: int, stored: Sequence[Phase], language: str) -> Phase:
    """The phase of a row; words in other languages come from the run-sheet it was made from."""
    before = stored[number] if number < len(stored) else Phase("activity", 0)
    kind = _one_of(form.get(f"kind-{number}"), KINDS, before.kind)
    changed = replace(
        before,
        kind=kind,
        minutes=_minutes(form, number),
        owner=_one_of(form.get(f"owner-{number}"), OWNERS, before.owner),
        exchange=form.get(f"exchange-{number}") is not None,
        tool=TOOL_OF.get(kind, ""),
    )
    title, prompt = form.get(f"title-{number}") or "", form.get(f"prompt-{number}") or ""
    return reworded(changed, language, title[:LONGEST_PROMPT], prompt[:LONGEST_PROMPT])


def _minutes(form: Filled, number: int) -> int:
    """Written as a plain number; below zero is what lies before the start."""
    minutes = _number(form.get(f"minutes-{number}"))
    return -abs(minutes) if form.get(f"before-{number}") is not None else minutes


def _one_of(value: str | None, allowed: Sequence[str], otherwise: str) -> str:
    return value if value is not None and value in allowed else otherwise


def _number(text: str | None) -> int:
    try:
        return int((text or "")[:LONGEST_NUMBER])
    except ValueError:
        return 0
