"""The lines that have something to send: each sends all of it at the end of a turn of the loop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from elearn import eventloop


class Sending(Protocol):
    """A line, as far as this is concerned."""

    def send_now(self) -> None:
        """Hand the kernel what was written."""


class Outbound:
    """Who has written something in this turn."""

    def __init__(self) -> None:
        self._lines: list[Sending] = []
        self._call_off: Callable[[], None] | None = None

    def add(self, line: Sending) -> None:
        """Have `line` send at the end of the turn."""
        self._lines.append(line)
        if self._call_off is None:
            self._call_off = eventloop.soon(self._when_due)

    def send(self) -> None:
        """Send what was written so far, without waiting for the end of the turn."""
        if self._call_off is not None:
            # Else the loop would take a whole turn more, for nothing.
            self._call_off()
            self._when_due()

    def _when_due(self) -> None:
        self._call_off = None
        lines, self._lines = self._lines, []
        for line in lines:
            line.send_now()


OUTBOUND: Final = Outbound()
