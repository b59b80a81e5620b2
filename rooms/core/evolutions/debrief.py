"""How the joint debrief changes the room."""

from rooms.core.actors import Part
from rooms.core.events import DebriefRevised
from rooms.core.records import replace
from rooms.core.state import Debrief, Room, Signature


def debrief_revised(room: Room, by: str, event: DebriefRevised) -> Room:
    """A new text has no signatures yet."""
    debrief = Debrief(
        went_well=event.went_well,
        hard=event.hard,
        differently=event.differently,
        follow_up=event.follow_up,
        revision=room.seq,
        revised_by=by,
    )
    return replace(room, debrief=debrief)


def debrief_signed(room: Room, by: str, part: Part) -> Room:
    signatures = {**room.debrief.signatures, part: Signature(by, room.at)}
    return replace(room, debrief=replace(room.debrief, signatures=signatures))
