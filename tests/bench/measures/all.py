"""The measures by the names they are asked for."""

from __future__ import annotations

from tests.bench.measures import Measure

MEASURES: dict[str, Measure] = {}
