"""What is being done, how long it took, and how long the rest will take about: for whoever waits."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Progress:
    """Tells of so many steps on stderr; the rest is taken to be as slow as what is done."""

    def __init__(self, steps: int) -> None:
        self._steps, self._done, self._began = steps, 0, time.monotonic()

    @contextmanager
    def step(self, what: str, broken: list[str]) -> Iterator[None]:
        """Name it before, time it after. If it fails, that is put into `broken`, and the others go on."""
        began = time.monotonic()
        print(f"[{self._done + 1}/{self._steps}] {what} ... ", end="", file=sys.stderr, flush=True)
        try:
            yield
        except Exception as error:  # noqa: BLE001 - an hour's other figures are worth keeping
            broken.append(f"BROKEN {what}: {type(error).__name__}: {error}")
            print(broken[-1], file=sys.stderr)
        self._done += 1
        now = time.monotonic()
        left = (now - self._began) / self._done * (self._steps - self._done)
        print(f"{now - began:.0f} s, about {left / 60:.0f} min to go", file=sys.stderr)
