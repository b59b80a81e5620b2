"""A private coturn that passes voice and picture on, with the configuration that the product writes."""

from __future__ import annotations

import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from elearn.operations.grown.media import Tls, Where, turn_config
from tests.services.addresses import own_address
from tests.services.ports import free_port
from tests.services.waiting import wait_for_port

# Below what the system gives out by itself, and beside Janus'.
PORTS = (30_000, 32_767)


class CoturnServer:
    """A running server; `kill` and `start` are for tests of its absence.

    `tls`: it is reached that way as well, with a certificate that nobody vouches for.
    """

    def __init__(self, folder: Path, tls: Tls | None = None) -> None:
        self.port, self._secret = free_port(), secrets.token_hex(16)
        self.address = own_address()
        self._folder = folder
        where = Where(self.address, "", *PORTS)
        text = turn_config(where, "mestringsrom.test", self._secret, self.port, tls=tls)
        (folder / "turnserver.conf").write_text(text)

    @property
    def config(self) -> dict[str, str]:
        """What a server of ours needs to know of it: both ways to it, and the secret."""
        urls = (f"turn:{self.address}:{self.port}?transport={way}" for way in ("udp", "tcp"))
        return {"TURN_URLS": ",".join(urls), "TURN_SECRET": self._secret}

    def start(self) -> None:
        program = shutil.which("turnserver")
        assert program, "coturn is missing here: run tests/services/install.sh"
        options = ["-c", str(self._folder / "turnserver.conf"), "--pidfile", str(self._folder / "pid")]
        database = ["--userdb", str(self._folder / "turndb")]
        with (self._folder / "log").open("a") as log:
            self._process = subprocess.Popen(
                [program, *options, *database],
                stdout=log,
                stderr=log,
                cwd=self._folder,
                start_new_session=True,
            )
        wait_for_port(self._process, self.address, self.port, self.log)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def log(self) -> str:
        return (self._folder / "log").read_text()


@contextmanager
def private_coturn(tls: Tls | None = None) -> Iterator[CoturnServer]:
    """A server for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="coturn-") as folder:
        server = CoturnServer(Path(folder), tls)
        server.start()
        try:
            yield server
        finally:
            server.kill()
