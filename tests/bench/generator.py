"""The load generator, a program in C on a core of its own that is told what to do next."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.cores import Cores
from tests.bench.processes import pinned_to

Figures = dict[str, Any]


class Generator:
    """One process that holds everybody's connection. Each method is a phase, and returns its figures."""

    def __init__(self, running: subprocess.Popen[str]) -> None:
        self._running = running

    def connect(self, seconds: float = 90.0) -> Figures:
        """Everybody at once, until all are in or turned away."""
        return self._do(f"connect {seconds}")

    def seat(self) -> Figures:
        """The leaders let everybody in and begin."""
        return self._do("seat")

    def saturate(self, seconds: float, in_flight: int) -> Figures:
        """As fast as it goes, with so many messages under way in each room."""
        return self._do(f"saturate {seconds} {in_flight}")

    def trickle(self, seconds: float, rate: float) -> Figures:
        """So many messages per second in all, evenly spaced, whether the server keeps up or not."""
        return self._do(f"trickle {seconds} {rate}")

    def sit(self, seconds: float) -> Figures:
        """Be connected and write nothing."""
        return self._do(f"sit {seconds}")

    def deafen(self) -> Figures:
        """One member of each room stops reading."""
        return self._do("deafen")

    def hark(self, seconds: float = 60.0) -> Figures:
        """They read again, until they know of every message: from the line, or by being told to catch up."""
        return self._do(f"hark {seconds}")

    def leave(self) -> Figures:
        """Everybody's line is cut."""
        return self._do("leave")

    def _do(self, phase: str) -> Figures:
        assert self._running.stdin and self._running.stdout
        self._running.stdin.write(phase + "\n")
        self._running.stdin.flush()
        told = self._running.stdout.readline()
        if not told:
            raise RuntimeError(f"the generator ended in: {phase}")
        figures: Figures = json.loads(told)
        return figures


@contextmanager
def generating(program: Path, plan: Path, cores: Cores) -> Iterator[Generator]:
    """A generator with the people of `plan`, none of them connected yet."""
    pipe = subprocess.PIPE
    with pinned_to(cores):
        running = subprocess.Popen([program, plan], stdin=pipe, stdout=pipe, text=True)
    try:
        yield Generator(running)
    finally:
        assert running.stdin and running.stdout
        running.stdin.close()
        running.wait(20)
        running.stdout.close()
