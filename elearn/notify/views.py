"""The mailbox page that shows what would be sent."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("notify", __name__)
