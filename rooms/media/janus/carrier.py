"""Janus as a carrier: for rooms that a mesh does not bear."""

from __future__ import annotations

from contextlib import suppress

import structlog

from rooms.core.refusals import Code, Refused
from rooms.media.carrier import Around
from rooms.media.company import Most, Party, Signal
from rooms.media.janus.client import Client, JanusAwayError, JanusRefusedError, Message
from rooms.media.janus.room import RoomAtJanus
from rooms.media.janus.videoroom import VideoRoom

log = structlog.get_logger()

MOST = Most(voices=25, pictures=25)


class Janus:
    """Its rooms at Janus are those in which somebody of this process takes part."""

    name = "janus"
    most = MOST

    def __init__(self, around: Around, url: str, secret: str, key: str, wants_relay: bool) -> None:
        self.is_up = False
        self.wants_relay = wants_relay
        self._around, self._key = around, key.encode()
        self._client = Client(url, secret, self._turn)
        self._control = 0
        self._rooms: dict[int, RoomAtJanus] = {}

    def begin(self) -> None:
        """Connect, and stay connected."""
        self._client.start()

    def end(self) -> None:
        """Hang up everything."""
        self._client.close()

    def enter(self, party: Party) -> None:
        """Sit down at Janus; what is received is offered as soon as there is something.

        When Janus is away, everybody hears of that, and comes in anew once it is back.
        """
        room = self._rooms.get(party.room_id)
        if room is None and party.sid and self.is_up:
            videoroom = VideoRoom(self._client, self._control, self._key, party.room_id)
            room = self._rooms[party.room_id] = RoomAtJanus(self._client, videoroom, self._around)
        if room:
            with suppress(JanusAwayError):
                room.enter(party)

    def hear(self, party: Party, signal: Signal) -> None:
        """An offer for what is sent, an answer to what is received, or a way to either."""
        room = self._rooms.get(party.room_id)
        if room is None or party.id not in room:
            raise Refused(Code.BAD_SIGNAL)
        try:
            room.hear(party, signal)
        except JanusAwayError as why:
            raise Refused(Code.MEDIA_OFF) from why
        except JanusRefusedError as why:
            log.info("janus_refused", code=why.code)
            raise Refused(Code.BAD_SIGNAL) from why

    def leave(self, party: Party) -> None:
        """Hang up both of its connections. The last of this process takes the room along."""
        room = self._rooms.get(party.room_id)
        if room is None:
            return
        with suppress(JanusAwayError, JanusRefusedError):
            room.leave(party)
        if room.is_empty:
            self._rooms.pop(party.room_id, None)

    def change(self, party: Party) -> None:
        """Hold back and let through at Janus, and have the others receive anew."""
        room = self._rooms.get(party.room_id)
        if room:
            with suppress(JanusAwayError):
                room.change(party)

    def _turn(self, is_up: bool) -> None:
        """With the session all that was in it has gone; everybody comes in anew."""
        self._rooms.clear()
        if is_up:
            self._control = self._client.attach(_overhear)
        if is_up != self.is_up:
            self.is_up = is_up
            self._around.carrier_is(is_up)


def _overhear(_said: Message) -> None:
    """Nothing is told through the handle that only asks."""
