"""Becoming somebody of the demonstration: anybody may, and only in the demo."""

from __future__ import annotations

from tests.pages import Page, anybody

IN_DEMO = {"DEMO": True}

PAGES = [
    Page("GET /demo", anybody(200), settings=IN_DEMO),
    # Nobody of the real cast is one of the demo's people, whose own tests become them.
    Page("POST /demo/become", anybody(404), data=lambda cast: {"who": "nobody"}, settings=IN_DEMO),
]
