"""How long it takes after a kill until everything is as it was: read from the ledger of a simulation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# Times are as they were when 95 of 100 messages are on all screens within twice what they took while it was
# calm; but nobody notices what is faster than this.
NOTICED_S, TIMES_CALM = 0.25, 2.0
# The messages of so long are looked at together.
WINDOW_S = 1.0

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kill:
    """What was killed, when, and when it had started again."""

    victim: str
    at: float
    back_at: float


@dataclass(frozen=True, slots=True)
class Recovery:
    """Seconds until the part is back, new messages are as fast as before, and all older ones are there."""

    victim: str
    part_back_s: float
    p95_back_s: float
    caught_up_s: float


def recoveries(ledger: list[Line], calm_from: float, kills: Sequence[Kill]) -> list[Recovery]:
    """One for each of `kills`, until the next one."""
    if not kills:
        return []
    sent = sorted((line for line in ledger if line["seen"] is not None), key=lambda line: line["sent"])
    calm = p95([line for line in sent if calm_from <= line["sent"] < kills[0].at - WINDOW_S])
    usual = max(NOTICED_S, TIMES_CALM * calm)
    ends = [kill.at for kill in kills[1:]] + [float("inf")]
    return [
        Recovery(kill.victim, round(kill.back_at - kill.at, 1), *_recovery(sent, kill.at, end, usual))
        for kill, end in zip(kills, ends, strict=True)
    ]


def worst(recovered: list[Recovery]) -> dict[str, float]:
    """The longest of each, also counted from the part's own return: nobody else can bring that about."""
    after = [each.caught_up_s - each.part_back_s for each in recovered]
    return {
        "part_back_worst_s": max((each.part_back_s for each in recovered), default=0.0),
        "p95_back_worst_s": max((each.p95_back_s for each in recovered), default=0.0),
        "caught_up_worst_s": max((each.caught_up_s for each in recovered), default=0.0),
        "caught_up_after_return_worst_s": round(max([0.0, *after]), 1),
    }


def p95(lines: list[Line]) -> float:
    """From being sent to the last screen, in seconds, of all but five in a hundred; 0 without any."""
    took = sorted(line["seen"] - line["sent"] for line in lines)
    return took[min(len(took) - 1, int(len(took) * 0.95))] if took else 0.0


def _recovery(sent: list[Line], at: float, end: float, usual: float) -> tuple[float, float]:
    """When new messages are fast again, and when the last one that was sent before that has arrived."""
    meanwhile = [line for line in sent if at - WINDOW_S <= line["sent"] < end]
    back = at
    while p95([line for line in meanwhile if back <= line["sent"] < back + WINDOW_S]) > usual:
        back += 0.1
    arrived = max((line["seen"] for line in meanwhile if line["sent"] < back), default=at)
    return round(back - at, 1), round(max(0.0, arrived - at), 1)
