"""Organisations, partnerships and the people who hold roles in them."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("organisations", __name__)
