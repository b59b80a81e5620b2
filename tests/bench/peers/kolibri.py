"""Kolibri, in a virtual environment and a home folder of its own, with a course of pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.cores import Cores
from tests.bench.processes import Process, started
from tests.services.ports import free_port

HERE = Path(__file__).parent
LOCK = HERE / "kolibri.lock"
PLACE = HERE / "kolibri-venv"
PROGRAM = PLACE / "bin" / "kolibri"
# It would tell its makers of every start.
QUIET = {"KOLIBRI_DISABLE_PING": "true", "KOLIBRI_ZEROCONF_ENABLED": "false"}


@dataclass(frozen=True, slots=True)
class Kolibri:
    """A running Kolibri, and the ids of what was made in it."""

    server: Process
    port: int
    zip_port: int
    made: dict[str, str]


def absent() -> str:
    """Why it cannot be had; empty when it is installed, which the first time takes a minute."""
    stamp = PLACE / ".installed"
    if stamp.exists() and stamp.stat().st_mtime >= LOCK.stat().st_mtime:
        return ""
    pip = [PLACE / "bin" / "python", "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", PLACE], check=True)
        subprocess.run([*pip, "--require-hashes", "--requirement", LOCK], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        return f"Kolibri: it could not be installed ({error})"
    stamp.touch()
    return ""


@contextmanager
def kolibri(folder: Path, text: str, cores: Cores) -> Iterator[Kolibri]:
    """As it comes, after its set-up wizard; every page of its course shows `text`, which is HTML."""
    page = folder / "page.html"
    page.write_text(text)
    settings = {"KOLIBRI_HOME": str(folder / "kolibri"), "TEXT": str(page), **QUIET}
    environment = {**os.environ, **settings}
    admin = ["--superusername", "admin", "--superuserpassword", "by the fjord"]
    about = ["--facility", "Bench", "--preset", "informal", "--language_id", "en", *admin, "--noinput"]
    _managed(["provisiondevice", *about], environment)
    script = (HERE / "kolibri_content.py").read_text()
    made = json.loads(_managed(["shell"], environment, script).splitlines()[-1])
    port, zip_port = free_port(), free_port()
    command = [PROGRAM, "start", "--foreground", "--port", str(port), "--zip-port", str(zip_port)]
    with started(command, port, cores, folder / "server.log", **settings) as server:
        yield Kolibri(server, port, zip_port, made)


def _managed(arguments: list[str], environment: dict[str, str], given: str = "") -> str:
    command = [PROGRAM, "manage", *arguments]
    done = subprocess.run(command, env=environment, input=given, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"kolibri manage {arguments[0]}: {done.stderr[-2000:]}")
    return done.stdout
