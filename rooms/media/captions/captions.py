"""Captions of a process: asked for, refused, told to those who asked, and forgotten."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from rooms.broadcast import LEAVES_ME, Broadcast, Connection
from rooms.core import rules
from rooms.core.refusals import Code, Refused
from rooms.limits import Bucket
from rooms.live import Commit, LiveRoom
from rooms.media.captions.circle import Circle
from rooms.media.captions.engine import Engine, Speaker
from rooms.media.captions.lines import PER_SECOND, Line, shown
from rooms.media.captions.readers import Readers, Source, Theirs
from rooms.media.captions.sound import Flow
from rooms.media.switchboard import Switchboard
from rooms.service import Rooms

# What is told to whoever neither reads nor is read.
NOTHING: dict[str, Any] = {"on": False, "reading": False, "refused": False, "engine": "", "unwritten": {}}


@dataclass(slots=True)
class Device:
    """How fast one device may send, and which utterance it began where."""

    flow: Flow = field(default_factory=Flow)
    pace: Bucket = field(default_factory=lambda: Bucket(PER_SECOND))
    utterance: str = ""
    place: str = ""


class Captions:
    """Everybody in a place is told when somebody there reads, and may say no. The clock calls `tend`.

    Other processes are told by `changed` of a room whose readers are different, by `passed` of a line.
    """

    def __init__(self, rooms: Rooms, broadcast: Broadcast, media: Switchboard) -> None:
        self.circle = Circle(broadcast, media)
        self.changed: Callable[[int], None] = lambda room_id: None
        self.passed: Callable[[Speaker, Line], None] = lambda speaker, line: None
        self._broadcast, self._clock = broadcast, rooms.clock
        self._devices: dict[str, Device] = {}
        self._engine: Engine | None = None
        if url := media.config["CAPTIONS_URL"]:
            self._engine = Engine(url, self._understood, self._tell_all, rooms.clock)
        rooms.listen(self._hear_of)

    def read(self, mine: Connection, on: bool) -> None:
        """Ask for captions on this device, or for none. Whoever asks is told how things are."""
        readers = self._readers_in(mine.room_id)
        is_new = on != (mine.sid in readers.reading)
        (readers.reading.add if on else readers.reading.discard)(mine.sid)
        readers.told[mine.sid] = {}
        if is_new:
            self.changed(mine.room_id)
        self._settle(mine.room_id)

    def refuse(self, mine: Connection, on: bool) -> None:
        """Not to have one's own words written on any device, or to let them be written after all."""
        readers = self._readers_in(mine.room_id)
        (readers.refused.add if on else readers.refused.discard)(mine.actor.id)
        self._change(mine.room_id)

    def come_from(self, mine: Connection, source: Source) -> None:
        """What writes this device's words."""
        self._readers_in(mine.room_id).sources[mine.sid] = source
        self._change(mine.room_id)

    def say(self, mine: Connection, line: Line) -> None:
        """A line that the speaker's own browser has understood. Raises `Refused`."""
        speaker, device = self.circle.speaker(mine), self._device(mine)
        if not device.pace.take(self._clock()):
            raise Refused(Code.TOO_FAST)
        if device.utterance == line.id and device.place != speaker.place:
            raise Refused(Code.CAPTIONS_OFF)  # begun in another place: not told on in this one
        device.utterance, device.place = line.id, speaker.place
        self._pass_on(speaker, line)

    def hear(self, mine: Connection, sound: bytes) -> None:
        """What somebody says, for the engine. Raises `Refused`."""
        speaker = self.circle.speaker(mine)
        if self._engine is None or not self.circle.has_voice_on(mine):
            raise Refused(Code.CAPTIONS_OFF)
        if not self._device(mine).flow.takes(len(sound), self._clock()):
            raise Refused(Code.TOO_FAST)
        self._engine.hear(speaker, sound)

    def leave(self, mine: Connection) -> None:
        """The connection is gone."""
        self._devices.pop(mine.sid, None)
        if readers := self.circle.readers.get(mine.room_id):
            readers.forget(mine.sid)
            self._change(mine.room_id)

    def forget_rooms_but(self, here: Collection[int]) -> None:
        """Who read or said no in a room that has been put away is nobody's business any more."""
        for room_id in self.circle.readers.keys() - here:
            del self.circle.readers[room_id]

    def tend(self) -> None:
        """See to the engine, while anybody reads."""
        if self._engine and self.circle.readers:
            self._engine.tend()

    def hear_of_theirs(self, room_id: int, process: str, theirs: Theirs | None) -> None:
        """What another process told of a room; None when it is silent, or has nobody there."""
        readers = self._readers_in(room_id)
        if theirs:
            readers.elsewhere[process] = theirs
        else:
            readers.elsewhere.pop(process, None)
        self._settle(room_id)

    def tell(self, room_id: int, place: str, line: Line) -> None:
        """Pass a line on to those who read here."""
        self._broadcast.tell(self.circle.readers_at(room_id, place, line.person), "media", line.told())

    def _readers_in(self, room_id: int) -> Readers:
        return self.circle.readers.setdefault(room_id, Readers())

    def _device(self, mine: Connection) -> Device:
        return self._devices.setdefault(mine.sid, Device())

    def _hear_of(self, live: LiveRoom, commit: Commit) -> None:
        readers = self.circle.readers.get(live.id)
        if readers is None or all(type(entry.event) in LEAVES_ME for entry in commit.entries):
            return
        if rules.has_ended(commit.after) and not rules.has_ended(commit.before):
            readers.end()
        self._settle(live.id)

    def _change(self, room_id: int) -> None:
        self.changed(room_id)
        self._settle(room_id)

    def _settle(self, room_id: int) -> None:
        """Tell everybody in the room what has changed for them, and stop what is no longer wanted."""
        readers = self.circle.readers[room_id]
        for connection in self._broadcast.in_room(room_id):
            told = self._told(readers, connection)
            if told != readers.told.get(connection.sid, NOTHING):
                readers.told[connection.sid] = told
                self._broadcast.tell([connection.sid], "media", {"kind": "captions"} | told)
        if self._engine:
            still = self.circle.still_speaks
            self._engine.drop(lambda speaker: speaker.room_id == room_id and not still(speaker))
        if readers.is_empty(NOTHING):
            del self.circle.readers[room_id]

    def _told(self, readers: Readers, mine: Connection) -> dict[str, Any]:
        on, reading = self.circle.is_read(mine), mine.sid in readers.reading
        if self.circle.place_of(mine) is None or not (on or reading):
            return NOTHING
        return {
            "on": on,
            "reading": reading,
            "refused": readers.has_refused(mine.actor.id),
            "engine": self._engine_state,
            "unwritten": self.circle.unwritten_beside(mine) if reading else {},
        }

    @property
    def _engine_state(self) -> str:
        if self._engine is None:
            return "none"
        return "away" if self._engine.is_away else "up"

    def _understood(self, speaker: Speaker, utterance: str, text: str, final: bool) -> None:
        if self.circle.still_speaks(speaker):
            self._pass_on(speaker, Line(speaker.person, utterance, shown(text), final))

    def _pass_on(self, speaker: Speaker, line: Line) -> None:
        self.tell(speaker.room_id, speaker.place, line)
        self.passed(speaker, line)

    def _tell_all(self) -> None:
        for room_id in list(self.circle.readers):
            self._settle(room_id)
