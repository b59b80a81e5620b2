"""The run-sheet of a session: its phases, the share of exchange, and what to think twice about. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

# Tromsø's evaluations said it year after year: never enough time for exchange.
LEAST_EXCHANGE = 0.40
LONGEST_BLOCK = 50
LONGEST_INPUT = 20

KINDS = (
    "check_in_tech",
    "welcome",
    "opening_round",
    "experience_talk",
    "professional_input",
    "break",
    "breakout",
    "plenary_harvest",
    "micro_break",
    "action_plan",
    "closing_round",
    "session_check",
    "activity",
)
BREAKS = frozenset({"break", "micro_break"})
INPUTS = frozenset({"experience_talk", "professional_input"})
OWNERS = ("leaders", "professional", "experienced_user", "technical_host", "")
TOOLS = ("", "action_plan", "session_check")
MOST_PHASES, MOST_MINUTES = 40, 240


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of a session. Negative minutes lie before the start (the open room and sound test)."""

    kind: str
    minutes: int
    owner: str = ""
    exchange: bool = False
    title: Mapping[str, str] = field(default_factory=dict)
    prompt: Mapping[str, str] = field(default_factory=dict)
    tool: str = ""

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Phase:
        """The phase as the database keeps it. Raises `KeyError` when kind or minutes are missing."""
        return cls(
            kind=stored["kind"],
            minutes=stored["minutes"],
            owner=stored.get("owner", ""),
            exchange=stored.get("exchange", False),
            title=stored.get("title", {}),
            prompt=stored.get("prompt", {}),
            tool=stored.get("tool", ""),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "minutes": self.minutes,
            "owner": self.owner,
            "exchange": self.exchange,
            "title": dict(self.title),
            "prompt": dict(self.prompt),
            "tool": self.tool,
        }


class Worry(StrEnum):
    """What may make an evening heavy. A leader is told, and decides."""

    LITTLE_EXCHANGE = "little_exchange"
    LONG_BLOCK = "long_block"
    LONG_INPUT = "long_input"


@dataclass(frozen=True, slots=True)
class Caution:
    """A worry, the phase where it begins (None: the whole session), its figure in minutes or per cent."""

    worry: Worry
    phase: int | None
    figure: int


def read(stored: Iterable[Mapping[str, Any]]) -> tuple[Phase, ...]:
    """The run-sheet as the database keeps it."""
    return tuple(Phase.from_json(phase) for phase in stored)


def length(phases: Iterable[Phase]) -> int:
    """Minutes from start to end; what lies before the start does not count."""
    return sum(phase.minutes for phase in phases if phase.minutes > 0)


def exchange_share(phases: Sequence[Phase]) -> float:
    """How much of the session is exchange between the participants, 0 to 1."""
    return length(phase for phase in phases if phase.exchange) / (length(phases) or 1)


def cautions(phases: Sequence[Phase]) -> list[Caution]:
    """What the leaders should think twice about, the whole session first."""
    return [*_little_exchange(phases), *_long_blocks(phases), *_long_inputs(phases)]


def _little_exchange(phases: Sequence[Phase]) -> Iterator[Caution]:
    share = exchange_share(phases)
    if phases and share < LEAST_EXCHANGE:
        yield Caution(Worry.LITTLE_EXCHANGE, None, int(share * 100))


def _long_blocks(phases: Sequence[Phase]) -> Iterator[Caution]:
    for first, minutes in _blocks(phases):
        if minutes > LONGEST_BLOCK:
            yield Caution(Worry.LONG_BLOCK, first, minutes)


def _blocks(phases: Sequence[Phase]) -> Iterator[tuple[int, int]]:
    """The stretches between breaks: index of the first phase, minutes."""
    first, minutes = None, 0
    for index, phase in enumerate(phases):
        if phase.kind in BREAKS:
            if first is not None:
                yield first, minutes
            first, minutes = None, 0
        elif phase.minutes > 0:
            first = index if first is None else first
            minutes += phase.minutes
    if first is not None:
        yield first, minutes


def _long_inputs(phases: Sequence[Phase]) -> Iterator[Caution]:
    for index, phase in enumerate(phases):
        if phase.kind in INPUTS and phase.minutes > LONGEST_INPUT:
            yield Caution(Worry.LONG_INPUT, index, phase.minutes)
