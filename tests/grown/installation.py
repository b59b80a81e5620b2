"""Everything together, started in order and stopped in the opposite one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.grown.nginx import private_nginx
from tests.services.coturn import CoturnServer, private_coturn
from tests.services.janus import JanusServer, private_janus
from tests.services.postgres import DURABLE, PostgresServer, private_postgres
from tests.services.redis import RedisServer, private_redis
from tests.serving import Server


@dataclass(frozen=True, slots=True)
class Installation:
    """A running installation; its parts can be killed and started again one by one."""

    url: str
    database_url: str
    data: Path
    processes: list[Server]
    postgres: PostgresServer
    redis: RedisServer
    janus: JanusServer
    coturn: CoturnServer
    nginx: Path


@contextmanager
def grown(data: Path, port: int, processes: int, **settings: str) -> Iterator[Installation]:
    """`processes` of wsgi.py behind nginx on `port`, on a durable PostgreSQL, until the block ends."""
    with ExitStack() as stack:
        postgres = stack.enter_context(private_postgres(*DURABLE))
        redis = stack.enter_context(private_redis())
        janus = stack.enter_context(private_janus())
        coturn = stack.enter_context(private_coturn())
        database_url = postgres.url(stack.enter_context(postgres.database()))
        url = f"http://localhost:{port}"
        media = janus.config | coturn.config
        settings = {"DATABASE_URL": database_url, "REDIS_URL": redis.url, "URL": url} | media | settings
        servers = [Server(data, **settings) for _ in range(processes)]
        _prepare(servers[0])
        for server in servers:
            server.start()
            stack.callback(server.stop)
        nginx = stack.enter_context(private_nginx(port, [server.port for server in servers]))
        yield Installation(url, database_url, data, servers, postgres, redis, janus, coturn, nginx)


def _prepare(server: Server) -> None:
    """Tables and what ships, once, before the processes start."""
    preparing = server.flask("prepare")
    _, errors = preparing.communicate(timeout=300)
    assert preparing.returncode == 0, errors
