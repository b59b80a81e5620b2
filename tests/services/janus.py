"""A private Janus that carries voice and picture, with the configuration that the product writes."""

from __future__ import annotations

import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from elearn.operations.grown.media import Where, janus_config
from tests.services.addresses import own_address
from tests.services.ports import free_port
from tests.services.waiting import wait_for_port

# Below what the system gives out by itself.
PORTS = (20_000, 29_999)


class JanusServer:
    """A running server; `kill` and `start` are for tests of its absence."""

    def __init__(self, folder: Path) -> None:
        self.port, self.secret = free_port(), secrets.token_hex(16)
        self.address = own_address()
        self._folder = folder
        where = Where(self.address, self.address, *PORTS)
        for name, text in janus_config(where, self.secret, "127.0.0.1", self.port).items():
            (folder / name).write_text(text)

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def config(self) -> dict[str, str]:
        """What a server of ours needs to know of it."""
        return {"MEDIA": "janus", "JANUS_URL": self.url, "JANUS_SECRET": self.secret}

    def start(self) -> None:
        program = shutil.which("janus")
        assert program, "Janus is missing here: run tests/services/install.sh"
        command = [program, "--configs-folder", str(self._folder), "--disable-colors"]
        with (self._folder / "log").open("a") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        wait_for_port(self._process, "127.0.0.1", self.port, self.log)

    def be_there(self) -> None:
        """Start it unless it runs."""
        if self._process.poll() is not None:
            self.start()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """In order, as systemd does."""
        self._process.terminate()
        self._process.wait(20)

    def log(self) -> str:
        return (self._folder / "log").read_text()


@contextmanager
def private_janus() -> Iterator[JanusServer]:
    """A server for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="janus-") as folder:
        server = JanusServer(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.kill()
