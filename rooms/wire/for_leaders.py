"""The sections for those who lead: the leaders, and in part the technical host."""

from __future__ import annotations

from typing import Any

from rooms.core.actors import LEADERS
from rooms.core.figures import balance_by_part
from rooms.core.rules import is_debrief_signed
from rooms.core.state import Airtime, Room, Standing
from rooms.wire.audience import Audience

# A mean of fewer than five answers would say something about one person.
LEAST_ANSWERS = 5


def waiting(room: Room, audience: Audience) -> list[dict[str, Any]]:
    """The queue at the door, in the order of knocking."""
    queue = sorted(
        (member for member in room.members.values() if member.standing is Standing.WAITING),
        key=lambda member: member.knocked,
    )
    return [{"person": member.id, "name": member.name, "here": member.here} for member in queue]


def removed(room: Room, audience: Audience) -> list[dict[str, Any]]:
    gone = (member for member in room.members.values() if member.standing is Standing.REMOVED)
    return [{"person": member.id, "name": member.name} for member in gone]


def backchannel(room: Room, audience: Audience, key: int) -> dict[str, Any] | None:
    line = room.chat.backchannel.get(key)
    return {"by": line.by, "at": line.at, "text": line.text} if line else None


def calls(room: Room, audience: Audience) -> list[dict[str, Any]]:
    """Groups that have called a leader."""
    return [
        {"place": place, "person": call.person, "at": call.at} for place, call in room.breakouts.calls.items()
    ]


def signals(room: Room, audience: Audience) -> list[dict[str, Any]]:
    """Who has said that they are not well."""
    return [
        {
            "person": person,
            "words": signal.words,
            "at": signal.at,
            "state": signal.state,
            "attended_by": signal.attended_by,
            "outcome": signal.outcome,
        }
        for person, signal in room.wellbeing.signals.items()
        if signal.state != "withdrawn"
    ]


def side_rooms(room: Room, audience: Audience) -> list[dict[str, Any]]:
    return [
        {"place": place, "leader": side.leader, "person": side.person}
        for place, side in room.wellbeing.side_rooms.items()
        if side.closed_at is None
    ]


def task(room: Room, audience: Audience, key: int) -> dict[str, Any] | None:
    found = room.wellbeing.tasks.get(key)
    if found is None:
        return None
    return {
        "kind": found.kind,
        "person": found.person,
        "words": found.words,
        "agreed": found.agreed,
        "done": bool(found.done_by),
    }


def report(room: Room, audience: Audience, key: int) -> dict[str, Any] | None:
    """A report to the leaders, with what was written, also where they are not just now.

    One about a leader goes to the coordinator and never comes here.
    """
    made = room.reports.get(key)
    if made is None or made.to != "leaders":
        return None
    return {
        "by": made.by,
        "at": made.at,
        "message": made.message,
        "said": room.chat.messages[made.message].text if made.message is not None else "",
        "about": made.about,
        "words": made.words,
        "outcome": made.outcome,
        "outcome_words": made.outcome_words,
    }


def balance(room: Room, audience: Audience) -> dict[str, Any]:
    """Who has had the word: per side, and per group of the last breakouts."""
    sides = {"professional": Airtime(), "experienced_user": Airtime(), "participants": Airtime()}
    for part, air in balance_by_part(room).items():
        side = part.value if part in LEADERS else "participants"
        sides[side] = _sum(sides[side], air)
    groups = room.breakouts.last_groups or room.breakouts.groups
    return {
        "sides": {side: {"ms": air.ms, "turns": air.turns} for side, air in sides.items()},
        "groups": [_group_airtime(room, group) for group in groups],
    }


def _group_airtime(room: Room, group: tuple[str, ...]) -> dict[str, int]:
    total = Airtime()
    for person in group:
        total = _sum(total, room.balance.get(person, Airtime()))
    return {"ms": total.ms, "turns": total.turns}


def _sum(one: Airtime, other: Airtime) -> Airtime:
    return Airtime(one.ms + other.ms, one.turns + other.turns)


def check(room: Room, audience: Audience) -> dict[str, Any]:
    """The session check as means of the whole group, never one person's answers."""
    answers = list(room.session_check.values())
    if len(answers) < LEAST_ANSWERS:
        return {"answered": len(answers), "means": None}
    names = ("heard", "relevant", "time_to_share", "belief")
    means = {
        name: round(sum(getattr(answer, name) for answer in answers) / len(answers), 1) for name in names
    }
    return {"answered": len(answers), "means": means}


def debrief(room: Room, audience: Audience) -> dict[str, Any]:
    text = room.debrief
    return {
        "went_well": text.went_well,
        "hard": text.hard,
        "differently": text.differently,
        "follow_up": text.follow_up,
        "revision": text.revision,
        "is_signed": is_debrief_signed(room),
        "signed": [signature.person for signature in text.signatures.values()],
    }
