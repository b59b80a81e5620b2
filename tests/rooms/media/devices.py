"""Devices that take part with sound and picture, without a browser: what they ask, and what they are told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from rooms.simulation.client import Client

WITHIN_S = 20
OFFER = "\r\n".join(
    (
        "v=0",
        "o=- 4611731400430051336 2 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "a=group:BUNDLE 0",
        "a=msid-semantic: WMS",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        "c=IN IP4 0.0.0.0",
        "a=rtcp:9 IN IP4 0.0.0.0",
        "a=ice-ufrag:4ZcD",
        "a=ice-pwd:2/1muCWoOi3uLifh0NuRHlWD",
        "a=fingerprint:sha-256 " + ":".join(["7B"] * 32),
        "a=setup:actpass",
        "a=mid:0",
        "a=sendrecv",
        "a=rtcp-mux",
        "a=rtpmap:111 opus/48000/2",
        "",
    )
)


class Device:
    """One tab of a client that is in the room."""

    def __init__(self, client: Client) -> None:
        assert client.socket is not None
        self.client, self.socket = client, client.socket
        self.told: list[dict[str, Any]] = []
        self.party = ""
        self.socket.on("media", self.told.append)

    async def ask(self, kind: str, **data: Any) -> dict[str, Any]:
        return dict(await self.socket.call("media", {"kind": kind, **data}, timeout=10))

    async def enter(self, rung: str = "all", voice: bool = True, picture: bool = False) -> dict[str, Any]:
        answer = await self.ask("enter", rung=rung, voice=voice, picture=picture)
        if answer["ok"]:
            self.party = answer["party"]
            self.told.append({"kind": "company", "company": answer["company"]})
        return answer

    async def signal(self, to: str, **said: Any) -> dict[str, Any]:
        return await self.ask("signal", to=to, **said)

    async def offer(self, to: Device) -> dict[str, Any]:
        return await self.signal(to.party, description={"type": "offer", "sdp": OFFER})

    @property
    def company(self) -> dict[str, dict[str, Any]]:
        """The others as this device knows them, by their ids."""
        others: dict[str, dict[str, Any]] = {}
        for told in self.told:
            match told:
                case {"kind": "company", "company": company}:
                    others = {each["party"]: dict(each) for each in company}
                case {"kind": "state" | "speaking", "party": party}:
                    others[party].update({name: told[name] for name in told if name != "kind"})
                case {"kind": "off"}:
                    others = {}
        return others

    @property
    def off(self) -> list[str]:
        return [told["code"] for told in self.told if told["kind"] == "off"]

    @property
    def heard(self) -> list[dict[str, Any]]:
        """The signals that came."""
        return [told for told in self.told if told["kind"] == "signal"]

    async def knows(self, *others: Device) -> bool:
        """True when exactly these are in its company, soon."""
        return await until(lambda: set(self.company) == {other.party for other in others})


async def until(holds: Callable[[], bool], seconds: float = WITHIN_S) -> bool:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        await asyncio.sleep(0.02)
    return holds()


async def taking_part(clients: list[Client], **how: Any) -> list[Device]:
    """All of them come in with sound."""
    devices = [Device(client) for client in clients]
    for device in devices:
        answer = await device.enter(**how)
        assert answer["ok"], answer
    for device in devices:
        assert await device.knows(*(other for other in devices if other is not device))
    return devices
