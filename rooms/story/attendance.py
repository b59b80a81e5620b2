"""Who was there, from when to when, and for how many minutes."""

from __future__ import annotations

from dataclasses import dataclass

from rooms.core.actors import STAFF, Part
from rooms.core.figures import present_ms
from rooms.core.state import Member, Room, Stay
from rooms.story.reading import Reading

# A few minutes are a stiff door, not a late guest.
NOTICED_MS = 5 * 60_000


@dataclass(frozen=True, slots=True)
class Attendance:
    """Times are milliseconds. `left` None: still here, or here to the end. 0 for late and early: in time."""

    person: str
    name: str
    part: Part
    present_ms: int
    came: int | None
    left: int | None
    late_ms: int
    early_ms: int
    breaks_in_line: int


def attendance(reading: Reading) -> list[Attendance]:
    """Everybody who had a seat: staff first, then by name."""
    seated = [member for member in reading.room.members.values() if member.seat]
    return [
        _attended(reading, member)
        for member in sorted(seated, key=lambda member: (member.part not in STAFF, member.name.casefold()))
    ]


def waited_in_vain(room: Room) -> list[Member]:
    """Those who knocked and never got a seat."""
    return [member for member in room.members.values() if not member.seat]


def _attended(reading: Reading, member: Member) -> Attendance:
    stays = _during(reading, reading.room.attendance.get(member.id, ()))
    start = reading.room.session.started_at
    left = stays[-1].left if stays else None
    return Attendance(
        person=member.id,
        name=member.name,
        part=member.part,
        present_ms=present_ms(reading.room, member.id, reading.now),
        came=stays[0].arrived if stays else None,
        left=left,
        late_ms=_noticed(stays[0].arrived - start) if stays and start is not None else 0,
        early_ms=_noticed(reading.end - left) if left is not None else 0,
        breaks_in_line=max(0, len(stays) - 1),
    )


def _during(reading: Reading, stays: tuple[Stay, ...]) -> list[Stay]:
    """The stays before the end: coming back for the debrief is not coming late."""
    start = reading.room.session.started_at or 0
    within = [
        stay for stay in stays if stay.arrived < reading.end and (stay.left is None or stay.left > start)
    ]
    return [
        Stay(stay.arrived, None if stay.left is None or stay.left >= reading.end else stay.left)
        for stay in within
    ]


def _noticed(difference_ms: int) -> int:
    return difference_ms if difference_ms >= NOTICED_MS else 0
