"""Why something cannot be composed like that."""

from __future__ import annotations

from elearn.errors import Conflict, Invalid


class CourseShips(Conflict):
    """It comes with the platform, and its files would undo every change: clone it."""

    code = "course_ships"


class LockedByTemplate(Conflict):
    code = "locked_by_template"


class PrerequisiteCircle(Invalid):
    """Nothing in the circle could ever be opened. `names`: the slugs in it, each waiting for the next."""

    code = "prerequisite_circle"

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names
