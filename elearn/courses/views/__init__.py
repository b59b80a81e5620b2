"""My courses, a course run and its people, sessions and run-sheets."""

from elearn.courses.views import calendar, course, leaders, mine, new, plans, run_sheet, session
from elearn.courses.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "calendar",
    "course",
    "leaders",
    "mine",
    "new",
    "plans",
    "run_sheet",
    "session",
]
