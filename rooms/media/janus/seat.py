"""One device at Janus: a connection to send through, and one to receive through."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress

from rooms.core.refusals import Code, Refused
from rooms.media.carrier import Passed
from rooms.media.janus.client import Client, JanusRefusedError, Message
from rooms.media.janus.subscription import Offer, Subscription
from rooms.media.janus.videoroom import PICTURE_BITS, SCREEN_BITS, Source, VideoRoom, What, mids_of

# A browser's connection keeps the number in this line as long as it lives.
ORIGIN = re.compile(r"^o=\S+ (\d+) ", re.MULTILINE)


class Seat:
    """Sits down when it is made. `heard` gets what Janus says of others; `lost`: a line broke."""

    def __init__(
        self,
        client: Client,
        room: VideoRoom,
        party: str,
        offer: Offer,
        heard: Callable[[Message], None],
        lost: Callable[[], None],
    ) -> None:
        self._client, self._room, self._party = client, room, party
        self._heard, self._lost, self._offer = heard, lost, offer
        self._sit_down()

    def _sit_down(self) -> None:
        self.joined = self._room.join(self._party, self._hear)
        receiving = (self._client, self._room, self.joined.private, self._offer, self._hear)
        self.subscription = Subscription(*receiving)
        self._origin = ""
        self._mids: Mapping[What, str] = {}
        self._stopped: set[What] = set()
        self._shows_screen = False
        self._is_seated = True

    def publish(self, description: Message, passed: Passed) -> Message:
        """Take the browser's offer and answer it. What does not pass is stopped before it can flow."""
        origin = ORIGIN.search(description["sdp"])
        if origin is None:
            raise Refused(Code.BAD_SIGNAL)
        if self._origin not in ("", origin[1]):
            self.stand_up()
            self._sit_down()
        request = "configure" if self._origin else "publish"
        said = self._client.ask(self.joined.handle, {"request": request}, description)
        self._origin = origin[1]
        self._mids = mids_of(said["streams"])
        # Whatever Janus has kept of before: each one is said again.
        self._stopped = {what for what in self._mids if getattr(passed, what.value)}
        self.let_through(passed)
        answer: Message = said["jsep"]
        return answer

    def find(self, candidate: Message | None) -> None:
        """A way to the browser that sends."""
        self._client.find(self.joined.handle, candidate)

    def let_through(self, passed: Passed) -> None:
        """Have Janus hold back what the room does not let through, whatever the browser sends."""
        for what, mid in self._mids.items():
            is_stopped = not getattr(passed, what.value)
            if is_stopped != (what in self._stopped):
                self._room.moderate(Source(self.joined.feed, mid), is_stopped)
                self._stopped ^= {what}
        if self._origin and passed.screen != self._shows_screen:
            self._shows_screen = passed.screen
            bits = SCREEN_BITS if passed.screen else PICTURE_BITS
            self._client.ask(self.joined.handle, {"request": "configure", "bitrate": bits})

    def stand_up(self) -> None:
        """Hang up both; from now on it neither sends nor receives."""
        self._is_seated = False
        self.subscription.end()
        try:
            with suppress(JanusRefusedError):
                self._room.kick(self.joined.feed)
        finally:
            self._client.detach(self.joined.handle)

    def _hear(self, message: Message) -> None:
        if not self._is_seated:
            return
        said = message.get("plugindata", {}).get("data", {})
        if message["janus"] == "hangup" or said.get("videoroom") == "destroyed":
            self._lost()
        elif said:
            self._heard(said)
