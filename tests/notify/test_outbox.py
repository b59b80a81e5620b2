"""The outbox: a message leaves after the commit, once, and is forgotten in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from elearn.background import jobs_of, run_once
from elearn.clock import now
from elearn.errors import Conflict, Invalid
from elearn.extensions import db
from elearn.notify import queries, service
from elearn.notify.carriers import NOT_SET_UP, Carrier, Letter, Refused, Uncertain
from elearn.notify.delivery import deliver_due
from elearn.notify.models import Channel, OutgoingMessage
from tests.acting import Auth
from tests.cast import Cast

LINK = "http://localhost:8000/l/abc"


class Post:
    """A carrier that keeps what it carries, or answers with what it was told to."""

    def __init__(self, answer: Exception | None = None) -> None:
        self.carried: list[Letter] = []
        self.answer = answer

    def carry(self, letter: Letter) -> None:
        self.carried.append(letter)
        if self.answer:
            raise self.answer


@pytest.fixture
def sessions(app: Flask) -> Iterator[sessionmaker[Session]]:
    with app.app_context():
        yield db.sessionmaker


def letter_to(session: Session, cast: Cast, link: str | None = None) -> OutgoingMessage:
    body = "Here it is: {link}" if link else "Hello"
    message = service.send(session, cast.ana, Channel.EMAIL, "A link", body, now(), link=link)
    session.commit()
    return message


def deliver(sessions: sessionmaker[Session], carrier: Carrier, *, keeps_link: bool = False) -> int:
    return deliver_due(sessions, {Channel.EMAIL: carrier, Channel.SMS: carrier}, keeps_link=keeps_link)


def test_what_is_not_committed_does_not_leave(
    session: Session, cast: Cast, sessions: sessionmaker[Session]
) -> None:
    service.send(session, cast.ana, Channel.EMAIL, "A link", "Hello", now())
    session.rollback()

    assert deliver(sessions, Post()) == 0


def test_a_message_leaves_once_with_its_link_and_forgets_it(
    session: Session, cast: Cast, sessions: sessionmaker[Session]
) -> None:
    message, post = letter_to(session, cast, LINK), Post()

    counts = [deliver(sessions, post) for _ in range(2)]

    session.expire_all()
    assert counts == [1, 0]
    assert post.carried == [Letter("ana@example.org", "A link", f"Here it is: {LINK}")]
    assert (message.sent_at is not None, message.link, message.body) == (True, None, "Here it is: {link}")


def test_the_demo_keeps_the_link_to_show_it(
    session: Session, cast: Cast, sessions: sessionmaker[Session]
) -> None:
    message = letter_to(session, cast, LINK)

    deliver(sessions, Post(), keeps_link=True)

    session.expire_all()
    assert message.link == LINK


def test_of_two_processes_one_takes_the_message(session: Session, cast: Cast) -> None:
    message = letter_to(session, cast)

    claims = [service.claim(session, message.id, now()) for _ in range(2)]

    assert claims == [True, False]


def test_a_refused_message_is_tried_again_later(
    session: Session, cast: Cast, sessions: sessionmaker[Session]
) -> None:
    message = letter_to(session, cast, LINK)

    deliver(sessions, Post(Refused("HTTP 503")))

    session.expire_all()
    assert (message.sent_at, message.claimed_at, message.failure) == (None, None, "HTTP 503")
    assert message.link == LINK
    assert queries.waiting(session, now()) == []
    assert queries.waiting(session, now() + timedelta(minutes=2)) == [message.id]


def test_after_the_last_attempt_a_person_has_to_look(
    session: Session, cast: Cast, sessions: sessionmaker[Session]
) -> None:
    message = letter_to(session, cast)
    for _ in range(5):
        message.due_at = now()
        session.commit()
        deliver(sessions, Post(Refused("HTTP 503")))
        session.expire_all()

    assert message.attempts == 5
    assert queries.waiting(session, now() + timedelta(days=1)) == []


def test_a_message_that_perhaps_left_is_not_sent_twice(
    session: Session, cast: Cast, sessions: sessionmaker[Session]
) -> None:
    message = letter_to(session, cast)

    deliver(sessions, Post(Uncertain("TimeoutError")))
    second = deliver(sessions, Post())

    session.expire_all()
    assert (second, message.failure, message.sent_at) == (0, "TimeoutError", None)


def test_a_person_sends_again_what_did_not_leave_and_only_that(
    session: Session, cast: Cast, sessions: sessionmaker[Session]
) -> None:
    message, post = letter_to(session, cast), Post()
    deliver(sessions, Post(Uncertain("TimeoutError")))

    service.send_again(session, message.id, now())
    session.commit()

    assert deliver(sessions, post) == 1
    session.expire_all()
    with pytest.raises(Conflict):
        service.send_again(session, message.id, now())


def test_nothing_is_written_to_somebody_without_an_address(session: Session, cast: Cast) -> None:
    with pytest.raises(Invalid, match="no_address"):
        service.send(session, cast.ana, Channel.SMS, "", "Hello", now())


def test_words_are_removed_thirty_days_after_sending(
    session: Session, cast: Cast, sessions: sessionmaker[Session]
) -> None:
    old, new = letter_to(session, cast), letter_to(session, cast)
    deliver(sessions, Post())
    session.expire_all()
    old.sent_at = now() - timedelta(days=31)
    session.commit()

    counts = [service.remove_old_words(session, now()) for _ in range(2)]

    session.expire_all()
    assert counts == [1, 0]
    assert [(each.subject, each.body, each.address) for each in (old, new)] == [
        ("", "", ""),
        ("A link", "Hello", "ana@example.org"),
    ]


@pytest.mark.parametrize("settings", [{"DEMO": True}])
def test_the_application_delivers_in_the_background(app: Flask, session: Session, cast: Cast) -> None:
    letter_to(session, cast)

    [job] = [job for job in jobs_of(app) if job.name == "outbox"]
    run_once(app, job)

    session.expire_all()
    assert session.scalars(select(OutgoingMessage.sent_at)).one() is not None


def test_where_nothing_is_set_up_no_message_is_called_sent(
    app: Flask, session: Session, cast: Cast, auth: Auth
) -> None:
    message = letter_to(session, cast)
    [job] = [job for job in jobs_of(app) if job.name == "outbox"]

    run_once(app, job)

    session.expire_all()
    page = auth.login(cast.ase).get("/mailbox").text
    assert (message.sent_at, message.failure) == (None, NOT_SET_UP)
    assert "Not sent: no mail server or SMS gateway is set up." in page
