"""Changing one member and leaving the others as they are."""

from rooms.core.evolutions.media import unseen
from rooms.core.records import replace
from rooms.core.state import Member, Room, Stay


def with_member(room: Room, member: Member) -> Room:
    return replace(room, members={**room.members, member.id: member})


def placed(room: Room, places: dict[str, str]) -> Room:
    """Everybody named is moved to the place given for them; a screen is shown only where it was put up."""
    moved = {person: replace(room.members[person], place=place) for person, place in places.items()}
    away = [person for person, place in places.items() if room.members[person].place != place]
    return replace(unseen(room, away), members={**room.members, **moved})


def stay_begun(room: Room, person: str) -> Room:
    stays = room.attendance.get(person, ())
    return replace(room, attendance={**room.attendance, person: (*stays, Stay(room.at))})


def stay_over(room: Room, person: str) -> Room:
    stays = room.attendance.get(person, ())
    if not stays or stays[-1].left is not None:
        return room
    closed = (*stays[:-1], replace(stays[-1], left=room.at))
    return replace(room, attendance={**room.attendance, person: closed})
