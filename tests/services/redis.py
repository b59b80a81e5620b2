"""A private Redis server that keeps nothing on disk."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from redis.exceptions import ConnectionError as Unreachable

from tests.services.ports import free_port
from tests.services.waiting import wait_until


class RedisServer:
    """A running server; `kill` and `start` are for tests of its absence."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._folder = folder

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        program = shutil.which("redis-server")
        assert program, "Redis is missing here: run tests/services/install.sh"
        options = ("--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--dir", str(self._folder))
        self._process = subprocess.Popen(
            [program, *options], stdout=subprocess.DEVNULL, start_new_session=True
        )
        wait_until(self._answers, 10, lambda: "Redis did not start")

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def empty(self) -> None:
        with Redis.from_url(self.url) as client:
            client.flushall()

    def _answers(self) -> bool:
        with Redis.from_url(self.url) as client:
            try:
                return bool(client.ping())
            except Unreachable:
                return False


@contextmanager
def private_redis() -> Iterator[RedisServer]:
    """A server for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="redis-") as folder:
        server = RedisServer(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.kill()
