"""The run-sheet: the phases of an evening, and how much of it is exchange."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rooms.core.kinds import RoundKind, Text

ROUND_OF_PHASE: dict[str, RoundKind] = {"opening_round": "opening", "closing_round": "closing"}


@dataclass(frozen=True)
class Phase:
    """One phase. Negative minutes: before the start (an open room, a sound test).

    `owner` is who carries it (professional, experienced_user, leaders, technical_host or ""),
    `tool` what the participants use in it (action_plan, session_check, note, … or "").
    """

    kind: str
    title: Text
    minutes: int
    owner: str = ""
    exchange: bool = False
    prompt: Text = field(default_factory=dict)
    tool: str = ""


def exchange_share(phases: Sequence[Phase]) -> float:
    """The part of the planned minutes that people spend hearing each other, 0.0 to 1.0.

    Phases before the start do not count. Under 0.4 the run-sheet warns.
    """
    planned = sum(phase.minutes for phase in phases if phase.minutes > 0)
    exchanged = sum(phase.minutes for phase in phases if phase.minutes > 0 and phase.exchange)
    return exchanged / planned if planned else 0.0


def first_phase(phases: Sequence[Phase]) -> int:
    """The index of the phase the session starts with: the first that is not before the start."""
    return next((index for index, phase in enumerate(phases) if phase.minutes > 0), 0)
