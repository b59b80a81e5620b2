"""What a browser may ask of captions: kinds of the event `media`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rooms.broadcast import Connection
from rooms.core.refusals import Code, Refused
from rooms.media.captions.captions import Captions
from rooms.media.captions.lines import line_of
from rooms.media.captions.readers import Source
from rooms.media.captions.sound import checked

Fields = dict[str, Any]
Ask = Callable[[Captions, Connection, Fields], None]


def _captions(captions: Captions, mine: Connection, data: Fields) -> None:
    """`on`: I want to read what is said around me."""
    captions.read(mine, _flag(data))


def _refuse_captions(captions: Captions, mine: Connection, data: Fields) -> None:
    """`on`: my words are not to be written."""
    captions.refuse(mine, _flag(data))


def _caption_source(captions: Captions, mine: Connection, data: Fields) -> None:
    """`source`: what writes my words on this device."""
    try:
        captions.come_from(mine, Source(str(data.get("source"))))
    except ValueError:
        raise Refused(Code.MALFORMED) from None


def _caption(captions: Captions, mine: Connection, data: Fields) -> None:
    """`id`, `text`, `final`: what my browser has understood of what I say."""
    captions.say(mine, line_of(mine.actor.id, data))


def _sound(captions: Captions, mine: Connection, data: Fields) -> None:
    """`sound`: what I say, for the engine."""
    captions.hear(mine, checked(data.get("sound")))


def _flag(data: Fields) -> bool:
    on = data.get("on")
    if not isinstance(on, bool):
        raise Refused(Code.MALFORMED)
    return on


ASKS: dict[str, Ask] = {
    "captions": _captions,
    "refuse_captions": _refuse_captions,
    "caption_source": _caption_source,
    "caption": _caption,
    "sound": _sound,
}
# Everybody may be told of these, so they count as commands. What is said has measures of its own.
COUNTED = frozenset({"captions", "refuse_captions", "caption_source"})
