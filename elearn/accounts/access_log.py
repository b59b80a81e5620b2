"""The record of which staff read whose personal data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from elearn.accounts.current import me
from elearn.accounts.models import AccessEntry, Person
from elearn.clock import now
from elearn.extensions import db

# What was read is stored as a code: the one who is told may speak another language than the one who read.
WHAT = {
    "account": _("Your account and your roles"),
    "participants": _("The list of participants"),
    "link": _("A link of yours, to hand over to you"),
    "sheet": _("A printed sheet with your link"),
    "shared_plans": _("The plans you share"),
    "shared_answers": _("The answers you share"),
    "equipment": _("How the try of your equipment went"),
    "phone": _("Your phone number, to call you"),
    "session_log": _("The log of a session you were in"),
    "report": _("A report that has to do with you"),
    "messages": _("Messages we have sent you"),
    "certificate": _("Your course certificate, to print it for you"),
}


def what_was_read(code: str) -> str:
    """The words for a code; a text stands for itself."""
    return str(WHAT.get(code, code))


def note_readings(people: Iterable[Person], what: str) -> None:
    """Note that the signed-in person reads about these people: `what` is one of `WHAT`. Commits, on its own.

    A page that reads holds an old snapshot: writing from it would fail as soon as somebody else wrote.
    """
    reader = me()
    db.session.commit()  # gives the connection back: whoever waits for a second one must hold none
    with Session(db.engine.execution_options(writes=True)) as session, session.begin():
        for person in people:
            note_access(session, reader, person, what, now())


def note_access(session: Session, reader: Person, person: Person, what: str, now: datetime) -> None:
    """Write down that `reader` saw personal data of `person`; reading one's own is nobody's business."""
    if reader.id != person.id:
        session.add(AccessEntry(reader_id=reader.id, person_id=person.id, what=what, at=now))
