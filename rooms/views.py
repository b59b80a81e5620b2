"""Pages around a room."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("rooms", __name__)
