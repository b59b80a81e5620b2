"""Operations: an administrator's."""

from __future__ import annotations

from tests.pages import Page, only

PAGES = [Page("GET /operations", only("administrator", 200))]
