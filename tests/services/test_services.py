"""The private servers themselves."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from redis import Redis
from sqlalchemy import Connection, create_engine, insert, select
from websocket import create_connection

from elearn.accounts.models import Person
from elearn.clock import milliseconds, now
from rooms.media.turn import ice_servers
from tests.services.coturn import CoturnServer
from tests.services.janus import JanusServer
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


def answer_of(server: JanusServer, **question: str) -> Any:
    with closing(create_connection(server.url, subprotocols=["janus-protocol"], timeout=10)) as socket:
        socket.send(json.dumps({"transaction": "ana"} | question))
        return json.loads(socket.recv())


def test_janus_has_the_videoroom_and_nothing_that_records(janus: JanusServer) -> None:
    loaded = answer_of(janus, janus="info", apisecret=janus.secret)

    assert list(loaded["plugins"]) == ["janus.plugin.videoroom"]
    assert list(loaded["transports"]) == ["janus.transport.websockets"]
    assert (loaded["events"], loaded["loggers"]) == ({}, {})


def test_janus_answers_nobody_without_the_secret(janus: JanusServer) -> None:
    assert answer_of(janus, janus="create")["error"]["code"] == 403


def test_janus_comes_back_after_a_kill(janus: JanusServer) -> None:
    janus.kill()
    janus.start()

    assert answer_of(janus, janus="create", apisecret=janus.secret)["janus"] == "success"


def through(coturn: CoturnServer, peer: str, secret: str) -> subprocess.CompletedProcess[str]:
    """One device asks the relay to reach `peer`, with credentials that `secret` has signed."""
    (server,) = ice_servers(
        coturn.config | {"TURN_SECRET": secret, "SECRET_KEY": "ours"}, "ana", milliseconds()
    )
    credentials = ("-u", server["username"], "-w", server["credential"])
    asked = ("-n", "1", "-c", "-e", peer, "-p", str(coturn.port), coturn.address)
    command = ["turnutils_uclient", "-v", *credentials, *asked]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_relay_takes_no_other_password(coturn: CoturnServer) -> None:
    refused = through(coturn, coturn.address, "guessed")

    assert "Received relay addr" not in refused.stdout
    assert refused.returncode != 0


def test_the_relay_lets_in_and_reaches_nothing_inside(coturn: CoturnServer) -> None:
    for inside in ("10.0.0.1", "127.0.0.1", "192.168.1.1", "169.254.169.254"):
        refused = through(coturn, inside, coturn.config["TURN_SECRET"])

        assert "Received relay addr" in refused.stdout
        assert "403 (Forbidden IP)" in refused.stdout, inside


def test_the_relay_writes_nobody_down(coturn: CoturnServer) -> None:
    before = coturn.log()

    through(coturn, "10.0.0.1", coturn.config["TURN_SECRET"])

    assert coturn.log() == before
