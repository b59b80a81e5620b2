"""Start page, signing in and out, personal links, my own data."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)
