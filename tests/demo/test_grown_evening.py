"""The demonstration in several processes: whichever the web server leads a visitor to, there is company."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from elearn.accounts.devices import start_sign_in
from elearn.app import create_app
from elearn.clock import now
from elearn.demo import course as courses
from elearn.demo import people
from elearn.extensions import db
from rooms.engine import engine
from rooms.models import Room
from rooms.simulation.client import Client, Ticket
from rooms.simulation.crowd import cookie
from rooms.tokens import page_token
from tests.rooms.clients import together
from tests.serving import Server, served

# Somebody does something every few seconds.
STAYS_S = 30


@pytest.fixture
def servers(tmp_path: Path, empty_postgres_url: str, redis_url: str) -> Iterator[list[Server]]:
    settings = {"DATABASE_URL": empty_postgres_url, "REDIS_URL": redis_url, "DEMO": "1"}
    preparing = Server(tmp_path, **settings).flask("prepare")
    _, errors = preparing.communicate(timeout=300)
    assert preparing.returncode == 0, errors
    with served(tmp_path, **settings) as one, served(tmp_path, **settings) as other:
        yield [one, other]


@pytest.fixture
def beside(servers: list[Server], empty_postgres_url: str) -> Iterator[Flask]:
    app = create_app(DATA=servers[0].data, URL=servers[0].url, DATABASE_URL=empty_postgres_url, DEMO=True)
    with app.app_context():
        yield app
        db.session.rollback()
        for each in db.engines.values():
            each.dispose()


def visit(app: Flask, server: Server) -> set[str]:
    """Sit down as Ana in that process for a while; who did something meanwhile."""
    course, person = courses.latest(db.session), people.everybody(db.session)["Ana"]
    assert course is not None
    room = db.session.scalars(select(Room).where(Room.session_id == courses.tonight(course).id)).one()
    device = start_sign_in(db.session, person, now(), timedelta(hours=1), "Test")
    db.session.commit()
    token = page_token(room.public_id, device.id)
    client = Client(Ticket(server.url, cookie(app, device.key), room.public_id, token))
    (before,) = engine().rooms.log.lengths([room.id]).values()

    async def sit() -> None:
        await client.start()
        await asyncio.sleep(STAYS_S)
        await client.stop()

    together(sit)
    return {item.entry.by for item in engine().rooms.log.read(room.id, after=before)} - {person.public_id, ""}


def test_a_visitor_has_company_in_every_process(beside: Flask, servers: list[Server]) -> None:
    # The one that was started first does what only one of them may: the other must manage without.
    company = [len(visit(beside, server)) for server in reversed(servers)]

    assert [count > 0 for count in company] == [True, True]
