"""The engine bare, as the public protocol suites get it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.services.ports import free_port
from tests.serving import ROOT


@pytest.fixture(scope="module")
def engine_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with _conformance(tmp_path_factory.mktemp("bare")) as port:
        yield port


@pytest.fixture(scope="module")
def raw_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with _conformance(tmp_path_factory.mktemp("raw"), "--raw") as port:
        yield port


@contextmanager
def _conformance(data: Path, *options: str) -> Iterator[int]:
    port = free_port()
    command = [str(Path(sys.executable).parent / "flask"), "conformance", "--port", str(port), *options]
    environment = {**os.environ, "ELEARN_DATA": str(data)}
    with (data / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=ROOT)
    try:
        _wait(port, process, data / "log")
        yield port
        assert process.poll() is None, (data / "log").read_text()
    finally:
        process.terminate()
        process.wait(10)
    assert "Traceback" not in (data / "log").read_text()


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())
