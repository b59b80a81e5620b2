"""Operations: is it healthy, who did what."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("operations", __name__)
