"""Events and commands to JSON and back, by their names in snake_case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

import msgspec

from rooms.core import commands
from rooms.core.commands import Command
from rooms.core.events import Entry, Event
from rooms.core.refusals import Code, Refused


def snake(name: str) -> str:
    """`MessageSent` -> `message_sent`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


_SORTED = msgspec.json.Encoder(order="sorted")

# What the system says to a room is never taken from a client.
_INTERNAL = (commands.PrepareRoom, commands.LoseConnection, commands.Tick)
COMMANDS: Mapping[str, type[Command]] = {
    snake(kind.__name__): kind for kind in get_args(Command) if kind not in _INTERNAL
}
EVENTS: Mapping[str, type[Event]] = {snake(kind.__name__): kind for kind in get_args(Event)}
KIND_OF: Mapping[type[Event], str] = {kind: name for name, kind in EVENTS.items()}


# Nor is what the devices say of others.
_OURS_TO_SAY: Mapping[type[Command], frozenset[str]] = {
    commands.StopAllVoices: frozenset({"silent"}),
    commands.MuteMember: frozenset({"silent"}),
}


def asked_fields(kind: type[Command]) -> list[str]:
    """What a client says with a command, in the order of its fields."""
    return [name for name in kind.__dataclass_fields__ if name not in _OURS_TO_SAY.get(kind, ())]


def command_from_json(name: object, fields: object) -> Command:
    """The command a client named. Raises `Refused` for an unknown name or fields that do not fit."""
    kind = COMMANDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise Refused(Code.UNKNOWN_COMMAND)
    if not isinstance(fields, dict) or not fields.keys() <= set(asked_fields(kind)):
        raise Refused(Code.MALFORMED)
    try:
        return msgspec.convert(fields, kind, strict=True)
    except (msgspec.ValidationError, RecursionError, UnicodeEncodeError) as error:
        raise Refused(Code.MALFORMED) from error


def event_to_json(event: Event) -> tuple[str, bytes]:
    """Its kind and its fields, ready to be stored."""
    return KIND_OF[type(event)], canonical(event)


def canonical(fields: Event | Mapping[str, Any]) -> bytes:
    """JSON in the one form that is hashed: keys sorted, nothing between them, letters as they are."""
    return _SORTED.encode(fields)


def entry_from_row(seq: int, at: int, by: str, kind: str, payload: dict[str, Any]) -> Entry:
    """A stored entry as the fold wants it."""
    return Entry(seq, at, by, msgspec.convert(payload, EVENTS[kind], strict=True))
