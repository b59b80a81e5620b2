"""The session check: four answers at the end of the evening."""

from dataclasses import replace

from rooms.core.commands import AnswerSessionCheck, BeginPhase, ReviseDebrief, SignDebrief
from rooms.core.events import SessionCheckAnswered
from rooms.core.refusals import Code
from rooms.core.state import CheckAnswer
from tests.rooms.core.story import ANA, CHECK, ENDED, MARIT, OLAV, after, decided, refused

ANSWER = AnswerSessionCheck(heard=8, relevant=7, time_to_share=9, belief=6)


def test_it_is_answered_from_the_phase_that_asks_for_it():
    assert refused(by=ANA, when=ANSWER) == Code.NOT_YET
    assert decided(given=[(MARIT, BeginPhase(CHECK))], by=ANA, when=ANSWER) == [
        SessionCheckAnswered(8, 7, 9, 6)
    ]


def test_it_is_changed_and_never_doubled():
    answered = after((ANA, ANSWER), since=ENDED)

    assert decided(by=ANA, when=ANSWER, since=answered) == []
    changed = after((ANA, replace(ANSWER, belief=10)), since=answered)
    assert changed.session_check == {"ana": CheckAnswer(8, 7, 9, 10)}


def test_every_answer_is_between_nought_and_ten():
    assert refused(by=ANA, when=replace(ANSWER, heard=11), since=ENDED) == Code.OUT_OF_RANGE
    assert refused(by=ANA, when=replace(ANSWER, belief=-1), since=ENDED) == Code.OUT_OF_RANGE


def test_it_closes_when_the_debrief_is_signed():
    revised = after((MARIT, ReviseDebrief("Rolig", "", "", "")), since=ENDED)
    number = revised.debrief.revision
    signed = after((MARIT, SignDebrief(number)), (OLAV, SignDebrief(number)), since=revised)

    assert refused(by=ANA, when=ANSWER, since=signed) == Code.SESSION_CHECK_CLOSED


def test_leaders_do_not_answer_for_the_group():
    assert refused(by=MARIT, when=ANSWER, since=ENDED) == Code.PARTICIPANTS_ONLY
