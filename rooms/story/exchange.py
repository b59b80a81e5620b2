"""How much of the evening was exchange, as planned and as it became."""

from __future__ import annotations

from dataclasses import dataclass

from rooms.core.figures import phase_ms
from rooms.core.run_sheet import exchange_share
from rooms.story.reading import Reading

# Tromsø's evaluations: never enough time for exchange. Under this the page says so.
LEAST = 0.40


@dataclass(frozen=True, slots=True)
class Exchange:
    """Shares from 0.0 to 1.0; `real` None before anything has taken time."""

    planned: float
    real: float | None


def exchange(reading: Reading) -> Exchange:
    sheet = reading.room.run_sheet
    spent = {index: phase_ms(reading.room, index, reading.end) for index in sheet.times}
    whole = sum(spent.values())
    shared = sum(ms for index, ms in spent.items() if sheet.phases[index].exchange)
    return Exchange(exchange_share(sheet.phases), shared / whole if whole else None)
