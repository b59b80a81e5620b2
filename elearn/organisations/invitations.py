"""Inviting staff: a personal link by e-mail, and a password of their own choosing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from elearn.accounts import personal_links
from elearn.accounts import service as accounts
from elearn.accounts.models import Person
from elearn.languages import speaking
from elearn.notify import service as notify
from elearn.notify.carriers import reaches_people
from elearn.notify.models import Channel

INVITATION = timedelta(days=7)


def invite(session: Session, person: Person, place: str, language: str, address: str, now: datetime) -> str:
    """Send a link for one use that ends in choosing a password; older ones are void. Commits.

    `address` is the public address of personal links, `…/l/`. Returns the link, for where no mail is sent.
    """
    person.password_hash = None
    personal_links.revoke_links(session, person, now)
    token = personal_links.issue_link(session, person, now, INVITATION, single_use=True)
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
    return address + token


def is_sent_by_mail(config: Mapping[str, Any]) -> bool:
    """True when the invited find the letter in their own mailbox."""
    return reaches_people(config, Channel.EMAIL)
