"""Pages about the service: anybody's."""

from __future__ import annotations

from tests.pages import Page, anybody

PAGES = [
    Page("GET /static/<path:filename>", anybody(200), at=lambda cast, session: {"filename": "css/base.css"}),
    Page("GET /accessibility", anybody(200)),
    Page("GET /privacy", anybody(200)),
    Page("GET /help", anybody(200)),
    Page("GET /healthz", anybody(200)),
]
