"""The session check: four answers from 0 to 10 at the end of the evening."""

from rooms.core.actors import Actor
from rooms.core.commands import AnswerSessionCheck
from rooms.core.decisions.finding import within
from rooms.core.events import Event, SessionCheckAnswered
from rooms.core.refusals import Code, Refused
from rooms.core.rules import is_debrief_signed, is_session_check_open
from rooms.core.state import CheckAnswer, Room


def answer_session_check(room: Room, actor: Actor, command: AnswerSessionCheck) -> list[Event]:
    if not is_session_check_open(room):
        raise Refused(Code.SESSION_CHECK_CLOSED if is_debrief_signed(room) else Code.NOT_YET)
    answer = CheckAnswer(
        heard=within(command.heard, 0, 10),
        relevant=within(command.relevant, 0, 10),
        time_to_share=within(command.time_to_share, 0, 10),
        belief=within(command.belief, 0, 10),
    )
    if room.session_check.get(actor.id) == answer:
        return []
    return [SessionCheckAnswered(answer.heard, answer.relevant, answer.time_to_share, answer.belief)]
