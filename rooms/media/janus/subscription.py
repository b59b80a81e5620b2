"""What one device receives from Janus: one connection, and one round of offer and answer at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rooms.core.refusals import Code, Refused
from rooms.media.janus.client import Client, Hear, Message
from rooms.media.janus.videoroom import Source, VideoRoom

# Sends the browser an offer, and under which mid of it which stream arrives.
Offer = Callable[[Message, Mapping[str, Source]], None]


class Subscription:
    """Follows what is wanted. While the browser owes an answer nothing new is offered, but what is wanted no
    more is held back: a browser that never answers hears nobody of another place.
    """

    def __init__(self, client: Client, room: VideoRoom, private: int, offer: Offer, hear: Hear) -> None:
        self._client, self._room, self._private = client, room, private
        self._offer, self._hear = offer, hear
        self._handle = 0
        self._received: frozenset[Source] = frozenset()
        # Under which mid each arrives, and the mids that are held back.
        self._mids: dict[Source, str] = {}
        self._held: set[str] = set()
        self._is_offered = False

    def want(self, wanted: frozenset[Source]) -> None:
        """Receive these, and nothing else. What is new waits for an answer that is owed: ask again after it.

        `JanusRefusedError` when one of them is sent no more.
        """
        try:
            if not self._is_offered and wanted != self._received:
                self._change(wanted)
        finally:
            self._hold_back(self._received - wanted)

    def answer(self, description: Message) -> None:
        """The browser's answer to the last offer. What has changed since is for `want` to say."""
        if not self._is_offered:
            raise Refused(Code.BAD_SIGNAL)
        self._client.ask(self._handle, {"request": "start"}, description)
        self._is_offered = False

    def find(self, candidate: Message | None) -> None:
        """A way to the browser that receives."""
        if not self._handle:
            raise Refused(Code.BAD_SIGNAL)
        self._client.find(self._handle, candidate)

    def end(self) -> None:
        """Hang up."""
        if self._handle:
            self._client.detach(self._handle)
        self._handle, self._is_offered, self._received = 0, False, frozenset()
        self._mids, self._held = {}, set()

    def _change(self, wanted: frozenset[Source]) -> None:
        if not self._handle:
            self._handle, said = self._room.receive(self._private, wanted, self._hear)
        else:
            said = self._client.ask(self._handle, {"request": "update"} | self._difference(wanted))
        self._received = wanted
        if "jsep" in said:
            self._is_offered, arriving = True, _arriving(said)
            self._mids = {source: mid for mid, source in arriving.items()}
            self._offer(said["jsep"], arriving)

    def _hold_back(self, sources: Iterable[Source]) -> None:
        """These and no others; a line that is taken by another source flows again."""
        held = {self._mids[source] for source in sources if source in self._mids}
        for mid in sorted(held ^ self._held):
            stream = {"mid": mid, "send": mid not in held}
            self._client.ask(self._handle, {"request": "configure", "streams": [stream]})
            self._held ^= {mid}

    def _difference(self, wanted: frozenset[Source]) -> dict[str, Any]:
        come, gone = wanted - self._received, self._received - wanted
        lists = {"subscribe": come, "unsubscribe": gone}
        return {
            name: [{"feed": source.feed, "mid": source.mid} for source in sorted(sources)]
            for name, sources in lists.items()
            if sources
        }


def _arriving(said: Message) -> dict[str, Source]:
    return {
        str(stream["mid"]): Source(stream["feed_id"], str(stream["feed_mid"]))
        for stream in said["streams"]
        if stream.get("active") and "feed_id" in stream
    }
