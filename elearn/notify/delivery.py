"""The worker that empties the outbox. Any number of processes may run it: each message is claimed first."""

from __future__ import annotations

from collections.abc import Mapping

import structlog
from flask import Flask
from sqlalchemy.orm import Session, sessionmaker

from elearn.background import Job, register
from elearn.clock import now
from elearn.extensions import db
from elearn.notify import queries, service
from elearn.notify.carriers import Carrier, Letter, Refused, Uncertain, carriers
from elearn.notify.models import Channel, OutgoingMessage

log = structlog.get_logger()

PAUSE = 2.0

Sessions = sessionmaker[Session]


def init(app: Flask) -> None:
    """Deliver in the background while the application is served."""
    by, keeps_link = carriers(app.config), bool(app.config["DEMO"])
    register(app, Job("outbox", PAUSE, lambda: _turn(by, keeps_link)))


def _turn(by: Mapping[Channel, Carrier], keeps_link: bool) -> None:
    deliver_due(db.sessionmaker, by, keeps_link=keeps_link)


def deliver_due(sessions: Sessions, by: Mapping[Channel, Carrier], *, keeps_link: bool = False) -> int:
    """Send what is due, one after the other. How many left."""
    with sessions() as session:
        session.connection(execution_options={"writes": False})
        ids = queries.waiting(session, now())
    return sum(_deliver(sessions, message_id, by, keeps_link) for message_id in ids)


def _deliver(sessions: Sessions, message_id: int, by: Mapping[Channel, Carrier], keeps_link: bool) -> bool:
    """Claim, commit, send, note. No transaction is open while the letter is on its way."""
    with sessions.begin() as session:
        if not service.claim(session, message_id, now()):
            return False
        message = session.get_one(OutgoingMessage, message_id)
        channel, letter = message.channel, _letter(message)
    outcome = _outcome(by[channel], letter)
    with sessions.begin() as session:
        match outcome:
            case None:
                service.mark_sent(session, message_id, now(), keeps_link=keeps_link)
            case Refused():
                service.give_back(session, message_id, str(outcome), now())
            case Uncertain():
                service.leave_uncertain(session, message_id, str(outcome))
    log.info("message", channel=channel.value, outcome=type(outcome).__name__ if outcome else "sent")
    return outcome is None


def _letter(message: OutgoingMessage) -> Letter:
    body = message.body.replace(service.LINK, message.link or "")
    return Letter(message.address, message.subject, body, message.calendar or "")


def _outcome(carrier: Carrier, letter: Letter) -> Refused | Uncertain | None:
    try:
        carrier.carry(letter)
    except (Refused, Uncertain) as refusal:
        return refusal
    return None
