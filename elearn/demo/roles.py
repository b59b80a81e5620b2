"""Who can be chosen on the start page, and what opens first for each. Pure."""

from __future__ import annotations

from enum import Enum

# Somebody who takes part, whom no other visitor plays.
ANOTHER = "another"


class Opens(Enum):
    """Where a day begins: tonight's room, or the page with that endpoint."""

    ROOM = "room"
    COURSES = "courses.mine"
    MODULES = "modules.develop"
    OPERATIONS = "operations.index"


FIRST = {
    "Ana": Opens.ROOM,
    "Marit": Opens.ROOM,
    "Olav": Opens.ROOM,
    "Tove": Opens.ROOM,
    "Ragnhild": Opens.MODULES,
    "Petter": Opens.MODULES,
    "Sunniva": Opens.COURSES,
    "Åse": Opens.OPERATIONS,
}


def opens(name: str) -> Opens | None:
    """What opens first for that person; None for a name nobody can choose."""
    return FIRST.get(name)
