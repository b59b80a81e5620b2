"""Which version is whose: pinned at the first page, kept when a newer one comes, changed when one asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, delete, exists, insert, literal, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from elearn.errors import Invalid, NotFound
from modules import service
from modules.answer_shapes import NotAnAnswer, TooLong, accepted, blank
from modules.blocks import Answered
from modules.carrying import carried
from modules.models import Answer, EarlierAnswer, ModuleVersion, PageVisit, ReadingVersion
from modules.queries import Current
from modules.service import AnswerTooLong, Outcome, Place, Sent
from modules.texts import written_in_both


@dataclass(frozen=True, slots=True)
class Now:
    """The moment, and the day where the reader is."""

    at: datetime
    today: date


def pin(session: Session, place: Place, version_id: int, now: datetime) -> None:
    """The version is the person's from now on, unless another one is already."""
    if _pinned(session, place) is not None:
        return
    try:
        with session.begin_nested():
            session.add(
                ReadingVersion(
                    person_id=place.person_id,
                    course_run_id=place.course_run_id,
                    module_id=place.module_id,
                    version_id=version_id,
                    since=now,
                )
            )
    except IntegrityError:  # another device opened it in this very moment
        return


def keep_readers(session: Session, module_id: int, version_id: int, now: datetime) -> None:
    """Whoever has begun on the module keeps that version: called before there is a newer one."""
    begun = select(PageVisit.person_id, PageVisit.course_run_id).filter_by(module_id=module_id)
    answered = select(Answer.person_id, Answer.course_run_id).filter_by(module_id=module_id)
    readers = begun.union(answered).subquery()
    has_own = exists().where(
        and_(
            ReadingVersion.person_id == readers.c.person_id,
            ReadingVersion.course_run_id == readers.c.course_run_id,
            ReadingVersion.module_id == module_id,
        )
    )
    columns = (
        readers.c.person_id,
        readers.c.course_run_id,
        literal(module_id),
        literal(version_id),
        literal(now, ReadingVersion.__table__.c.since.type),
    )
    names = ["person_id", "course_run_id", "module_id", "version_id", "since"]
    session.execute(insert(ReadingVersion).from_select(names, select(*columns).where(~has_own)))


def take_newest(session: Session, place: Place, newest: ModuleVersion, language: str, now: datetime) -> None:
    """The person goes on with the newest version; the answers come along, and nothing of them is lost."""
    own = _pinned(session, place)
    if own is None:
        pin(session, place, newest.id, now)
        return
    if own.version_id != newest.id:
        before, after = written_in_both(own.version.content, newest.content, language)
        for answer in _answers(session, place):
            _bring_along(session, answer, before.answered(), after.answered(), own.version_id)
        own.version_id, own.since = newest.id, now
    session.flush()


def save_from_other_version(
    session: Session, place: Place, current: Current, language: str, sent: Sent, now: Now
) -> Outcome:
    """An answer that was written while another version was the person's: kept in theirs, as far as it fits.

    Raises `NotFound`, `AnswerTooLong` or `Invalid` like `service.save_answer`.
    """
    other = session.scalar(select(ModuleVersion).filter_by(module_id=place.module_id, number=sent.version))
    if other is None:
        raise NotFound
    then, here = written_in_both(other.content, current.version.content, language)
    asked, asks = then.answered().get(place.part), here.answered().get(place.part)
    if asked is None:
        raise NotFound
    value = _accepted(asked, sent.value)
    moved = carried(asked, asks, value)
    if not moved.is_whole:
        keep_earlier(session, place, other.id, value, sent.revision, now.at)
    if asks is None or moved.value is None:
        return Outcome(_only_earlier(asks, sent, now.at), is_saved=True)
    fitting = Sent(moved.value, sent.revision, sent.base, sent.shared_with)
    return service.save_answer(session, place, asks, fitting, now.at, now.today)


def keep_earlier(
    session: Session, place: Place, version_id: int, value: dict[str, Any], revision: int, now: datetime
) -> None:
    """Keep what a newer version has no place for; an older revision that arrives late changes nothing."""
    names = {
        "person_id": place.person_id,
        "course_run_id": place.course_run_id,
        "version_id": version_id,
        "block": place.part,
    }
    kept = session.scalar(select(EarlierAnswer).filter_by(**names).with_for_update())
    if kept is None:
        kept = EarlierAnswer(**names, module_id=place.module_id, revision=-1)
        session.add(kept)
    if revision > kept.revision:
        kept.value, kept.revision, kept.changed_at = value, revision, now
    session.flush()


def remove_earlier(session: Session, place: Place, id: int) -> None:
    """The person takes an earlier answer away. Raises `NotFound`, also for what is somebody else's."""
    kept = session.scalar(
        select(EarlierAnswer).filter_by(
            id=id,
            person_id=place.person_id,
            course_run_id=place.course_run_id,
            module_id=place.module_id,
        )
    )
    if kept is None:
        raise NotFound
    session.delete(kept)
    session.flush()


def _accepted(block: Answered, value: object) -> dict[str, Any]:
    try:
        return accepted(block, value)
    except TooLong as error:
        raise AnswerTooLong from error
    except NotAnAnswer as error:
        raise Invalid("not_an_answer") from error


def _only_earlier(asks: Answered | None, sent: Sent, now: datetime) -> Answer:
    """What the device is told: it is kept, and the block of the reader's version has nothing of it."""
    value = blank(asks) if asks else {}
    return Answer(value=value, revision=sent.revision, shared_with="nobody", changed_at=now)


def _bring_along(
    session: Session,
    answer: Answer,
    before: Mapping[str, Answered],
    after: Mapping[str, Answered],
    version_id: int,
) -> None:
    asked = before.get(answer.block)
    if asked is None:  # no version of theirs has asked it: it waits for one that does
        return
    moved = carried(asked, after.get(answer.block), answer.value)
    if not moved.is_whole:
        place = Place(answer.person_id, answer.course_run_id, answer.module_id, answer.block)
        keep_earlier(session, place, version_id, answer.value, answer.revision, answer.changed_at)
    if moved.value is None:
        session.execute(delete(Answer).where(Answer.id == answer.id))
    else:
        answer.value = moved.value


def _answers(session: Session, place: Place) -> list[Answer]:
    own = select(Answer).filter_by(
        person_id=place.person_id, course_run_id=place.course_run_id, module_id=place.module_id
    )
    return list(session.scalars(own.with_for_update()))


def _pinned(session: Session, place: Place) -> ReadingVersion | None:
    own = select(ReadingVersion).filter_by(
        person_id=place.person_id, course_run_id=place.course_run_id, module_id=place.module_id
    )
    return session.scalar(own.with_for_update())
