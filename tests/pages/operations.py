"""Operations: an administrator's."""

from __future__ import annotations

from tests.pages import Page, anybody, only

PAGES = [
    Page("GET /operations", only("administrator", 200)),
    # Everybody here sits at the machine itself; tests/operations/test_metrics.py comes from elsewhere.
    Page("GET /metrics", anybody(200)),
]
