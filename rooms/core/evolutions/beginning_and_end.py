"""How the start, the end and the resumption change the room."""

from rooms.core.events import SessionStarted
from rooms.core.evolutions.run_sheet import paused, resumed
from rooms.core.records import replace
from rooms.core.state import Room, Session


def session_started(room: Room, by: str, event: SessionStarted) -> Room:
    session = Session(started_at=room.at, reason=event.reason, without=event.without, lead=by)
    return replace(room, session=session)


def session_ended(room: Room) -> Room:
    return replace(room, session=replace(room.session, ended_at=room.at), run_sheet=paused(room))


def session_resumed(room: Room) -> Room:
    """The running phase gets the lost minutes back; a signature under half an evening does not count."""
    return replace(
        room,
        session=replace(room.session, ended_at=None),
        run_sheet=resumed(room),
        debrief=replace(room.debrief, signatures={}),
    )


def lead_handed_over(room: Room, person: str) -> Room:
    return replace(room, session=replace(room.session, lead=person))
