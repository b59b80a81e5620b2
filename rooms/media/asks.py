"""What a device may ask of sound and picture: the kinds of the event `media`. Signals touch no log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from elearn.clock import milliseconds
from rooms.asks import Answer, Reply, came_of, take_command
from rooms.broadcast import Connection
from rooms.core.commands import JoinMedia, LeaveMedia
from rooms.core.kinds import CIRCLES, Circle
from rooms.core.refusals import Code, Refused
from rooms.core.rules import may_talk
from rooms.core.state import Room
from rooms.engine import RoomEngine
from rooms.media.captions import asks as captions_asks
from rooms.media.carrier import Carrier
from rooms.media.company import Party, Rung
from rooms.media.rules import Off, why_off
from rooms.media.signals import checked
from rooms.media.switchboard import Wish
from rooms.media.turn import ice_servers
from rooms.turns import Outcome

# A long description counts as several signals, one for each of so many characters.
COUNTS_AS_ONE = 4_096

Ask = Callable[[RoomEngine, Connection, Answer, Reply], None]


def ask(found: RoomEngine, connection: Connection, data: Answer, reply: Reply) -> None:
    """Anything that comes as `media`."""
    kind = data.get("kind")
    if not isinstance(kind, str):
        raise Refused(Code.MALFORMED)
    if of_captions := captions_asks.ASKS.get(kind):
        if kind in captions_asks.COUNTED:
            take_command(connection, milliseconds())
        of_captions(found.captions, connection, data)
        reply({"ok": True})
    elif asked := KINDS.get(kind):
        asked(found, connection, data, reply)
    else:
        raise Refused(Code.MALFORMED)


def take_signal(connection: Connection, now: int) -> None:
    """Connections begin with many signals at once: they have a measure of their own."""
    if not connection.signals.take(now):
        raise Refused(Code.TOO_FAST)


def _enter(found: RoomEngine, connection: Connection, data: Answer, reply: Reply) -> None:
    """Come in, once the log says that the person takes part."""
    take_command(connection, milliseconds())
    wish = Wish(_rung(data.get("rung")), _flag(data, "voice"), _flag(data, "picture"), among=_among(data))
    if why_not := _why_not(found.media.around.room(connection.room_id), connection.actor.id):
        raise Refused(why_not)
    found.media.check_space(connection.room_id, connection.actor.id, wish.picture)
    found.media.expected.add(connection.sid)

    def joined(outcome: Outcome) -> None:
        is_expected = connection.sid in found.media.expected
        found.media.expected.discard(connection.sid)
        if isinstance(outcome, Exception):
            reply(came_of(outcome))
        elif not is_expected:
            reply(came_of(Refused(Code.NOT_IN_MEDIA)))  # gone again meanwhile
        else:
            reply(_answered(lambda: _entered(found, connection, wish)))
            found.media.tell_all(connection.room_id)

    found.rooms.submit(connection.room_id, connection.actor, JoinMedia(), None, joined)


def _entered(found: RoomEngine, connection: Connection, wish: Wish) -> Answer:
    media, carrier = found.media, found.media.working()
    party = media.enter(connection, wish)
    return {
        "ok": True,
        "party": party.id,
        "carrier": carrier.name,
        "relay_only": carrier.wants_relay,
        "ice": _ice(found, party),
        "most": {"voices": carrier.most.voices, "pictures": carrier.most.pictures},
        "company": media.company_of(party),
    }


def _leave(found: RoomEngine, connection: Connection, _data: Answer, reply: Reply) -> None:
    """Take part in writing only. A device that was put out, or never came in, ends nobody's part."""
    take_command(connection, milliseconds())
    if not found.media.let_out(connection.sid):
        reply({"ok": True})
        return
    found.rooms.submit(
        *(connection.room_id, connection.actor, LeaveMedia(), None),
        lambda outcome: reply(came_of(outcome)),
    )


