"""How people are divided into small groups."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from rooms.core.actors import Part
from rooms.core.chance import drawn
from rooms.core.kinds import BreakoutMethod
from rooms.core.refusals import Code, Refused
from rooms.core.rules import seated
from rooms.core.state import Room

Groups = tuple[tuple[str, ...], ...]


def groups_for(room: Room, method: BreakoutMethod, size: int) -> Groups:
    """The groups to start from. By choice and by hand they are empty, to be filled."""
    people = participants_at_hand(room)
    if len(people) < 2:
        raise Refused(Code.TOO_FEW_PEOPLE)
    match method:
        case "random":
            drawn(room, "breakouts").shuffle(people)
            return divide(people, size)
        case "as_before":
            return as_before(room.breakouts.last_groups or room.about.earlier_groups, people)
        case "choice" | "by_hand":
            return tuple(() for _ in divide(people, size))


def participants_at_hand(room: Room) -> list[str]:
    """Participants who are here and not on a break, round the table."""
    return [
        member.id
        for member in seated(room)
        if member.part is Part.PARTICIPANT and member.here and not member.on_break
    ]


def divide(people: Sequence[str], size: int) -> Groups:
    """Groups of about `size`, as even as possible, never anybody alone.

    Three or four is where people both hear and are heard, so a group grows to four before one of two is made.
    """
    count = _how_many_groups(len(people), size)
    least, larger = divmod(len(people), count)
    sizes = [least + 1] * larger + [least] * (count - larger)
    return tuple(tuple(people[start:end]) for start, end in pairwise([0, *accumulate(sizes)]))


def as_before(earlier: Groups, people: Sequence[str]) -> Groups:
    """The earlier groups with those who are here; the new and the left-over go where there is most room."""
    kept = [[person for person in group if person in people] for group in earlier]
    groups = [group for group in kept if len(group) > 1]
    if not groups:
        raise Refused(Code.NO_GROUPS_BEFORE)
    placed = {person for group in groups for person in group}
    for person in people:
        if person not in placed:
            min(groups, key=len).append(person)
    return tuple(tuple(group) for group in groups)


def _how_many_groups(people: int, size: int) -> int:
    count = max(1, -(-people // size))
    smallest = people // count
    if count == 1 or smallest >= min(size, 3):
        return count
    would_be_largest = -(-people // (count - 1))
    return count - 1 if smallest < 2 or would_be_largest <= max(size, 4) else count
