"""Organisations, partnerships and the people who hold roles in them."""

from elearn.organisations.views import organisations, partnerships, people, person
from elearn.organisations.views.blueprint import blueprint

__all__ = ["blueprint", "organisations", "partnerships", "people", "person"]
