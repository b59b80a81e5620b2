"""Pages about the service: accessibility, privacy, health check."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("about", __name__)
