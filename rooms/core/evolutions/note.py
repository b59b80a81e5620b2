"""How the shared note and its pen change the room."""

from rooms.core.records import replace
from rooms.core.state import Room


def pen_taken(room: Room, by: str) -> Room:
    return replace(room, note=replace(room.note, holder=by, pen_used_at=room.at))


def note_written(room: Room, by: str, text: str) -> Room:
    note = replace(room.note, text=text, pen_used_at=room.at, written_by=by, written_at=room.at)
    return replace(room, note=note)


def pen_put_down(room: Room) -> Room:
    return replace(room, note=replace(room.note, holder=""))
