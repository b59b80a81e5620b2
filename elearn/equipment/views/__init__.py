"""Trying one's equipment, what those who hold the course see of it, and calls about it."""

from elearn.equipment.views import call, line, page, people
from elearn.equipment.views.blueprint import blueprint

__all__ = ["blueprint", "call", "line", "page", "people"]
