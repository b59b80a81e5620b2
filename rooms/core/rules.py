"""What may be done in this room as it stands: questions with a yes or a no, changing nothing."""

from collections.abc import Set

from rooms.core.actors import LEADERS, STAFF, Actor, Part
from rooms.core.kinds import CIRCLES, GROUP, MAIN, SIDE, Circle, ReportOutcome
from rooms.core.state import Member, Message, Report, Room, Standing


def has_started(room: Room) -> bool:
    return room.session.started_at is not None


def has_ended(room: Room) -> bool:
    return room.session.ended_at is not None


def is_seated(room: Room, person: str) -> bool:
    member = room.members.get(person)
    return member is not None and member.standing is Standing.SEATED


def is_leader(room: Room, person: str) -> bool:
    """Also true of an expected leader who has not come."""
    member = room.members.get(person)
    if member is not None:
        return member.part in LEADERS
    return any(leader.id == person for leader in room.about.leaders)


def is_on_staff(member: Member) -> bool:
    return member.part in STAFF


def has_accepted_rules(room: Room, actor: Actor) -> bool:
    """In this room, or in an earlier session of the course. Staff bring the rules and need not."""
    return actor.part in STAFF or actor.accepted_rules or actor.id in room.door.accepted_rules


def in_side_room(room: Room, person: str) -> bool:
    return is_side_room(place_of(room, person))


def in_group(room: Room, person: str) -> bool:
    return place_of(room, person).startswith(GROUP)


def is_side_room(place: str) -> bool:
    return place.startswith(SIDE)


def place_of(room: Room, person: str) -> str:
    member = room.members.get(person)
    return MAIN if member is None else member.place


def group_of(room: Room, person: str) -> int:
    """The number of the person's group, counted from 1; 0 when in none."""
    for number, group in enumerate(room.breakouts.groups, start=1):
        if person in group:
            return number
    return 0


def group_place(number: int) -> str:
    return f"{GROUP}{number}"


def home_place(room: Room, person: str) -> str:
    """Where somebody belongs who is in no side room: the open group, or the whole room."""
    number = group_of(room, person) if room.breakouts.state == "open" else 0
    return group_place(number) if number else MAIN


def circle_of(room: Room, person: str) -> Circle:
    """Among how many somebody is."""
    if person in room.members and room.members[person].on_break:
        return "nobody"
    if in_side_room(room, person):
        return "side"
    if in_group(room, person):
        return "group"
    return "few" if room.breakouts.state == "open" or has_ended(room) else "all"


def is_wider(circle: Circle, other: Circle) -> bool:
    """Are more people in the one than in the other?"""
    return CIRCLES.index(circle) > CIRCLES.index(other)


def is_quieted(room: Room, person: str) -> bool:
    """Muted. In a side room nobody is: a leader has taken them there to talk."""
    member = room.members.get(person)
    return member is not None and member.muted and not is_side_room(member.place)


def may_talk(room: Room, person: str) -> bool:
    """With sound and picture: whoever is here, and has not left quietly. Nobody listens unseen.

    When the session is over the staff talk on, and a side room does.
    """
    member = room.members.get(person)
    if member is None or member.standing is not Standing.SEATED or not member.here:
        return False
    return not has_ended(room) or is_on_staff(member) or is_side_room(member.place)


def may_be_heard(room: Room, person: str) -> bool:
    """Is this person's voice passed on to others just now? Whoever rests is neither heard nor seen."""
    return (
        _takes_part(room, person) and person not in room.media.voices_stopped and not is_quieted(room, person)
    )


def may_be_seen(room: Room, person: str) -> bool:
    """The same for the camera."""
    return _takes_part(room, person) and person not in room.media.pictures_stopped


def _takes_part(room: Room, person: str) -> bool:
    return person in room.media.joined and may_talk(room, person) and not room.members[person].on_break


def may_share(room: Room, person: str) -> bool:
    """Show a screen: leaders, and whom they let."""
    member = room.members.get(person)
    return member is not None and (member.part in LEADERS or person in room.media.may_share)


def may_write_when_chat_is_closed(room: Room, actor: Actor) -> bool:
    """A closed chat leaves a talk in peace; it silences no group and no side room."""
    return actor.part in LEADERS or place_of(room, actor.id) != MAIN


