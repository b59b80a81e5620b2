"""Saving answers and keeping track of pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from elearn.errors import DomainError, Invalid
from modules.answer_shapes import NotAnAnswer, Sharing, TooLong, accepted, is_empty, may_be_shared
from modules.blocks import Agreement, Answered
from modules.models import Answer, PageVisit


class AnswerTooLong(DomainError):
    status, code = 413, "answer_too_long"


@dataclass(frozen=True, slots=True)
class Place:
    """Whose, in which course run and module; `part` is the block answered or the page read."""

    person_id: int
    course_run_id: int
    module_id: int
    part: str


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as a device sends it.

    `revision` counts up with every sending; `base` is the revision the device had seen when the person wrote.
    `version` is the number of the module's version in which they wrote; 0 is the one that is theirs now.
    """

    value: dict[str, Any]
    revision: int
    base: int = 0
    shared_with: Sharing | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is stored now; `other` is what another device had stored meanwhile, for the person to choose."""

    answer: Answer
    is_saved: bool
    other: dict[str, Any] | None = None


def save_answer(
    session: Session, place: Place, block: Answered, sent: Sent, now: datetime, today: date
) -> Outcome:
    """Store the answer, unless a newer revision is there already. Raises `AnswerTooLong` or `Invalid`."""
    value = _accepted(block, sent.value)
    answer = _find(session, place) or _start(session, place, now)
    if sent.revision <= answer.revision:
        return Outcome(answer, is_saved=sent.revision == answer.revision and _same(answer.value, value))
    parted = sent.base < answer.revision and not _same(answer.value, value) and not is_empty(answer.value)
    other = dict(answer.value) if parted else None
    answer.value = _dated(block, value, answer.value, today)
    answer.revision, answer.changed_at = sent.revision, now
    answer.shared_with = _shared_with(block, sent.shared_with or answer.shared_with)
    session.flush()
    return Outcome(answer, is_saved=True, other=other)


def _accepted(block: Answered, value: object) -> dict[str, Any]:
    try:
        return accepted(block, value)
    except TooLong as error:
        raise AnswerTooLong from error
    except NotAnAnswer as error:
        raise Invalid("not_an_answer") from error


def _find(session: Session, place: Place) -> Answer | None:
    # Locked, so that of two devices in the same moment the newer revision wins on PostgreSQL, too.
    found = select(Answer).filter_by(
        person_id=place.person_id,
        course_run_id=place.course_run_id,
        module_id=place.module_id,
        block=place.part,
    )
    return session.scalar(found.with_for_update())


def _start(session: Session, place: Place, now: datetime) -> Answer:
    """An empty answer, so that two devices that answer first at the same time meet in one row."""
    try:
        with session.begin_nested():
            answer = Answer(
                person_id=place.person_id,
                course_run_id=place.course_run_id,
                module_id=place.module_id,
                block=place.part,
                value={},
                shared_with="nobody",
                revision=0,
                changed_at=now,
            )
            session.add(answer)
    except IntegrityError:
        found = _find(session, place)
        if found is None:
            raise
        return found
    return answer


def _same(stored: dict[str, Any], value: dict[str, Any]) -> bool:
    """Equal but for the day of a promise, which the server wrote."""
    return {**stored, "on": ""} == {**value, "on": ""}


def _dated(block: Answered, value: dict[str, Any], before: dict[str, Any], today: date) -> dict[str, Any]:
    """A promise keeps the day it was given; every other answer is as it is."""
    if not isinstance(block, Agreement):
        return value
    given = before.get("on") or today.isoformat()
    return {"agreed": value["agreed"], "on": given if value["agreed"] else ""}


def _shared_with(block: Answered, wanted: str) -> str:
    """The person's choice. A promise is there for the leaders to see, and says so."""
    if isinstance(block, Agreement):
        return "leaders"
    return wanted if may_be_shared(block) else "nobody"


def note_opened(session: Session, place: Place, now: datetime) -> None:
    """Remember that the page was opened, to resume there."""
    if _visit(session, place) is None:
        session.add(_new_visit(place, now))
        session.flush()


def finish_page(session: Session, place: Place, now: datetime) -> None:
    """Going on finishes a page; doing so again keeps the first time."""
    visit = _visit(session, place)
    if visit is None:
        visit = _new_visit(place, now)
        session.add(visit)
    visit.finished_at = visit.finished_at or now
    session.flush()


def _visit(session: Session, place: Place) -> PageVisit | None:
    return session.scalar(
        select(PageVisit).filter_by(
            person_id=place.person_id,
            course_run_id=place.course_run_id,
            module_id=place.module_id,
            page=place.part,
        )
    )


def _new_visit(place: Place, now: datetime) -> PageVisit:
    return PageVisit(
        person_id=place.person_id,
        course_run_id=place.course_run_id,
        module_id=place.module_id,
        page=place.part,
        opened_at=now,
    )
