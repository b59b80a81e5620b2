"""An evening as it is written in a file: who does what when, with its plans and its debrief."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

EVENINGS = Path(__file__).parent / "evenings"


@dataclass(frozen=True, slots=True)
class Step:
    """`at`: milliseconds after the planned start. `name`: what is made is called so in later steps."""

    at: int
    who: str
    verb: str
    args: tuple[Any, ...] = ()
    name: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Evening:
    """`until`: the kind of the last event; when it stands in the log, the evening has been.

    `rounds`: kind -> name -> words. `plans` by name; `debrief` by the name of the draft.
    """

    session: int
    until: str
    steps: tuple[Step, ...]
    rounds: Mapping[str, Mapping[str, str]]
    plans: Mapping[str, Mapping[str, Any]]
    debrief: Mapping[str, Mapping[str, str]]

    @property
    def people(self) -> set[str]:
        """Everybody who does something."""
        return {step.who for step in self.steps if step.who}


@cache
def evenings() -> tuple[Evening, ...]:
    """Every evening that is written, in order."""
    files = [tomllib.loads(path.read_text("utf-8")) for path in EVENINGS.glob("*.toml")]
    return tuple(sorted(map(_evening, files), key=lambda evening: evening.session))


def _evening(written: Mapping[str, Any]) -> Evening:
    steps = sorted(_steps(written["steps"]), key=lambda step: step.at)
    parts = (written.get(part, {}) for part in ("rounds", "plans", "debrief"))
    return Evening(written["session"], written["until"], tuple(steps), *parts)


def _steps(lines: list[list[Any]]) -> Iterator[Step]:
    for number, (at, who, verb, *args) in enumerate(lines):
        names = [arg for arg in args[-1:] if _is_name(arg) and verb in NAMING]
        # Replies and answers name what they speak of first; only what stands last names something new.
        new = names if len(args) > 1 or verb == "says" else []
        rest = args[: len(args) - len(new)]
        yield Step(_milliseconds(at), who, verb, tuple(rest), new[0] if new else "", f"step-{number}")


NAMING = frozenset({"says", "replies", "asks", "asks_anonymously"})


def _is_name(arg: object) -> bool:
    return isinstance(arg, str) and arg.startswith("#")


def _milliseconds(clock: str) -> int:
    """`-02:30` is two and a half minutes before the planned start."""
    sign = -1 if clock.startswith("-") else 1
    minutes, seconds = clock.removeprefix("-").split(":")
    return sign * (int(minutes) * 60 + int(seconds)) * 1000