def _state(found: RoomEngine, connection: Connection, data: Answer, reply: Reply) -> None:
    """What is on now; what is not told stays. Everybody is told of it, so it counts as a command."""
    take_command(connection, milliseconds())
    mine = _mine(found, connection)
    rung = _rung(data["rung"]) if "rung" in data else mine.rung
    on = {name: _flag(data, name, getattr(mine, name)) for name in ("voice", "picture", "screen")}
    wish = Wish(rung, among=_among(data), **on)
    found.media.change(mine, wish)
    reply({"ok": True})


def _speaking(found: RoomEngine, connection: Connection, data: Answer, reply: Reply) -> None:
    found.media.speech.says(_mine(found, connection), _flag(data, "speaking"))
    reply({"ok": True})


def _signal(found: RoomEngine, connection: Connection, data: Answer, reply: Reply) -> None:
    """Checked here, and heard by the carrier when it has done what else was asked of it."""
    mine, figures = _mine(found, connection), found.rooms.figures
    carrier, now = found.media.working(), milliseconds()
    found.media.check_unheard(mine)
    for _more in range(_length(data) // COUNTS_AS_ONE):
        take_signal(connection, now)
    try:
        signal = checked(data, carrier.wants_relay)
    except Refused:
        figures.signals_refused += 1
        raise

    def hear(carrier: Carrier) -> None:
        try:
            _check_still(found, connection, mine)
            carrier.hear(mine, signal)
        except Exception as error:  # noqa: BLE001 - logged as what came of it
            figures.signals_refused += 1
            figures.came_of(error)
            reply(came_of(error))
        else:
            figures.signals += 1
            reply({"ok": True})

    found.media.have_hear(mine, hear)


def _fresh_ice(found: RoomEngine, connection: Connection, _data: Answer, reply: Reply) -> None:
    reply({"ok": True, "ice": _ice(found, _mine(found, connection))})


def _ice(found: RoomEngine, party: Party) -> list[dict[str, Any]]:
    return ice_servers(found.media.config, party.person, milliseconds())


def _mine(found: RoomEngine, connection: Connection) -> Party:
    """The device that asks; if it takes no part, why."""
    party = found.media.parties.of_sid(connection.sid)
    if party is not None:
        return party
    room = found.media.around.room(connection.room_id)
    raise Refused(_why_not(room, connection.actor.id) or Code.NOT_IN_MEDIA)


def _check_still(found: RoomEngine, connection: Connection, party: Party) -> None:
    """Refused when the device has been put out meanwhile, or has come in anew."""
    if _mine(found, connection) is not party:
        raise Refused(Code.NOT_IN_MEDIA)


def _why_not(room: Room, person: str) -> Code | None:
    """Why somebody can take no part as the room stands; None when they can."""
    match why_off(room, person):
        case Off.REMOVED:
            return Code.REMOVED
        case Off.ENDED:
            return Code.ENDED
    return None if may_talk(room, person) else Code.NOT_IN_ROOM


def _answered(act: Callable[[], Answer]) -> Answer:
    try:
        return act()
    except Refused as refused:
        return came_of(refused)


def _length(data: Answer) -> int:
    match data:
        case {"description": {"sdp": str(sdp)}}:
            return len(sdp)
    return 0


def _rung(given: object) -> Rung:
    try:
        return Rung(given)  # type: ignore[arg-type]
    except ValueError:
        raise Refused(Code.MALFORMED) from None


def _among(data: Answer) -> Circle | None:
    given = data.get("among")
    if given is not None and given not in CIRCLES:
        raise Refused(Code.MALFORMED)
    return given


def _flag(data: Answer, name: str, otherwise: bool | None = None) -> bool:
    given = data.get(name, otherwise)
    if not isinstance(given, bool):
        raise Refused(Code.MALFORMED)
    return given


KINDS: dict[str, Ask] = {
    "enter": _enter,
    "leave": _leave,
    "state": _state,
    "speaking": _speaking,
    "signal": _signal,
    "ice": _fresh_ice,
}
