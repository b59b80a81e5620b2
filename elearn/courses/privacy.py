"""What a course keeps about people: their weekly plans, and the number they show to a buddy."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from elearn.courses.models import ActionPlan, BuddyNumber
from elearn.courses.retention import day_after_course, delete_after_course
from elearn.privacy import Basis, Kept

KEPT = (
    Kept(
        table="action_plan",
        title=_("Your weekly plans"),
        purpose=_(
            "They are yours, to carry a small step through the week. Others see one only when you share it."
        ),
        basis=Basis.OWN_CHOICE,
        until=_("A year after the last session of the course."),
        columns=(
            *("course_run_id", "week", "what", "how_much", "when", "how_often", "confidence"),
            *("outcome", "how_it_went", "shared_with", "changed_at"),
        ),
        withheld=("id", "person_id", "revision"),
        deadline=day_after_course,
        expire=delete_after_course(ActionPlan),
    ),
    Kept(
        table="buddy_number",
        title=_("The phone number you show to your buddy"),
        purpose=_(
            "So that the two of you can call or write in the middle of the week. You can take it back."
        ),
        basis=Basis.OWN_CHOICE,
        until=_("A year after the last session of the course."),
        columns=("course_run_id", "number", "given_at"),
        # Who the buddy is, is the other's affair, too.
        withheld=("id", "person_id", "buddy_id"),
        deadline=day_after_course,
        expire=delete_after_course(BuddyNumber),
    ),
)
