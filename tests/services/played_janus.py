"""A server that speaks Janus' protocol, for what a real one does only with browsers, or when it is unwell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from aiohttp import WSMsgType, web

from tests.services.played_server import PlayedServer

Message = dict[str, Any]


class PlayedJanus(PlayedServer):
    """`asked`: the bodies of all that the VideoRoom was asked. `deaf_to`: what is never answered.

    `is_another`: it is no Janus at all. `ignored`: what came in vain. `hung_up`: the handles that are gone.
    """

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Message] = []
        self.deaf_to: set[str] = set()
        self.is_another = False
        self.ignored: set[str] = set()
        self.hung_up: set[int] = set()
        self._numbers = count(1)
        # What each handle receives: line by line a stream, or none.
        self._received: dict[int, list[tuple[int, str] | None]] = {}

    def asked_for(self, request: str) -> list[Message]:
        """All that was asked by this name, without it."""
        asked = [dict(body) for body in self.asked if body["request"] == request]
        return [{name: each[name] for name in each if name != "request"} for each in asked]

    async def _hear(self, request: web.Request) -> web.WebSocketResponse:
        line = web.WebSocketResponse(protocols=["janus-protocol"])
        await line.prepare(request)
        async for message in line:
            if message.type == WSMsgType.TEXT and (answer := self._answer(json.loads(message.data))):
                await line.send_str(json.dumps(answer))
        return line

    def _answer(self, said: Message) -> Message | None:
        if self.is_another or said["janus"] in self.deaf_to:
            self.ignored.add(said["janus"])
            return {"error": "Who are you?"} if self.is_another else None
        about = {"transaction": said["transaction"], "sender": said.get("handle_id", 0)}
        match said["janus"]:
            case "create" | "attach":
                return about | {"janus": "success", "data": {"id": next(self._numbers)}}
            case "message":
                self.asked.append(said["body"])
                if said["body"]["request"] in self.deaf_to:
                    return None
                told = self._told(said["handle_id"], said["body"])
                jsep = {"jsep": {"type": "offer", "sdp": "v=0"}} if "streams" in told else {}
                return about | {"janus": "event", "plugindata": {"data": told}} | jsep
            case "detach":
                self.hung_up.add(said["handle_id"])
        return about | {"janus": "ack"}

    def _told(self, handle: int, body: Message) -> Message:
        match body:
            case {"request": "join", "ptype": "publisher"}:
                number = next(self._numbers)
                return {"videoroom": "joined", "id": number, "private_id": number, "publishers": []}
            case {"request": "publish"}:
                return {"videoroom": "event", "streams": [{"type": "audio", "mindex": 0, "mid": "0"}]}
            case {"request": "join", "streams": streams}:
                self._received[handle] = [(each["feed"], each["mid"]) for each in streams]
            case {"request": "update"}:
                self._update(self._received[handle], body)
            case {"request": "listparticipants"}:
                return {"videoroom": "participants", "participants": []}
            case _:
                return {"videoroom": "event"}
        lines = enumerate(self._received[handle])
        return {
            "videoroom": "updated",
            "streams": [
                {"mid": str(at), "active": True, "feed_id": each[0], "feed_mid": each[1]}
                for at, each in lines
                if each
            ],
        }

    def _update(self, lines: list[tuple[int, str] | None], body: Message) -> None:
        """A line that is free is taken again, as Janus does."""
        for each in body.get("unsubscribe", ()):
            lines[lines.index((each["feed"], each["mid"]))] = None
        for each in body.get("subscribe", ()):
            come = (each["feed"], each["mid"])
            if None in lines:
                lines[lines.index(None)] = come
            else:
                lines.append(come)


@contextmanager
def played_janus() -> Iterator[PlayedJanus]:
    janus = PlayedJanus()
    janus.start()
    try:
        yield janus
    finally:
        janus.stop()
