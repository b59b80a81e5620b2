"""The participant's plan for each week: read it as a card, and keep what is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, structs
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from elearn.courses import queries
from elearn.courses.models import ActionPlan, CourseRun
from elearn.courses.texts import clean
from elearn.errors import DomainError, NotFound

# Under 7 of 10 the step is likely too big: make it smaller (self-management practice, Lorig).
SURE_ENOUGH = 7


class PlanTooLong(DomainError):
    status, code = 413, "plan_too_long"


Words = Annotated[str, Meta(max_length=2000)] | UnsetType


class PlanChange(Struct, forbid_unknown_fields=True):
    """What a client saves: only the fields that changed, with a revision higher than the one it last saw."""

    revision: Annotated[int, Meta(ge=1, le=2_000_000_000)]
    what: Words = UNSET
    how_much: Words = UNSET
    when: Words = UNSET
    how_often: Words = UNSET
    confidence: Annotated[int, Meta(ge=0, le=10)] | UnsetType | None = UNSET
    outcome: Literal["", "done", "partly", "not_yet", "changed"] | UnsetType = UNSET
    how_it_went: Words = UNSET
    shared_with: Literal["nobody", "leaders", "group"] | UnsetType = UNSET

    def fields(self) -> dict[str, str | int | None]:
        """The fields that were sent, without the revision."""
        sent = {name: value for name, value in structs.asdict(self).items() if value is not UNSET}
        del sent["revision"]
        return {name: clean(value) if isinstance(value, str) else value for name, value in sent.items()}


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A week's plan as the partial `courses/_action_plan.html` and the element `<action-plan>` show it."""

    course: str
    week: int
    revision: int = 0
    what: str = ""
    how_much: str = ""
    when: str = ""
    how_often: str = ""
    confidence: int | None = None
    outcome: str = ""
    how_it_went: str = ""
    shared_with: str = "nobody"

    @property
    def is_written(self) -> bool:
        return bool(self.what or self.how_much or self.when or self.how_often)

    @property
    def is_too_big(self) -> bool:
        """True when the person is less than 7 of 10 sure."""
        return self.confidence is not None and self.confidence < SURE_ENOUGH


@dataclass(frozen=True, slots=True)
class WeekCards:
    """This week's plan, and last week's when there is one to look back on."""

    plan: PlanCard
    last: PlanCard | None


def card(plan: ActionPlan | None, course: str, week: int) -> PlanCard:
    """The plan as a card; an empty one for a week without a plan."""
    if plan is None:
        return PlanCard(course, week)
    return PlanCard(
        course=course,
        week=week,
        revision=plan.revision,
        what=plan.what,
        how_much=plan.how_much,
        when=plan.when,
        how_often=plan.how_often,
        confidence=plan.confidence,
        outcome=plan.outcome,
        how_it_went=plan.how_it_went,
        shared_with=plan.shared_with,
    )


def week_cards(session: Session, person_id: int, course: CourseRun, week: int) -> WeekCards:
    """The cards of one week, for every page that embeds them."""
    stored = queries.plans(session, person_id, course.id)
    last = card(stored.get(week - 1), course.public_id, week - 1)
    return WeekCards(card(stored.get(week), course.public_id, week), last if last.is_written else None)


def check_week(course: CourseRun, week: int) -> None:
    """Raises `NotFound` for a week the course does not have."""
    if not 1 <= week <= len(course.sessions):
        raise NotFound


def save(
    session: Session, person_id: int, course: CourseRun, week: int, change: PlanChange, now: datetime
) -> tuple[ActionPlan, bool]:
    """Keep the change. The plan as it is afterwards, and whether the change was new.

    A change whose revision is not higher than the stored one came late, or another device was first: nothing
    is changed. Raises `NotFound` for a week the course does not have.
    """
    check_week(course, week)
    plan = _locked(session, person_id, course.id, week, now)
    if change.revision <= plan.revision:
        return plan, False
    for name, value in change.fields().items():
        setattr(plan, name, value)
    plan.revision, plan.changed_at = change.revision, now
    session.flush()
    return plan, True


def _locked(session: Session, person_id: int, course_run_id: int, week: int, now: datetime) -> ActionPlan:
    """The row of that week, made when it is missing, held until the end of the transaction."""
    own = (
        select(ActionPlan)
        .where(
            ActionPlan.person_id == person_id,
            ActionPlan.course_run_id == course_run_id,
            ActionPlan.week == week,
        )
        .with_for_update()
    )
    plan = session.scalar(own)
    if plan is not None:
        return plan
    try:
        with session.begin_nested():
            plan = ActionPlan(
                person_id=person_id, course_run_id=course_run_id, week=week, revision=0, changed_at=now
            )
            session.add(plan)
    except IntegrityError:  # another device made it in this very moment
        return session.scalars(own).one()
    return plan
