"""The command line: `.venv/bin/flask <command>`."""

from __future__ import annotations

from flask import Flask


def init(app: Flask) -> None:
    """Add the product's commands."""
