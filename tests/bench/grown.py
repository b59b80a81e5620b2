"""The grown installation as a contestant: one or two processes behind nginx, with Redis and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis

from tests.bench.contestants import UNLIMITED, Contestant
from tests.bench.cores import placed
from tests.bench.plans import our_plan
from tests.bench.postgres import postmaster
from tests.bench.processes import Process
from tests.grown.installation import Installation, grown
from tests.services.ports import free_port


@contextmanager
def ours_grown(data: Path, people: int, processes: int) -> Iterator[Contestant]:
    """So many processes, each on a core of its own as far as there are any; everybody comes through nginx."""
    port, placing = free_port(), placed(processes)
    with grown(data, port, processes, **UNLIMITED) as installation:
        beside = _beside(installation)
        for process in beside.values():
            process.pin(placing.beside)
        for server, cores in zip(installation.processes, placing.servers, strict=True):
            Process(server.pid).pin(cores)
        url, database = f"http://localhost:{port}", installation.database_url
        plan = our_plan(port, people, DATA=str(data), URL=url, DATABASE_URL=database)
        servers = Process(*(server.pid for server in installation.processes))
        yield Contestant(servers, plan, beside, placing)


def _beside(installation: Installation) -> dict[str, Process]:
    with Redis.from_url(installation.redis.url) as client:
        redis = int(client.info("server")["process_id"])
    nginx = int((installation.nginx / "nginx.pid").read_text())
    database = postmaster(installation.database_url)
    return {"nginx": Process(nginx), "redis": Process(redis), "database": Process(database)}