def may_write_again(room: Room, actor: Actor, at: int) -> bool:
    """Slow mode: has enough time gone since this person's last message?"""
    if actor.part in STAFF or in_side_room(room, actor.id):
        return True
    last = room.chat.last_sent.get(actor.id)
    return last is None or at - last >= room.chat.slow_seconds * 1000


def may_read(room: Room, person: str, number: int, message: Message) -> bool:
    """Is this message said where this person is, or in the group they were in last?

    Group names come again with every new set of groups, so what was written before they opened is
    closed to the new group. A leader reads a group only while visiting it.
    """
    if message.place == MAIN:
        return is_seated(room, person)
    if is_side_room(message.place):
        return place_of(room, person) == message.place
    its_own_group = group_place(group_of(room, person))
    return 0 < room.breakouts.opened < number and message.place in (place_of(room, person), its_own_group)


def is_said_at(room: Room, place: str, number: int, message: Message) -> bool:
    """Is this message part of the talk in that place now? A group's talk begins when the group opens."""
    return message.place == place and (not place.startswith(GROUP) or number > room.breakouts.opened)


def is_before_talk(room: Room, place: str, number: int, message: Message) -> bool:
    """Was this written before the talk in that place could begin? Nothing older is part of it then."""
    if place.startswith(GROUP):
        return number <= room.breakouts.opened
    side = room.wellbeing.side_rooms.get(place)
    return side is not None and message.at < side.opened_at


def may_act_for(actor: Actor, person: str) -> bool:
    """Turns and hands: one's own, and a leader for anybody."""
    return actor.id == person or actor.part in LEADERS


def may_take_pen(room: Room, actor: Actor) -> bool:
    return room.note.holder == "" or actor.part in LEADERS


def may_handle_report(actor: Actor, to: str) -> bool:
    """What is about a leader is the coordinator's alone; the rest is the leaders'."""
    return actor.part is Part.COORDINATOR if to == "coordinator" else actor.part in LEADERS


def may_be_outcome(room: Room, report: Report, outcome: ReportOutcome) -> bool:
    """What the reporter is told must be so: only what is written is hidden, only the removed were removed."""
    match outcome:
        case "hidden":
            return report.message is not None
        case "removed":
            gone = (member.id for member in room.members.values() if member.standing is Standing.REMOVED)
            return any(report.about in ("", person) for person in gone)
        case _:
            return True


def leaders_here(room: Room) -> Set[Part]:
    """Which kinds of leaders are here just now."""
    return {member.part for member in seated(room) if member.here and member.part in LEADERS}


def leaders_who_led(room: Room) -> Set[Part]:
    """Which kinds of leaders were here before the end."""
    end = room.session.ended_at
    return {
        member.part
        for member in room.members.values()
        if member.part in LEADERS
        and any(end is None or stay.arrived < end for stay in room.attendance.get(member.id, ()))
    }


def signatures_needed(room: Room) -> Set[Part]:
    """Both parties sign the debrief. Where one did not come, the coordinator signs in their place."""
    led = leaders_who_led(room)
    return LEADERS if led == LEADERS else led | {Part.COORDINATOR}


def is_debrief_signed(room: Room) -> bool:
    return room.debrief.revision > 0 and signatures_needed(room) <= room.debrief.signatures.keys()


def is_session_check_open(room: Room) -> bool:
    """From the first phase that asks for it until the debrief is signed."""
    begun = room.run_sheet.times
    asked = any(room.run_sheet.phases[index].tool == "session_check" for index in begun)
    return (asked or has_ended(room)) and not is_debrief_signed(room)


def seated(room: Room) -> list[Member]:
    """Everybody with a seat, round the table."""
    members = [member for member in room.members.values() if member.standing is Standing.SEATED]
    return sorted(members, key=lambda member: member.seat)


def waiting(room: Room) -> list[Member]:
    """Everybody at the door, the one who knocked first, first."""
    members = [member for member in room.members.values() if member.standing is Standing.WAITING]
    return sorted(members, key=lambda member: member.knocked)


def call_to(room: Room, person: str) -> int | None:
    """The number of the latest task to call that person the day after, or None."""
    calls = (
        number
        for number, task in room.wellbeing.tasks.items()
        if (task.kind, task.person) == ("call_next_day", person)
    )
    return max(calls, default=None)
