"""A log as it is after years: many rooms, each with an evening's entries, chained as they really are."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from elearn.accounts.models import new_public_id
from elearn.clock import now
from elearn.courses.models import CourseRun, CourseSession, Programme
from elearn.organisations.models import Organisation, OrganisationKind, Partnership
from rooms.codec import canonical
from rooms.hashing import chained
from rooms.log import COLUMNS, GENESIS, ROOMS, Row

ENTRIES_EACH = 500
SESSIONS_EACH, PEOPLE_EACH = 8, 12
# So many rooms are written in one transaction.
ROOMS_AT_A_TIME = 100
TEXT = """jeg du vi er ikke det som har til for med på en et gå tur hjemme smerte dag kveld bra takk fordi
litt mye når og men søvn arbeid familie naboen barna legen pust ro uke plan små steg igjen kjenner meg"""
WORDS = TEXT.split()


def fill(engine: Engine, entries: int) -> None:
    """Add so many entries, rounded up to whole evenings, and let the database settle.

    The rows are those of an installation, and every index is kept as they come.
    """
    rows = evenings(_make_rooms(engine, -(-entries // ENTRIES_EACH)))
    (_copy if engine.dialect.name == "postgresql" else _insert)(engine, rows)


def evenings(room_ids: Sequence[int]) -> Iterator[Row]:
    """The entries of rooms, one room after the other; the same each time."""
    rng = random.Random(len(room_ids))
    said = [_made("message_sent", place="main", reply_to=None, text=_text(rng)) for _ in range(2_000)]
    for room_id in room_ids:
        people = [f"{rng.getrandbits(64):016x}" for _ in range(PEOPLE_EACH)]
        at, before = 1_700_000_000_000 + room_id * 7_200_000, GENESIS
        for seq in range(1, ENTRIES_EACH + 1):
            at += rng.randrange(1_000, 20_000)
            by, (kind, payload, hashed) = _entry(rng, seq, people, said)
            before = chained(before, seq, at, by, kind, hashed)
            command = f"{rng.getrandbits(128):032x}-web"
            yield room_id, seq, at, by, kind, payload, hashed, before, command if by else None


def _entry(
    rng: random.Random, seq: int, people: list[str], said: list[tuple[str, str, bytes]]
) -> tuple[str, tuple[str, str, bytes]]:
    """Who, and what: people come and are seated, then three in four entries are messages."""
    if seq == 1:
        return "", _made("room_prepared", title={"nb": "Samling"}, leaders=[], run_sheet=[])
    if seq <= PEOPLE_EACH + 1:
        return people[seq - 2], _made("member_knocked", name="Kari", part="participant")
    kind, by = rng.random(), rng.choice(people)
    if kind < 0.75:
        return by, rng.choice(said)
    if kind < 0.93:
        return by, _made("reaction_added", message=seq - 1, reaction="heart")
    return by, _made("member_arrived", person=by)


def _made(kind: str, **fields: Any) -> tuple[str, str, bytes]:
    payload = canonical(fields)
    return kind, payload.decode(), sha256(payload).digest()


def _text(rng: random.Random) -> str:
    return " ".join(rng.choices(WORDS, k=rng.randrange(3, 40)))


def _make_rooms(engine: Engine, rooms: int) -> Sequence[int]:
    """Courses, sessions over the last years and their rooms; the ids of the rooms, the oldest first.

    What is older than half a year is blank already, as far as its room says.
    """
    with Session(engine) as session, session.begin():
        name = f"filled-{new_public_id()}"
        host = Organisation(slug=name, name=name, kind=OrganisationKind.MUNICIPALITY)
        programme = Programme(slug=name, title={"nb": name}, summary={"nb": name})
        partnership = Partnership(name=name, host=host)
        runs = [
            CourseRun(programme=programme, partnership=partnership, starts_on=now().date(), ground_rules=[])
            for _ in range(-(-rooms // SESSIONS_EACH))
        ]
        session.add_all(runs)
        session.flush()
        ids = [run.id for run in runs]
        for number in range(rooms):
            _add_session(session, ids[number // SESSIONS_EACH], number, rooms)
        session.flush()
        theirs = select(CourseRun.id).where(CourseRun.programme == programme)
        made = session.execute(
            select(CourseSession.id, CourseSession.course_run_id, CourseSession.starts_at)
            .where(CourseSession.course_run_id.in_(theirs))
            .order_by(CourseSession.id)
        ).all()
        long_ago = now() - timedelta(days=200)
        session.execute(
            insert(ROOMS),
            [
                {
                    "public_id": new_public_id(),
                    "session_id": row.id,
                    "course_run_id": row.course_run_id,
                    "created_at": row.starts_at,
                    "blank_seq": ENTRIES_EACH if row.starts_at < long_ago else 0,
                }
                for row in made
            ],
        )
        ours = ROOMS.c.session_id.in_(select(CourseSession.id).where(CourseSession.course_run_id.in_(theirs)))
        return session.scalars(select(ROOMS.c.id).where(ours).order_by(ROOMS.c.session_id)).all()


def _add_session(session: Session, course_run_id: int, number: int, rooms: int) -> None:
    starts_at = now() - timedelta(days=2_000 * (rooms - number) / rooms)
    session.add(
        CourseSession(
            course_run_id=course_run_id,
            number=number % SESSIONS_EACH + 1,
            title={"nb": "Samling"},
            starts_at=starts_at,
            run_sheet=[],
        )
    )


def _insert(engine: Engine, rows: Iterator[Row]) -> None:
    names, marks = ", ".join(f'"{name}"' for name in COLUMNS), ", ".join("?" * len(COLUMNS))
    raw: Any = engine.raw_connection()
    connection = raw.driver_connection
    connection.execute("PRAGMA synchronous=OFF")
    while some := list(islice(rows, ROOMS_AT_A_TIME * ENTRIES_EACH)):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(f"INSERT INTO log_entry ({names}) VALUES ({marks})", some)
        connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA synchronous=FULL")
    raw.close()


def _copy(engine: Engine, rows: Iterator[Row]) -> None:
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    raw: Any = engine.raw_connection()
    connection = raw.driver_connection
    with connection.cursor().copy(f"COPY log_entry ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    connection.commit()
    connection.autocommit = True
    for settling in ("VACUUM ANALYZE", "CHECKPOINT"):
        connection.execute(settling)
    connection.autocommit = False
    raw.close()
