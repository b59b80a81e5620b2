"""How the answers of the session check change the room."""

from rooms.core.events import SessionCheckAnswered
from rooms.core.records import replace
from rooms.core.state import CheckAnswer, Room


def session_check_answered(room: Room, by: str, event: SessionCheckAnswered) -> Room:
    answer = CheckAnswer(event.heard, event.relevant, event.time_to_share, event.belief)
    return replace(room, session_check={**room.session_check, by: answer})
