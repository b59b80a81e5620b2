"""How moderation changes the room."""

from rooms.core.evolutions.breakouts import dropped_from_groups
from rooms.core.evolutions.media import gone
from rooms.core.evolutions.people import stay_over, with_member
from rooms.core.kinds import MAIN
from rooms.core.records import replace
from rooms.core.state import Room, Standing


def muted(room: Room, person: str, is_muted: bool) -> Room:
    return with_member(room, replace(room.members[person], muted=is_muted))


def member_removed(room: Room, person: str) -> Room:
    """Their seat number stays theirs, in case they are let back in."""
    removed = replace(
        room.members[person],
        standing=Standing.REMOVED,
        here=False,
        place=MAIN,
        on_break=False,
    )
    return with_member(dropped_from_groups(stay_over(gone(room, person), person), person), removed)


def member_let_back_in(room: Room, person: str) -> Room:
    """To their seat, or to the door when they never had one."""
    member = room.members[person]
    standing = Standing.SEATED if member.seat else Standing.WAITING
    return with_member(room, replace(member, standing=standing))
