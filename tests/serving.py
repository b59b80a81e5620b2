"""A real server process on a data folder of its own: what people's browsers and the simulation talk to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.services.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
START_S = 30


class Server:
    """`wsgi.py` on a free port; `kill` and `start` again keep the address and the data."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data, self.port = data, free_port()
        self.url = f"http://localhost:{self.port}"
        self.environment = {
            **os.environ,
            "ELEARN_DATA": str(data),
            "ELEARN_URL": self.url,
            "ELEARN_LANGUAGE": "en",
            "ELEARN_LOG_FORMAT": "json",
            "PORT": str(self.port),
            **{f"ELEARN_{name}": value for name, value in settings.items()},
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Serve; returns when it answers."""
        with (self.data / "server.log").open("ab") as log:
            command = [sys.executable, str(ROOT / "wsgi.py")]
            self._process = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, cwd=ROOT, start_new_session=True
            )
        self._wait()

    def kill(self) -> None:
        """`kill -9`."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def log(self) -> str:
        return (self.data / "server.log").read_text("utf-8", "replace")

    def flask(self, *arguments: str) -> subprocess.Popen[str]:
        """The command line beside the server, on the same installation."""
        command = [str(Path(sys.executable).parent / "flask"), *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=self.environment, stdout=pipe, stderr=pipe, text=True, cwd=ROOT)

    def _end(self, how: signal.Signals) -> None:
        if self._process:
            self._process.send_signal(how)
            self._process.wait(START_S)
            self._process = None

    def _wait(self) -> None:
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            try:
                urlopen(f"{self.url}/healthz", timeout=2).close()
            except HTTPError:
                return
            except (URLError, OSError):
                assert self._process and self._process.poll() is None, self.log()
                time.sleep(0.05)
            else:
                return
        raise AssertionError(f"the server did not answer:\n{self.log()}")


@contextmanager
def served(data: Path, **settings: str) -> Iterator[Server]:
    """A running server on `data`, stopped afterwards."""
    server = Server(data, **settings)
    try:
        server.start()
        yield server
    finally:
        server.stop()
