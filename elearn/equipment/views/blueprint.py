"""Where the pages of this feature are hung up."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("equipment", __name__)
