"""A view is named sections; an update sets sections, or puts single entries of keyed ones."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from itertools import islice, takewhile
from typing import Any

from rooms.core.actors import Actor
from rooms.core.events import Entry
from rooms.core.rules import is_before_talk, is_said_at
from rooms.core.state import Room
from rooms.wire import for_all, for_leaders
from rooms.wire.announced import announced
from rooms.wire.audience import Audience, Sight
from rooms.wire.for_oneself import me
from rooms.wire.messages import message
from rooms.wire.touched import touched

Section = Callable[[Room, Audience], Any]
Keyed = Callable[[Room, Audience, Any], Any]

DOOR, SEAT, HOST, LEAD = Sight.DOOR, Sight.SEAT, Sight.HOST, Sight.LEAD
ALL, TABLE, STAFF, LEADERS = {DOOR, SEAT, HOST, LEAD}, {SEAT, HOST, LEAD}, {HOST, LEAD}, {LEAD}

# Section: how it is made, and whose it is. A section that is not named here does not exist for anybody.
WHOLE: Mapping[str, tuple[Section, set[Sight]]] = {
    "room": (for_all.room_, ALL),
    "now": (for_all.now, TABLE),
    "sheet": (for_all.sheet, TABLE),
    "round": (for_all.round_, TABLE),
    "hands": (for_all.hands, TABLE),
    "speaking": (for_all.speaking, TABLE),
    "media": (for_all.media, TABLE),
    "note": (for_all.note, TABLE),
    "breakouts": (for_all.breakouts, TABLE),
    "waiting": (for_leaders.waiting, STAFF),
    "removed": (for_leaders.removed, STAFF),
    "calls": (for_leaders.calls, STAFF),
    "signals": (for_leaders.signals, LEADERS),
    "side_rooms": (for_leaders.side_rooms, LEADERS),
    "balance": (for_leaders.balance, LEADERS),
    "check": (for_leaders.check, LEADERS),
    "debrief": (for_leaders.debrief, LEADERS),
}
# Keyed section: how one entry is made, whose it is, and which keys come with the view.
KEYED: Mapping[str, tuple[Keyed, set[Sight], Callable[[Room, Audience], Iterable[Any]]]] = {
    "people": (for_all.person, TABLE, lambda room, _: room.members),
    "messages": (message, TABLE, lambda room, audience: _newest(room, audience)),
    "questions": (for_all.question, TABLE, lambda room, _: room.questions),
    "polls": (for_all.poll, TABLE, lambda room, _: room.polls),
    "items": (for_all.item, TABLE, lambda room, _: room.items),
    "plans": (for_all.plan, TABLE, lambda room, _: room.plans.shared),
    "progress": (for_all.progress, TABLE, lambda room, _: room.plans.progress),
    "backchannel": (for_leaders.backchannel, STAFF, lambda room, _: _newest_lines(room)),
    "tasks": (for_leaders.task, LEADERS, lambda room, _: room.wellbeing.tasks),
    "reports": (for_leaders.report, LEADERS, lambda room, _: room.reports),
}
# So many of the newest messages come with the view, and with each asking for older ones while scrolling back:
# what joining costs does not grow with the evening.
NEWEST = 60


def view(room: Room, actor: Actor, audience: Audience) -> dict[str, Any]:
    """Everything the viewer may see now, with the newest messages of their place."""
    seen = {name: make(room, audience) for name, (make, whose) in WHOLE.items() if audience.sight in whose}
    for name, (make_entry, whose, keys) in KEYED.items():
        if audience.sight in whose:
            made = {str(key): make_entry(room, audience, key) for key in keys(room, audience)}
            seen[name] = {key: value for key, value in made.items() if value is not None}
    return seen | {"me": me(room, actor), "sight": audience.name}


def older_messages(room: Room, audience: Audience, before: int) -> dict[str, Any]:
    """The messages of the viewer's place just before number `before`."""
    if audience.sight not in TABLE:
        return {}
    return {str(key): message(room, audience, key) for key in _newest(room, audience, before)}


def _newest(room: Room, audience: Audience, before: float = math.inf) -> list[int]:
    """The numbers of the newest messages in the viewer's place, in order: no look at the whole evening."""
    said, place = room.chat.messages, audience.place
    talk = takewhile(lambda key: not is_before_talk(room, place, key, said[key]), said.down_from(before))
    beside = (key for key in talk if is_said_at(room, place, key, said[key]))
    return [*islice(beside, NEWEST)][::-1]


def _newest_lines(room: Room) -> list[int]:
    return [*islice(room.chat.backchannel.down_from(math.inf), NEWEST)][::-1]


def changes(room: Room, entries: list[Entry], audience: Audience) -> dict[str, Any]:
    """What `entries` changed for an audience: `set` replaces sections, `put` entries (null deletes)."""
    parts = {touch: None for entry in entries for touch in touched(entry, room)}
    replaced: dict[str, Any] = {}
    put: dict[str, dict[str, Any]] = {}
    for name, key in parts:
        if key is None:
            make, whose = WHOLE[name]
            if audience.sight in whose:
                replaced[name] = make(room, audience)
        else:
            make_entry, whose, _keys = KEYED[name]
            if audience.sight in whose:
                put.setdefault(name, {})[str(key)] = make_entry(room, audience, key)
    return {"set": replaced, "put": put, "events": told(room, entries, audience)}


def told(room: Room, entries: list[Entry], audience: Audience) -> list[dict[str, Any]]:
    """What of `entries` is announced to an audience."""
    return [line for entry in entries if (line := announced(room, entry, audience))]
