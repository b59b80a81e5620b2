"""What staff are written when something waits for them: neutral, since letters lie open on many screens."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses import queries
from elearn.courses.models import CourseRun
from elearn.languages import speaking
from elearn.notify.models import Channel
from elearn.notify.service import send


def tell_coordinators(
    session: Session, course: CourseRun, about: Collection[str], url: str, now: datetime
) -> None:
    """Write to the host's coordinators that a report waits; not to one whom alone it is `about`.

    In the caller's transaction. `about`: public ids. The letter names neither people nor the course.
    """
    for person in queries.coordinators(session, course.partnership.host_id):
        if person.email and set(about) != {person.public_id}:
            subject, body = _letter(person, _only_you)
            address = f"{url}/courses/{course.public_id}/reports"
            send(session, person, Channel.EMAIL, subject, body, now, link=address)


def ask_to_read(session: Session, people: Iterable[Person], address: str, now: datetime) -> None:
    """Write to those of the people who have an e-mail address that something waits to be read there.

    In the caller's transaction. The letter says neither what it is nor of which course.
    """
    for person in people:
        if person.email:
            subject, body = _letter(person, _your_view)
            send(session, person, Channel.EMAIL, subject, body, now, link=address)


def _only_you() -> str:
    return _("Something has come in that only you can look into. Sign in and read it here:")


def _your_view() -> str:
    return _("Something waits that we would like you to read. Sign in and see it here:")


def _letter(person: Person, asks: Callable[[], str]) -> tuple[str, str]:
    with speaking(person.language):
        hello = _("Hello %(name)s.", name=person.given_name)
        return _("Something waits for you"), "\n\n".join((hello, asks(), "{link}"))
