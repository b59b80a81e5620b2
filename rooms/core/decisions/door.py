"""The door: coming, knocking, being let in, leaving quietly, taking a break."""

from rooms.core import texts
from rooms.core.actors import STAFF, Actor
from rooms.core.commands import PrepareRoom
from rooms.core.decisions.run_sheet import cleaned_run_sheet
from rooms.core.decisions.stepping_away import leaving_side_room, stepping_away
from rooms.core.events import (
    BreakEnded,
    BreakTaken,
    Event,
    GroundRulesAccepted,
    MemberArrived,
    MemberChanged,
    MemberKnocked,
    MemberLeft,
    MemberSeated,
    RoomLocked,
    RoomPrepared,
    RoomUnlocked,
)
from rooms.core.evolutions.door import room_prepared
from rooms.core.refusals import Code, Refused
from rooms.core.rules import has_accepted_rules, has_ended, has_started, waiting
from rooms.core.state import Member, Room, Standing


def prepare_room(room: Room, command: PrepareRoom) -> list[Event]:
    """Until the session begins the room follows what the course says: other leaders, another run-sheet."""
    if has_started(room):
        return []
    prepared = _prepared(command)
    return [] if room_prepared(room, prepared) == room else [prepared]


def _prepared(command: PrepareRoom) -> RoomPrepared:
    return RoomPrepared(
        room_id=command.room_id,
        title=command.title,
        course=command.course,
        number=command.number,
        kind=command.kind,
        run_sheet=cleaned_run_sheet(command.run_sheet),
        ground_rules=command.ground_rules,
        leaders=command.leaders,
        earlier_groups=command.earlier_groups,
        earlier_buddies=command.earlier_buddies,
    )


def enter(room: Room, actor: Actor) -> list[Event]:
    """Whoever has a seat comes back to it, even after the end; nobody new is seated then but staff."""
    member = room.members.get(actor.id)
    if member is not None and member.standing is Standing.SEATED:
        return [*_introduced_anew(member, actor), *_arrived(member)]
    if actor.part in STAFF:
        return [
            MemberSeated(actor.id, texts.name(actor.name), actor.part, _next_seat(room)),
            MemberArrived(actor.id),
        ]
    return _come_to_the_door(room, actor, member)


def accept_ground_rules(room: Room, actor: Actor) -> list[Event]:
    return [] if has_accepted_rules(room, actor) else [GroundRulesAccepted()]


def admit(room: Room, person: str) -> list[Event]:
    member = room.members.get(person)
    if member is None or member.standing is Standing.REMOVED:
        raise Refused(Code.NO_SUCH_MEMBER)
    return [] if member.standing is Standing.SEATED else _let_in(room, [member])


def admit_all(room: Room) -> list[Event]:
    return _let_in(room, waiting(room))


def leave_room(room: Room, actor: Actor) -> list[Event]:
    if not room.members[actor.id].here:
        return []
    return [
        *stepping_away(room, actor.id),
        *leaving_side_room(room, actor.id),
        MemberLeft(actor.id, "quiet"),
    ]


def lose_connection(room: Room, actor: Actor) -> list[Event]:
    """Whoever sits at a telephone is still here."""
    is_gone = room.members[actor.id].here and actor.id not in room.media.by_phone
    return [MemberLeft(actor.id, "lost")] if is_gone else []


def take_break(room: Room, actor: Actor) -> list[Event]:
    return [] if room.members[actor.id].on_break else [*stepping_away(room, actor.id), BreakTaken()]


def end_break(room: Room, actor: Actor) -> list[Event]:
    return [BreakEnded()] if room.members[actor.id].on_break else []


def lock_room(room: Room) -> list[Event]:
    return [] if room.door.locked else [RoomLocked()]


def unlock_room(room: Room) -> list[Event]:
    return [RoomUnlocked()] if room.door.locked else []


def _come_to_the_door(room: Room, actor: Actor, member: Member | None) -> list[Event]:
    if has_ended(room):
        raise Refused(Code.ENDED)
    if not has_accepted_rules(room, actor):
        raise Refused(Code.GROUND_RULES)
    if member is None:
        return [MemberKnocked(texts.name(actor.name), actor.part)]
    return [*_introduced_anew(member, actor), *_arrived(member)]


def _introduced_anew(member: Member, actor: Actor) -> list[Event]:
    name = texts.name(actor.name)
    same = (member.name, member.part) == (name, actor.part)
    return [] if same else [MemberChanged(member.id, name, actor.part)]


def _arrived(member: Member) -> list[Event]:
    return [] if member.here else [MemberArrived(member.id)]


def _let_in(room: Room, members: list[Member]) -> list[Event]:
    if room.door.locked and members:
        raise Refused(Code.LOCKED)
    events: list[Event] = []
    for seat, member in enumerate(members, start=_next_seat(room)):
        events.append(MemberSeated(member.id, member.name, member.part, seat))
        if member.here:
            events.append(MemberArrived(member.id))
    return events


def _next_seat(room: Room) -> int:
    return 1 + max((member.seat for member in room.members.values()), default=0)
