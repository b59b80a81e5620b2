"""However long the log is, what is asked of it is found by an index: both databases say so themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from elearn import privacy
from elearn.accounts.models import Person
from elearn.clock import now
from elearn.extensions import db
from rooms import queries
from rooms.codec import KIND_OF
from rooms.core import commands as c
from rooms.core.state import Room
from rooms.erasure import forget_words_of
from rooms.expiry import expire_logs
from rooms.models import NO_TALK
from rooms.service import Rooms
from tests.cast import Cast
from tests.rooms.core.story import EVENING, PREPARED
from tests.rooms.core.wandering import wandered
from tests.rooms.filled import fill
from tests.rooms.held import Held, hold

OTHERS = 30_000

Statement = tuple[str, Any]


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest) -> dict[str, Any]:
    return {} if request.param == "sqlite" else {"DATABASE_URL": request.getfixturevalue("postgres_url")}


@pytest.fixture
def held(app: Flask, session: Session, cast: Cast) -> Held:
    """An evening among many others, which are somebody else's."""
    with app.app_context():
        fill(db.engine, OTHERS)
    return hold(session, cast)


def opening(held: Held, _person: Person) -> None:
    rooms = Rooms(db.engine)
    live = held.rooms.open(held.id)
    rooms.snapshots.keep(held.id, live.head, live.redactions, live.freezer.freeze(live.room))
    held.do("Marit", c.SendBackchannel("Takk for i kveld"))
    opened = rooms.open(held.id)
    assert opened.unread == opened.head.seq - 1
    rooms.look_for_news()


def repeating(held: Held, person: Person) -> None:
    assert Rooms(db.engine).log.number_of(held.id, person.public_id, "command-1") is None


def verifying(held: Held, _person: Person) -> None:
    Rooms(db.engine).log.verify(held.id)


def expiring(_held: Held, _person: Person) -> None:
    assert expire_logs(db.session, now() + timedelta(days=181))


def forgetting(_held: Held, person: Person) -> None:
    assert forget_words_of(db.session, person.public_id)


def exporting(_held: Held, person: Person) -> None:
    assert privacy.export(db.session, person)["log_entry"]["rows"]


def listing(held: Held, person: Person) -> None:
    assert queries.evenings_of(db.session, person)
    assert queries.evenings_with_reports(db.session, held_course(held))
    assert not queries.evenings_with_one_leader(db.session, held_course(held))


def held_course(held: Held) -> int:
    room = queries.room_by_public_id(db.session, held.public_id)
    assert room
    return room.course_run_id


@pytest.mark.parametrize("doing", [opening, repeating, verifying, expiring, forgetting, exporting, listing])
def test_no_question_is_answered_by_reading_the_whole_log(
    app: Flask, cast: Cast, held: Held, doing: Callable[[Held, Person], None]
) -> None:
    with app.test_request_context(method="POST"):
        with asked(db.engine) as statements:
            doing(held, cast.ana)
        db.session.rollback()
        read_whole = [statement for statement in statements if reads_the_whole_log(db.engine, statement)]

    assert statements
    assert read_whole == []


def test_reading_the_whole_log_would_be_noticed(app: Flask, held: Held) -> None:
    with app.app_context():
        assert reads_the_whole_log(db.engine, ("SELECT count(*) FROM log_entry WHERE kind = 'x'", ()))


@effort(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 600), st.sampled_from([PREPARED, EVENING]))
def test_whoever_talks_is_held_by_the_index_of_who_acted(seed: int, steps: int, since: Room) -> None:
    log, _ = wandered(seed, steps, since)
    acted = {entry.by for entry in log if f"'{KIND_OF[type(entry.event)]}'" not in str(NO_TALK)}

    # Who sits in the evening that the history begins with came in before.
    assert {entry.by for entry in log} - acted <= set(since.members)


@contextmanager
def asked(engine: Engine) -> Iterator[list[Statement]]:
    """What is asked of the log meanwhile, with the values."""
    statements: list[Statement] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, _context: object, many: bool) -> None:
        if "log_entry" in statement and not statement.startswith("INSERT"):
            statements.append((statement, values[0] if many else values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def reads_the_whole_log(engine: Engine, statement: Statement) -> bool:
    """What the database intends to do for this log, which is long enough to make it think."""
    words, values = statement
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)
            return any("SCAN log_entry" in row.detail for row in plan)
        (told,) = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {words}", values).scalars()
        return not all(node.get("Index Cond") for node in scans(told))


def scans(plan: Any) -> Iterator[dict[str, Any]]:
    """Every look into the log in a plan; one through a bitmap is known by its index."""
    if isinstance(plan, list):
        for part in plan:
            yield from scans(part)
    elif isinstance(plan, dict):
        is_bitmap = plan.get("Node Type") == "Bitmap Heap Scan"
        if "log_entry" in (plan.get("Relation Name"), plan.get("Index Name", "")[3:12]) and not is_bitmap:
            yield plan
        yield from scans([value for value in plan.values() if isinstance(value, list | dict)])
