"""The room at Janus that belongs to a live room: its number, its secrets, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hmac import digest
from typing import Any

from rooms.media.janus.client import Client, Hear, JanusRefusedError, Message

# Everybody in all places of a room together, and whoever comes in anew before the old one is gone.
MOST_SENDERS = 200
# What a device is asked to keep to, in bit/s: a small picture, and a screen that can be read.
PICTURE_BITS, SCREEN_BITS = 250_000, 1_000_000
NO_SUCH_ROOM, ROOM_EXISTS = 426, 427


class What(StrEnum):
    """What a device sends, in the order in which it offers them."""

    VOICE = "voice"
    PICTURE = "picture"
    SCREEN = "screen"


@dataclass(frozen=True, slots=True)
class Feed:
    """What a party sends: Janus' number of it, and under which mid it sends what."""

    id: int
    party: str
    mids: Mapping[What, str]


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """One stream of a feed."""

    feed: int
    mid: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A handle that may send. `private` lets the same device receive; `feeds` are the others'."""

    handle: int
    feed: int
    private: int
    feeds: list[Feed]


class VideoRoom:
    """Number and secrets come from the installation's key: all its processes know them, and nobody else.

    There is no recording: the room is made without, and locked so.
    """

    def __init__(self, client: Client, control: int, key: bytes, room_id: int) -> None:
        self._client, self._control = client, control
        known = digest(key, f"janus room {room_id}".encode(), "sha256").hex()
        # JSON's numbers are exact up to 2^53.
        self._number, self._secret, self._pin = int(known[:12], 16) + 1, known[12:38], known[38:]

    def join(self, party: str, hear: Hear) -> Joined:
        """As somebody who may send; the others are told only when something is sent."""
        try:
            return self._join(party, hear)
        except JanusRefusedError as refused:
            if refused.code != NO_SUCH_ROOM:
                raise
            self._make()
            return self._join(party, hear)

    def receive(self, private: int, sources: Iterable[Source], hear: Hear) -> tuple[int, Message]:
        """A handle of its own for what a device receives, and Janus' offer."""
        handle = self._client.attach(hear)
        joining = {"request": "join", "ptype": "subscriber", "private_id": private, "autoupdate": False}
        try:
            return handle, self._client.ask(handle, joining | self._entry | {"streams": _named(sources)})
        except JanusRefusedError:
            self._client.detach(handle)
            raise

    def moderate(self, source: Source, is_stopped: bool) -> None:
        """Pass it on to nobody, or to everybody who receives it again."""
        named = {"id": source.feed, "mid": source.mid, "mute": is_stopped}
        self._ask({"request": "moderate"} | named)

    def kick(self, feed: int) -> None:
        """Put it out; fails when it is out already."""
        self._ask({"request": "kick", "id": feed})

    def sending(self) -> set[int]:
        """The feeds that are sent just now."""
        listed = self._ask({"request": "listparticipants"})
        return {each["id"] for each in listed["participants"] if each["publisher"]}

    def end(self) -> None:
        """Nobody is left in this process: without anybody in another one, the room goes."""
        if not self._ask({"request": "listparticipants"})["participants"]:
            self._ask({"request": "destroy"})

    @property
    def _entry(self) -> dict[str, Any]:
        return {"room": self._number, "pin": self._pin}

    def _join(self, party: str, hear: Hear) -> Joined:
        handle = self._client.attach(hear)
        try:
            joining = {"request": "join", "ptype": "publisher", "display": party}
            said = self._client.ask(handle, joining | self._entry)
        except JanusRefusedError:
            self._client.detach(handle)
            raise
        return Joined(handle, said["id"], said["private_id"], feeds_in(said))

    def _make(self) -> None:
        """Made at the same time by another process, it is the same room."""
        try:
            self._ask(
                {
                    "request": "create",
                    "pin": self._pin,
                    "permanent": False,
                    "is_private": True,
                    "require_pvtid": True,
                    "publishers": MOST_SENDERS,
                    "bitrate": PICTURE_BITS,
                    "audiocodec": "opus",
                    "videocodec": "vp8",
                    # A quiet microphone costs next to nothing.
                    "opus_dtx": True,
                    "record": False,
                    "lock_record": True,
                }
            )
        except JanusRefusedError as refused:
            if refused.code != ROOM_EXISTS:
                raise

    def _ask(self, body: Message) -> Message:
        return self._client.ask(self._control, body | {"room": self._number, "secret": self._secret})


def feeds_in(data: Message) -> list[Feed]:
    """The feeds that Janus tells of: everybody's when one joins, and each one's when it changes."""
    return [
        Feed(each["id"], each.get("display", ""), mids_of(each["streams"]))
        for each in data.get("publishers", ())
    ]


def mids_of(streams: Iterable[Message]) -> dict[What, str]:
    """Which mid carries what: the first sound the voice, the first picture the camera, then a screen."""
    ordered = sorted(streams, key=lambda stream: int(stream["mindex"]))
    pictures = [each for each in ordered if each["type"] == "video"]
    voices = [each for each in ordered if each["type"] == "audio"]
    named = [
        *zip([What.VOICE], voices, strict=False),
        *zip([What.PICTURE, What.SCREEN], pictures, strict=False),
    ]
    return {what: str(each["mid"]) for what, each in named if not each.get("disabled")}


def _named(sources: Iterable[Source]) -> list[dict[str, Any]]:
    return [{"feed": source.feed, "mid": source.mid} for source in sorted(sources)]
