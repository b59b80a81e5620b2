"""What a coordinator is written when something of a course waits for them alone."""

from __future__ import annotations

from collections.abc import Collection
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
            subject, body = _letter(person)
            address = f"{url}/courses/{course.public_id}/reports"
            send(session, person, Channel.EMAIL, subject, body, now, link=address)


def _letter(person: Person) -> tuple[str, str]:
    with speaking(person.language):
        return _("Something waits for you"), "\n\n".join(
            (
                _("Hello %(name)s.", name=person.given_name),
                _("Something has come in that only you can look into. Sign in and read it here:"),
                "{link}",
            )
        )
