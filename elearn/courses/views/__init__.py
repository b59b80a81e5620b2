"""My courses, a course run and its people, sessions and run-sheets."""

from elearn.courses.views import buddy, calendar, course, leaders, mine, new, plans, run_sheet, session
from elearn.courses.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "buddy",
    "calendar",
    "course",
    "leaders",
    "mine",
    "new",
    "plans",
    "run_sheet",
    "session",
]
