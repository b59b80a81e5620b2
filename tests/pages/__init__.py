"""What every page answers to every kind of person: one file per feature, one row per page and method.

    Page("POST /people/<public_id>/disabling", "303 403 403 403 403 403 403 303 403",
         at=lambda cast, session: {"public_id": cast.marit.public_id}),

The nine answers stand in the order of `ACTORS`. `at` says which one is meant, and may store something first.
A new feature adds `tests/pages/<feature>.py` with `PAGES`; `tests/test_page_matrix.py` finds it by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from tests.cast import Cast

ACTORS: Mapping[str, Callable[[Cast], Person | None]] = {
    "visitor": lambda cast: None,
    "participant": lambda cast: cast.ana,
    "participant of another course": lambda cast: cast.vidar,
    "professional": lambda cast: cast.marit,
    "experienced user": lambda cast: cast.olav,
    "technical host": lambda cast: cast.tove,
    "coordinator": lambda cast: cast.sunniva,
    "administrator": lambda cast: cast.ase,
    "course developer": lambda cast: cast.ragnhild,
}


def anybody(answer: int) -> str:
    """The same answer to all."""
    return " ".join([str(answer)] * len(ACTORS))


def signed_in(answer: int) -> str:
    """The same answer to all who are signed in; visitors are sent to the first page."""
    return " ".join(["303", *[str(answer)] * (len(ACTORS) - 1)])


def only(actor: str, answer: int, others: int = 403) -> str:
    """An answer to one kind of person, a refusal to the others; visitors are sent to the first page."""
    return " ".join("303" if who == "visitor" else str(answer if who == actor else others) for who in ACTORS)


@dataclass(frozen=True)
class Page:
    """One row of the table. `rule` is the method and the address as the application has it."""

    rule: str
    answers: str
    at: Callable[[Cast, Session], dict[str, Any]] = lambda cast, session: {}
    data: Callable[[Cast], dict[str, Any]] = lambda cast: {}
    json: bool = False
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def method(self) -> str:
        return self.rule.split()[0]

    @property
    def sends(self) -> bool:
        return self.method != "GET"

    @property
    def expected(self) -> dict[str, int]:
        return dict(zip(ACTORS, map(int, self.answers.split()), strict=True))
