"""The private servers themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from redis import Redis
from sqlalchemy import Connection, create_engine, insert, select

from elearn.accounts.models import Person
from elearn.clock import now
from tests.services.postgres import PostgresServer


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def add_ana(url: str) -> None:
    with connected(url) as connection:
        connection.execute(insert(Person).values(given_name="Ana", created_at=now()))


def names(url: str) -> list[str]:
    with connected(url) as connection:
        return list(connection.scalars(select(Person.given_name)))


def test_every_test_has_a_database_of_its_own(postgres: PostgresServer, postgres_tables: str) -> None:
    with postgres.database(postgres_tables) as first, postgres.database(postgres_tables) as second:
        add_ana(postgres.url(first))

        assert names(postgres.url(second)) == []


def test_what_is_committed_survives_a_kill(postgres: PostgresServer, postgres_url: str) -> None:
    add_ana(postgres_url)

    postgres.kill()
    postgres.start()

    assert names(postgres_url) == ["Ana"]


def test_redis_is_empty_for_every_test(redis_url: str) -> None:
    with Redis.from_url(redis_url) as client:
        assert client.keys() == []
