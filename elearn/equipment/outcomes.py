"""How a try of the equipment went, and what that means for the evening. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """What became of the microphone, the loudspeaker or the camera."""

    WORKS = "works"
    DENIED = "denied"
    MISSING = "missing"
    BUSY = "busy"
    SILENT = "silent"
    UNSUPPORTED = "unsupported"
    SKIPPED = "skipped"


class Line(StrEnum):
    """What the line carries: all pictures, one picture, sound, or writing."""

    ALL = "all"
    ONE = "one"
    SOUND = "sound"
    TEXT = "text"
    SKIPPED = "skipped"


class Device(StrEnum):
    """The kind of device: a person may try several, and each kind keeps its own result."""

    PHONE = "phone"
    TABLET = "tablet"
    COMPUTER = "computer"


class Readiness(StrEnum):
    """What those who lead are told of a participant."""

    READY = "ready"
    NEEDS_CALL = "needs_call"
    NOT_TRIED = "not_tried"


class Tried(Protocol):
    """What a result has to say."""

    @property
    def microphone(self) -> Outcome: ...

    @property
    def loudspeaker(self) -> Outcome: ...

    @property
    def camera(self) -> Outcome: ...

    @property
    def line(self) -> Line: ...

    @property
    def wants_call(self) -> bool: ...


def readiness(tried: Tried | None) -> Readiness:
    """Without hearing or being heard one needs a hand; the camera is everybody's own choice."""
    if tried is None:
        return Readiness.NOT_TRIED
    if tried.wants_call or tried.line is Line.TEXT:
        return Readiness.NEEDS_CALL
    sound = {tried.microphone, tried.loudspeaker}
    if sound - {Outcome.WORKS, Outcome.SKIPPED}:
        return Readiness.NEEDS_CALL
    is_skipped = sound == {Outcome.SKIPPED} and tried.line is Line.SKIPPED
    return Readiness.NOT_TRIED if is_skipped else Readiness.READY


def device_of(user_agent: str) -> Device:
    """The kind of device that a browser says it runs on; a tablet may call itself a computer."""
    if "iPad" in user_agent or ("Android" in user_agent and "Mobile" not in user_agent):
        return Device.TABLET
    return Device.PHONE if "Mobi" in user_agent else Device.COMPUTER
