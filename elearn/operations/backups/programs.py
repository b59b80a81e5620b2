"""Finding and running the programs that come with PostgreSQL."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from elearn.operations.backups.refused import FULL, Refused

# Debian keeps them beside each version, others on the path.
DEBIAN = Path("/usr/lib/postgresql")
# A message about a row may quote it.
QUOTED = re.compile(r"(COPY failed for table \"\w+\").*")


def run(name: str, server: int, *arguments: str, password: str = "") -> str:
    """Run a program that fits the server's version; what it printed.

    The password goes by the environment, which other people on the machine cannot see. Raises `Refused` with
    the first thing it complained about.
    """
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    command = [program(name, server), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise _failure(name, done.stderr)
    return done.stdout


def program(name: str, server: int) -> str:
    """Where the program lies, at least as new as the server and no newer than it must be.

    An older one does not know all that the server can hold; a newer one may speak of what it does not know.
    """
    on_path = shutil.which(name)
    places = [*map(str, DEBIAN.glob(f"*/bin/{name}")), *([on_path] if on_path else [])]
    found = sorted(((_major(place), place) for place in places), key=lambda each: each[0])
    if not found:
        raise Refused(f"{name} is missing: install PostgreSQL's client programs, version {server} or newer.")
    fitting = [place for major, place in found if major >= server]
    if not fitting:
        newest = found[-1][0]
        raise Refused(f"{name} {newest} is older than the server: install version {server} or newer.")
    return fitting[0]


def _failure(name: str, told: str) -> Exception:
    """What the program said first, without any row."""
    if "No space left on device" in told:
        return OSError(FULL[0], os.strerror(FULL[0]))
    first = next((line for line in told.splitlines() if "error:" in line), f"{name} failed.")
    return Refused(QUOTED.sub(r"\1", first))


def _major(place: str) -> int:
    told = subprocess.run([place, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\(PostgreSQL\) (\d+)", told)
    return int(found[1]) if found else 0
