"""How coming and going change the room."""

from rooms.core.events import MemberChanged, MemberKnocked, MemberSeated, RoomPrepared
from rooms.core.evolutions.media import gone, unseen
from rooms.core.evolutions.people import stay_begun, stay_over, with_member
from rooms.core.evolutions.rounds import joined_round
from rooms.core.records import replace
from rooms.core.state import About, Buddies, Member, Room, RunSheet, Standing


def room_prepared(room: Room, event: RoomPrepared) -> Room:
    about = About(
        title=event.title,
        course=event.course,
        number=event.number,
        kind=event.kind,
        ground_rules=event.ground_rules,
        leaders=event.leaders,
        earlier_groups=event.earlier_groups,
    )
    pairs = {one: other for pair in event.earlier_buddies for one, other in (pair, pair[::-1])}
    return replace(
        room,
        id=event.room_id,
        about=about,
        run_sheet=RunSheet(phases=event.run_sheet),
        # Prepared anew, the pairs stay as people have made them since.
        buddies=room.buddies if room.id else Buddies(pairs=pairs),
    )


def ground_rules_accepted(room: Room, by: str) -> Room:
    return replace(room, door=replace(room.door, accepted_rules=room.door.accepted_rules | {by}))


def knocked(room: Room, by: str, event: MemberKnocked) -> Room:
    member = Member(by, event.name, event.part, Standing.WAITING, knocked=room.seq, here=True)
    return with_member(room, member)


def seated(room: Room, event: MemberSeated) -> Room:
    before = room.members.get(event.person)
    member = before or Member(event.person, event.name, event.part, Standing.SEATED)
    return with_member(
        room,
        replace(member, name=event.name, part=event.part, standing=Standing.SEATED, seat=event.seat),
    )


def arrived(room: Room, person: str) -> Room:
    """A seat makes it attendance; at the door one only waits."""
    member = replace(room.members[person], here=True)
    came = with_member(room, member)
    return joined_round(stay_begun(came, person), member) if member.standing is Standing.SEATED else came


def changed(room: Room, event: MemberChanged) -> Room:
    return with_member(room, replace(room.members[event.person], name=event.name, part=event.part))


def left(room: Room, person: str) -> Room:
    return with_member(stay_over(gone(room, person), person), replace(room.members[person], here=False))


def on_break(room: Room, by: str, resting: bool) -> Room:
    before = unseen(room, [by]) if resting else room
    return with_member(before, replace(room.members[by], on_break=resting))


def locked(room: Room, is_locked: bool) -> Room:
    return replace(room, door=replace(room.door, locked=is_locked))
