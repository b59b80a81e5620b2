"""The question queue."""

from dataclasses import replace

from rooms.core.commands import (
    AnswerQuestion,
    AskQuestion,
    HideQuestion,
    MuteMember,
    ReopenQuestion,
    ShowQuestion,
    SupportQuestion,
    TakeQuestion,
    UnsupportQuestion,
    WithdrawQuestion,
)
from rooms.core.events import (
    QuestionAnswered,
    QuestionAsked,
    QuestionReopened,
    QuestionShown,
    QuestionSupported,
    QuestionUnsupported,
    QuestionWithdrawn,
)
from rooms.core.refusals import Code
from tests.rooms.core.story import ANA, BJORN, DAG, FIRST, MARIT, OLAV, SECOND, after, decided, refused

ASKED = after((ANA, AskQuestion("Hva gjør dere når søvnen svikter?", anonymous=True)))


def test_a_question_is_asked_with_or_without_a_name():
    assert decided(by=ANA, when=AskQuestion("Hvorfor?")) == [QuestionAsked("Hvorfor?", False)]
    assert ASKED.questions[FIRST].anonymous


def test_a_question_needs_words_and_not_too_many():
    assert refused(by=ANA, when=AskQuestion("  ")) == Code.EMPTY
    assert refused(by=ANA, when=AskQuestion("a" * 1_001)) == Code.TOO_LONG


def test_somebody_muted_asks_no_question():
    assert refused(given=[(MARIT, MuteMember("ana"))], by=ANA, when=AskQuestion("Hvorfor?")) == Code.MUTED


def test_others_support_a_question_once_and_may_take_it_back():
    supported = after((BJORN, SupportQuestion(FIRST)), since=ASKED)

    assert supported.questions[FIRST].supporters == {"bjorn"}
    assert decided(by=BJORN, when=SupportQuestion(FIRST), since=supported) == []
    assert decided(by=BJORN, when=UnsupportQuestion(FIRST), since=supported) == [QuestionUnsupported(FIRST)]
    assert decided(by=DAG, when=UnsupportQuestion(FIRST), since=supported) == []
    assert after((BJORN, UnsupportQuestion(FIRST)), since=supported).questions[FIRST].supporters == set()


def test_ones_own_question_needs_no_support():
    assert decided(by=ANA, when=SupportQuestion(FIRST), since=ASKED) == []
    assert decided(by=BJORN, when=SupportQuestion(FIRST), since=ASKED) == [QuestionSupported(FIRST)]


def test_one_question_is_talked_about_at_a_time():
    room = after(
        (BJORN, AskQuestion("Og om natten?")),
        (MARIT, TakeQuestion(FIRST)),
        (OLAV, TakeQuestion(FIRST + 1)),
        since=ASKED,
    )

    assert [question.state for question in room.questions.values()] == ["open", "taken"]
    assert decided(by=MARIT, when=TakeQuestion(FIRST + 1), since=room) == []


def test_an_answer_closes_a_question_and_a_leader_may_open_it_again():
    answered = after((OLAV, AnswerQuestion(FIRST, "Vi snakket om rutiner")), since=ASKED)

    assert answered.questions[FIRST].state == "answered"
    assert decided(by=MARIT, when=AnswerQuestion(FIRST, "Vi snakket om rutiner"), since=answered) == []
    assert decided(by=MARIT, when=AnswerQuestion(FIRST), since=answered) == [QuestionAnswered(FIRST, "")]
    assert refused(by=BJORN, when=SupportQuestion(FIRST), since=answered) == Code.QUESTION_CLOSED
    assert refused(by=MARIT, when=TakeQuestion(FIRST), since=answered) == Code.QUESTION_CLOSED
    assert decided(by=MARIT, when=ReopenQuestion(FIRST), since=answered) == [QuestionReopened(FIRST)]
    assert decided(by=MARIT, when=ReopenQuestion(FIRST), since=ASKED) == []


def test_a_question_taken_by_mistake_goes_back_to_the_queue():
    room = after((MARIT, TakeQuestion(FIRST)), (OLAV, ReopenQuestion(FIRST)), since=ASKED)

    assert room.questions[FIRST].state == "open"


def test_what_its_author_withdrew_stays_withdrawn():
    withdrawn = after((ANA, WithdrawQuestion(FIRST)), since=ASKED)

    assert decided(by=ANA, when=WithdrawQuestion(FIRST), since=withdrawn) == []
    assert refused(by=MARIT, when=ReopenQuestion(FIRST), since=withdrawn) == Code.QUESTION_CLOSED
    assert refused(by=MARIT, when=AnswerQuestion(FIRST), since=withdrawn) == Code.QUESTION_CLOSED


def test_nobody_withdraws_the_question_of_another():
    assert refused(by=BJORN, when=WithdrawQuestion(FIRST), since=ASKED) == Code.NOT_YOUR_OWN
    assert decided(by=ANA, when=WithdrawQuestion(FIRST), since=ASKED) == [QuestionWithdrawn(FIRST)]


def test_a_leader_hides_a_question_and_shows_it_again():
    hidden = after((MARIT, HideQuestion(FIRST, "Nevner en annen")), since=ASKED)

    assert (hidden.questions[FIRST].hidden_by, hidden.questions[FIRST].hidden_reason) == (
        "marit",
        "Nevner en annen",
    )
    assert decided(by=OLAV, when=HideQuestion(FIRST), since=hidden) == []
    assert decided(by=OLAV, when=ShowQuestion(FIRST), since=hidden) == [QuestionShown(FIRST)]
    assert after((OLAV, ShowQuestion(FIRST)), since=hidden) == replace(
        ASKED, seq=hidden.seq + 1, at=hidden.at + SECOND
    )
    assert decided(by=OLAV, when=ShowQuestion(FIRST), since=ASKED) == []


def test_a_question_that_is_not_there_is_refused():
    assert refused(by=BJORN, when=SupportQuestion(1)) == Code.NO_SUCH_QUESTION
    assert refused(by=MARIT, when=AnswerQuestion(1)) == Code.NO_SUCH_QUESTION
