"""My courses, a course run and its people, sessions and run-sheets."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("courses", __name__)
