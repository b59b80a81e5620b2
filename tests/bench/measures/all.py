"""The measures by the names they are asked for."""

from __future__ import annotations

from tests.bench.measures import Measure
from tests.bench.measures.pages import PAGES
from tests.bench.measures.silence import SILENCE

MEASURES: dict[str, Measure] = {"silence": SILENCE, "pages": PAGES}
