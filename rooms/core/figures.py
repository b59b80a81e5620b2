"""Figures read from a room: minutes here, minutes per phase, who has had the word."""

from rooms.core.actors import Part
from rooms.core.state import Airtime, Room


def present_ms(room: Room, person: str, now: int) -> int:
    """How long somebody was here during the session, until `now` or its end."""
    start, end = room.session.started_at, room.session.ended_at or now
    if start is None:
        return 0
    stays = room.attendance.get(person, ())
    return sum(max(0, min(end, _or(stay.left, now)) - max(start, stay.arrived)) for stay in stays)


def phase_ms(room: Room, index: int, now: int) -> int:
    """How long a phase has really taken so far; 0 when it has not begun."""
    time = room.run_sheet.times.get(index)
    if time is None:
        return 0
    running = now - room.run_sheet.since if time.ended_at is None else 0
    return time.spent_ms + running


def planned_ms(room: Room, index: int) -> int:
    """How long a phase is meant to take, with what the leaders have added."""
    time = room.run_sheet.times.get(index)
    extended = time.extended_minutes if time else 0
    return (room.run_sheet.phases[index].minutes + extended) * 60_000


def balance_by_part(room: Room) -> dict[Part, Airtime]:
    """Who has had the word: the two kinds of leaders and the group, in milliseconds and turns."""
    sums: dict[Part, Airtime] = {}
    for person, airtime in room.balance.items():
        member = room.members.get(person)
        if member is not None:
            before = sums.get(member.part, Airtime())
            sums[member.part] = Airtime(before.ms + airtime.ms, before.turns + airtime.turns)
    return sums


def _or(moment: int | None, otherwise: int) -> int:
    return otherwise if moment is None else moment
