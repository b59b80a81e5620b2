"""Reading modules and saving answers."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("modules", __name__)
