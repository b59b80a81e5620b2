"""The grown installation for tests: PostgreSQL, Redis, Janus and coturn as real servers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine

import elearn.app  # noqa: F401  (knows every table)
from elearn.extensions import Model
from tests.services.coturn import CoturnServer, private_coturn
from tests.services.janus import JanusServer, private_janus
from tests.services.postgres import PostgresServer, private_postgres
from tests.services.redis import RedisServer, private_redis


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The server of this test run."""
    with private_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_tables(postgres: PostgresServer) -> Iterator[str]:
    """A database with every table and no row: made once, copied for each test."""
    with postgres.database() as name:
        engine = create_engine(postgres.url(name))
        Model.metadata.create_all(engine)
        engine.dispose()
        yield name


@pytest.fixture
def empty_postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """A database of this test's own without any table."""
    with postgres.database() as name:
        yield postgres.url(name)


@pytest.fixture
def postgres_url(postgres: PostgresServer, postgres_tables: str) -> Iterator[str]:
    """A database of this test's own with every table and no row."""
    with postgres.database(template=postgres_tables) as name:
        yield postgres.url(name)


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    """The Redis server of this test run."""
    with private_redis() as server:
        yield server


@pytest.fixture
def redis_url(redis_server: RedisServer) -> str:
    """The address of an empty Redis."""
    redis_server.empty()
    return redis_server.url


@pytest.fixture(scope="session")
def janus_server() -> Iterator[JanusServer]:
    """The Janus of this test run."""
    with private_janus() as server:
        yield server


@pytest.fixture
def janus(janus_server: JanusServer) -> JanusServer:
    """Janus, running, whatever the test before has done to it."""
    janus_server.be_there()
    return janus_server


@pytest.fixture(scope="session")
def coturn() -> Iterator[CoturnServer]:
    """The relay of this test run."""
    with private_coturn() as server:
        yield server
