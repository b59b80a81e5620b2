"""An evening with sound on a real log: people connect, ask as a browser does, and are told."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine

from rooms.asks import ASKS, hear, take_command
from rooms.broadcast import Broadcast, Connection
from rooms.core.actors import Actor
from rooms.core.commands import Command
from rooms.engine import RoomEngine
from rooms.limits import SIGNALS_PER_SECOND, Bucket
from rooms.media import asks as media
from rooms.media.captions.captions import Captions
from rooms.media.errands import Errands
from rooms.media.switchboard import Switchboard
from rooms.service import Rooms
from tests.rooms.core.story import START
from tests.rooms.evening import a_room, begin

CONFIG = {
    "MEDIA": "mesh",
    "MEDIA_DIRECT": False,
    "TURN_URLS": "turn:127.0.0.1:3478",
    "TURN_SECRET": "shared",
    "SECRET_KEY": "ours alone",
    "CAPTIONS_URL": "",
}
MANY = 1e9


class Evening:
    """One process: its rooms, its connections by `sid`, and a clock that goes on when it is told to."""

    def __init__(self, engine: Engine, beside: Evening | None = None, **config: Any) -> None:
        """`beside`: another process that has made the room already."""
        self.now = START
        self.told: dict[str, list[dict[str, Any]]] = {}
        self.rooms = Rooms(engine, lambda: self.now)
        broadcast = Broadcast(self._tell, lambda: self.now)
        self.later: list[tuple[int, Callable[[], None]]] = []
        errands = Errands(lambda act, *arguments: act(*arguments))
        switchboard = Switchboard(self.rooms, broadcast, CONFIG | config, errands, self._later)
        captions = Captions(self.rooms, broadcast, switchboard)
        self.found = RoomEngine(self.rooms, broadcast, switchboard, captions)
        self._sids = itertools.count(1)
        self.room_id = beside.room_id if beside else a_room(engine)
        if not beside:
            begin(self.rooms, self.room_id)

    @property
    def media(self) -> Switchboard:
        return self.found.media

    def connect(self, person: Actor) -> str:
        """A tab of somebody's, in the room."""
        sid = f"{person.id}-{next(self._sids)}"
        connection = Connection(sid, self.room_id, 1, 1, person, *(Bucket(MANY) for _ in range(3)))
        self.found.broadcast.add(connection)
        self.told[sid] = []
        assert self._hear(ASKS["join"], take_command, sid, {"after": 0})["ok"]
        return sid

    def disconnect(self, sid: str) -> None:
        self.found.broadcast.drop(sid)
        self.found.media.let_out(sid)

    def ask(self, sid: str, kind: object, **data: Any) -> dict[str, Any]:
        """What a device asks, a second after what was asked before."""
        self.pass_time(1_000)
        return self._hear(media.ask, media.take_signal, sid, {"kind": kind, **data})

    def ask_without_turn(self, sid: str, data: dict[str, Any], answers: list[dict[str, Any]]) -> None:
        """The same, while nobody takes a turn."""
        hear(self.found, media.ask, media.take_signal, sid, data, answers.append)

    def say(self, sid: str, speaking: bool) -> None:
        """A device says whether its person speaks; no time passes."""
        assert self._hear(media.ask, media.take_signal, sid, {"kind": "speaking", "speaking": speaking})["ok"]

    def measure(self, sid: str, together: Bucket | None = None) -> None:
        """Give a connection the measure of signals that it has on a server; `together`: that of its room."""
        connection = self.found.broadcast.of(sid)
        assert connection is not None
        connection.signals = Bucket(SIGNALS_PER_SECOND)
        connection.room_bucket = together or connection.room_bucket

    def enter(self, person: Actor, **how: Any) -> Device:
        """Somebody takes part, on a device of its own."""
        device = Device(self, self.connect(person), person)
        answer = device.enter(**how)
        assert answer["ok"], answer
        return device

    def do(self, actor: Actor, command: Command) -> int:
        return self.rooms.handle(self.room_id, actor, command)

    def press(self, sid: str, name: str, **fields: Any) -> dict[str, Any]:
        """A command, as a browser asks for it."""
        asked = {"id": f"pressed-{next(self._sids)}", "name": name, "fields": fields}
        return self._hear(ASKS["do"], take_command, sid, asked)

    def pass_time(self, milliseconds: int) -> None:
        """Let the clock go on, and what waits for it happen."""
        self.now += milliseconds
        due = [act for at, act in self.later if at <= self.now]
        self.later = [(at, act) for at, act in self.later if at > self.now]
        for act in due:
            act()

    def _later(self, act: Callable[[], None], seconds: float) -> None:
        self.later.append((self.now + round(seconds * 1000), act))

    def _hear(self, ask: Any, take: Any, sid: str, data: dict[str, Any]) -> dict[str, Any]:
        answers: list[dict[str, Any]] = []
        hear(self.found, ask, take, sid, data, answers.append)
        self.rooms.turn()
        (answer,) = answers
        return answer

    def _tell(self, sids: list[str], event: str, data: dict[str, Any]) -> None:
        for sid in sids if event == "media" else ():
            self.told[sid].append(data)


class Device:
    """What somebody takes part on."""

    def __init__(self, evening: Evening, sid: str, person: Actor) -> None:
        self._evening, self.sid, self.person, self.party = evening, sid, person, ""

    def ask(self, kind: object, **data: Any) -> dict[str, Any]:
        return self._evening.ask(self.sid, kind, **data)

    def enter(self, rung: str = "all", voice: bool = True, picture: bool = False) -> dict[str, Any]:
        answer = self.ask("enter", rung=rung, voice=voice, picture=picture)
        self.party = answer.get("party", "")
        return answer

    def news(self) -> list[dict[str, Any]]:
        """What it has been told since it was asked last."""
        told = self._evening.told[self.sid]
        news, told[:] = list(told), []
        return news

    def company(self) -> set[str]:
        """The people in the company that it was told last."""
        told = [each for each in self.news() if each["kind"] == "company"]
        return {each["person"] for each in told[-1]["company"]} if told else set()
