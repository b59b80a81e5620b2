"""Inviting staff: a personal link by e-mail or by hand, and a password of their own choosing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from elearn.accounts import personal_links
from elearn.accounts import service as accounts
from elearn.accounts.access_log import note_access
from elearn.accounts.models import Person
from elearn.languages import speaking
from elearn.notify import service as notify
from elearn.notify.carriers import reaches_people
from elearn.notify.models import Channel

INVITATION = timedelta(days=7)


def send_way_in(
    session: Session, person: Person, place: str, language: str, address: str, now: datetime
) -> None:
    """Write to the person with a link for one use that ends in choosing a password. Commits.

    `address` is the public address of personal links, `…/l/`.
    """
    token = _new_link(session, person, now)
    with speaking(language):
        subject = gettext("Your access to Mestringsrom")
        body = gettext(
            "Hello %(name)s,\n\n%(place)s has given you access to Mestringsrom. "
            "Open the link and choose a password. It works once, for seven days:\n\n%(link)s\n",
            name=person.given_name,
            place=place,
            link="{link}",
        )
    notify.send(session, person, Channel.EMAIL, subject, body, now, link=address + token)
    accounts.sign_out_everywhere(session, person)


def hand_out_way_in(session: Session, person: Person, by: Person, now: datetime) -> str:
    """The same where no mail is sent: the token of the link, for `by` to pass on. Commits.

    Whoever holds it may come in as the person, so that it was handed out is written down.
    """
    note_access(session, by, person, "link", now)
    return new_way_in(session, person, now)


def new_way_in(session: Session, person: Person, now: datetime) -> str:
    """The token of a link for one use; the password and every earlier link and device are void. Commits."""
    token = _new_link(session, person, now)
    accounts.sign_out_everywhere(session, person)
    return token


def _new_link(session: Session, person: Person, now: datetime) -> str:
    person.password_hash = None
    personal_links.revoke_links(session, person, now)
    return personal_links.issue_link(session, person, now, INVITATION, single_use=True)


def is_sent_by_mail(config: Mapping[str, Any]) -> bool:
    """True when the invited get a letter; else whoever invites has to hand the link over."""
    return reaches_people(config, Channel.EMAIL)
