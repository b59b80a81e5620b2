"""The demonstration: fictional people, one-click roles, a living evening."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("demo", __name__)
