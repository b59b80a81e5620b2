"""People at the table without a browser of their own: real connections, on a thread beside the test."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from rooms.simulation.client import Client, Ticket

PATIENCE_S = 30


class Companion:
    """One of them: `dag.do("send_message", text="Hei", reply_to=None)` returns when it is done."""

    def __init__(self, company: Company, ticket: Ticket) -> None:
        self._company, self._client = company, Client(ticket)

    @property
    def view(self) -> dict[str, Any]:
        return self._client.view

    @property
    def refused(self) -> list[str]:
        return self._client.seen.refused

    def come(self) -> None:
        self._company.wait_for(self._client.start())

    def knock(self) -> None:
        """Accept the ground rules and wait at the door."""
        self.do("accept_ground_rules")
        self.do("enter")

    def do(self, name: str, **fields: Any) -> None:
        self._company.wait_for(self._done(name, fields))

    def go(self) -> None:
        self._company.wait_for(self._client.stop())

    async def _done(self, name: str, fields: dict[str, Any]) -> None:
        self._client.do(name, **fields)
        assert await self._client.drained(PATIENCE_S), name


class Company:
    """Everybody without a browser."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="company", daemon=True)
        self._people: list[Companion] = []
        self._thread.start()

    def invite(self, ticket: Ticket) -> Companion:
        """A member who connects now; a participant knocks by `knock`."""
        companion = Companion(self, ticket)
        companion.come()
        self._people.append(companion)
        return companion

    def wait_for(self, doing: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result(PATIENCE_S)

    def leave(self) -> None:
        for companion in self._people:
            companion.go()
        self._people.clear()

    def close(self) -> None:
        self.leave()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_S)
        self._loop.close()


@contextmanager
def company() -> Iterator[Company]:
    gathered = Company()
    try:
        yield gathered
    finally:
        gathered.close()
