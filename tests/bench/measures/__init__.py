"""What is measured beside the contests: each measure has its own cases, figures and aims."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.contest import Effort

# Flat: numbers by name, with their unit in it. `faults`, a list of sentences, makes the others worthless.
Figures = dict[str, Any]
# Given the generator's program.
Case = Callable[[Path, Effort], Figures]


@dataclass(frozen=True, slots=True)
class Aim:
    """A ratio made of the figures of one repeat, by case, is at most `limit`; KeyError: a case is missing."""

    name: str
    ours: str
    peer: str
    limit: float
    ratio: Callable[[Mapping[str, Figures]], float]


@dataclass(frozen=True, slots=True)
class Measure:
    """`title` says what the figures mean; every case is one row of them."""

    title: str
    cases: Mapping[str, Case]
    aims: tuple[Aim, ...]
