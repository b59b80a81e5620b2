"""Measuring a person's line against this server: how much is sent at most, and what it is enough for."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field

from flask import Flask, current_app

from elearn.equipment.outcomes import Line
from elearn.errors import DomainError

MOST_BYTES = 400_000
# A try takes about 1 MB: so much a minute is enough for a few of them, and stops a loop.
BYTES_PER_MINUTE = 5_000_000
# What a request costs at least, so that small ones come to an end, too.
LEAST_COST = 20_000
# Nothing on the way can make it smaller.
NOISE = os.urandom(MOST_BYTES)

# What each rung of the ladder asks of the line, best first: kbit/s down, kbit/s up, and the longest round
# trip in ms. A voice passes it on both lines: beyond these, people fall into each other's words.
# Measured with everybody heard at once (README, "What each step of *how much* asks"), with room beside it:
# all pictures 1193 down with eight on Janus, 861 up in a mesh of six; one picture 313 and 172 with eight on
# Janus; sound 173 down with eight on Janus, 123 up in a mesh of six. Whoever is seen in a mesh sends up to
# 837 with one picture, too: where the line does not bear that, the room takes a step down.
NEEDS: tuple[tuple[Line, int, int, int], ...] = (
    (Line.ALL, 1500, 900, 500),
    (Line.ONE, 500, 300, 700),
    (Line.SOUND, 200, 130, 1000),
)


class TooMuch(DomainError):
    status, code = 429, "too_many_tries"


@dataclass(slots=True)
class Spending:
    """How many bytes each person has had measured within this minute, in this process."""

    minute: int = 0
    spent: Counter[int] = field(default_factory=Counter)

    def take(self, person_id: int, size: int, now_ms: int) -> None:
        """Raises `TooMuch` when the person has had enough for this minute."""
        minute = now_ms // 60_000
        if minute != self.minute:
            self.minute, self.spent = minute, Counter()
        if self.spent[person_id] >= BYTES_PER_MINUTE:
            raise TooMuch
        self.spent[person_id] += max(size, LEAST_COST)


def init(app: Flask) -> None:
    app.extensions["line_spending"] = Spending()


def take(person_id: int, size: int, now_ms: int) -> None:
    """Count what is measured for the person. Raises `TooMuch`."""
    spending: Spending = current_app.extensions["line_spending"]
    spending.take(person_id, size, now_ms)
