"""What a browser may ask of a room: find the connection, ask the engine, answer with a code or a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import structlog

from elearn.clock import milliseconds
from rooms.broadcast import Connection
from rooms.codec import command_from_json
from rooms.core.commands import Enter, MuteMember, StopAllVoices
from rooms.core.refusals import Code, Refused
from rooms.engine import RoomEngine
from rooms.live import Commit
from rooms.turns import Outcome
from rooms.wire.audience import audience_of
from rooms.wire.for_oneself import me
from rooms.wire.view import changes, older_messages

log = structlog.get_logger()

Answer = dict[str, Any]
Reply = Callable[[Answer], None]
Ask = Callable[[RoomEngine, Connection, Answer, Reply], None]
# Takes one out of a connection's measure at a time in ms, or raises `Refused`.
Take = Callable[[Connection, int], None]


def hear(found: RoomEngine, ask: Ask, take: Take, sid: str, data: object, reply: Reply) -> None:
    """Every event: who asks, how fast, and a refusal as its code."""
    try:
        ask(found, _asking(found, sid, take), _fields(data), reply)
    except Exception as error:  # noqa: BLE001 - logged as what came of it
        found.rooms.figures.came_of(error)
        reply(came_of(error))


def came_of(outcome: Outcome) -> Answer:
    """What came of a wish: a number, or the code of what went wrong."""
    match outcome:
        case Refused(code=code):
            return {"ok": False, "code": code.value}
        case Exception():
            # Something we did not foresee: nothing was stored, the client keeps it and may try again.
            log.error("socket_failed", kind=type(outcome).__name__, exc_info=outcome)
            return {"ok": False, "code": Code.NOT_SAVED.value}
        case seq:
            return {"ok": True, "seq": seq}


def take_command(connection: Connection, now: int) -> None:
    """Refused when they ask too fast, or their whole room does."""
    # First their own: whoever is refused as a person takes nothing from the others.
    if not connection.bucket.take(now):
        raise Refused(Code.TOO_FAST)
    if not connection.room_bucket.take(now):
        raise Refused(Code.ROOM_TOO_FAST)


def _asking(found: RoomEngine, sid: str, take: Take) -> Connection:
    """The connection that asks, unless it is gone or asks too fast."""
    connection = found.broadcast.of(sid)
    if connection is None:
        raise Refused(Code.SIGNED_OUT)
    take(connection, milliseconds())
    return connection


def _fields(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise Refused(Code.MALFORMED)
    return data


def _join(found: RoomEngine, connection: Connection, data: Answer, reply: Reply) -> None:
    """Come in, or come back, and get what came after the number the client has."""
    after, sight = _number(data, "after"), data.get("sight")
    connection.joined = True
    if found.neighbours:
        # One of them may have asked in vain for this person, and be about to write down that they are gone.
        found.neighbours.tell(connected=(connection.room_id, connection.actor.id))

    def entered(outcome: Outcome) -> None:
        told = came_of(outcome)
        refused = {} if told["ok"] else {"refused": told["code"]}
        reply(_seen_after(found, connection, after, sight) | refused)

    found.rooms.submit(connection.room_id, connection.actor, Enter(), None, entered)


def _catch_up(found: RoomEngine, connection: Connection, data: Answer, reply: Reply) -> None:
    reply(_seen_after(found, connection, _number(data, "after"), data.get("sight")))


def _do(found: RoomEngine, connection: Connection, data: Answer, reply: Reply) -> None:
    """One command, done once: the same id gets the first outcome again."""
    command_id = data.get("id")
    if not isinstance(command_id, str) or not 8 <= len(command_id) <= 40 or not _is_plain(command_id):
        raise Refused(Code.MALFORMED)
    command = command_from_json(data.get("name"), data.get("fields", {}))
    if isinstance(command, StopAllVoices | MuteMember):
        # The log does not say whose microphone is on.
        command = replace(command, silent=found.media.parties.silent_in(connection.room_id))
    found.rooms.submit(
        connection.room_id,
        connection.actor,
        command,
        command_id,
        lambda outcome: reply(came_of(outcome)),
    )


def _older(found: RoomEngine, connection: Connection, data: Answer, reply: Reply) -> None:
    room = found.rooms.open(connection.room_id).room
    older = older_messages(room, audience_of(room, connection.actor), _number(data, "before"))
    reply({"ok": True, "messages": older})


def _signal(found: RoomEngine, mine: Connection, _data: Answer, _reply: Reply) -> None:
    """Typing: told to those in the same place, never kept."""
    room = found.rooms.open(mine.room_id).room
    audience = audience_of(room, mine.actor)
    if audience != mine.audience or audience.is_outside:
        return
    signal = {"kind": "typing", "by": mine.actor.id}
    found.broadcast.tell_beside(mine.room_id, audience.place, signal)
    if found.neighbours:
        found.neighbours.tell(signal=signal, room=mine.room_id, place=audience.place)


def _seen_after(found: RoomEngine, connection: Connection, after: int, sight: object) -> Answer:
    """What the client lacks: everything, or what came after its number when its sight is the same."""
    live = found.rooms.open(connection.room_id)
    room = live.room
    stamp = {"ok": True, "from": after, "seq": room.seq, "now": milliseconds()}
    audience = audience_of(room, connection.actor)
    entries = live.since(after) if after > 0 and sight == audience.name else None
    if entries is None:
        return stamp | {"view": found.broadcast.look(connection, Commit(room, room, []))}
    connection.audience, connection.me = audience, me(room, connection.actor)
    news = changes(room, entries, audience)
    return stamp | news | {"set": news["set"] | {"me": connection.me}}


def _number(data: dict[str, Any], name: str) -> int:
    value = data.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise Refused(Code.MALFORMED)
    return value


def _is_plain(text: str) -> bool:
    """Nothing that a database cannot hold."""
    return text.isascii() and text.isprintable()


ASKS: dict[str, Ask] = {
    "join": _join,
    "catch_up": _catch_up,
    "do": _do,
    "older": _older,
    "signal": _signal,
}
