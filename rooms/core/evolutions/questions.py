"""How the question queue changes the room."""

from rooms.core.events import QuestionAnswered, QuestionAsked, QuestionHidden
from rooms.core.records import replace
from rooms.core.state import Question, Room


def question_asked(room: Room, by: str, event: QuestionAsked) -> Room:
    return _with_question(room, room.seq, Question(by, room.at, event.text, event.anonymous))


def question_supported(room: Room, by: str, number: int) -> Room:
    question = room.questions[number]
    return _with_question(room, number, replace(question, supporters=question.supporters | {by}))


def question_unsupported(room: Room, by: str, number: int) -> Room:
    question = room.questions[number]
    return _with_question(room, number, replace(question, supporters=question.supporters - {by}))


def question_taken(room: Room, number: int) -> Room:
    """One at a time: the one taken before waits again."""
    waiting = {
        other: replace(question, state="open")
        for other, question in room.questions.items()
        if question.state == "taken"
    }
    taken = {number: replace(room.questions[number], state="taken")}
    return replace(room, questions={**room.questions, **waiting, **taken})


def question_answered(room: Room, event: QuestionAnswered) -> Room:
    answered = replace(room.questions[event.question], state="answered", answer=event.answer)
    return _with_question(room, event.question, answered)


def question_reopened(room: Room, number: int) -> Room:
    return _with_question(room, number, replace(room.questions[number], state="open", answer=""))


def question_withdrawn(room: Room, number: int) -> Room:
    return _with_question(room, number, replace(room.questions[number], state="withdrawn"))


def question_hidden(room: Room, by: str, event: QuestionHidden) -> Room:
    hidden = replace(room.questions[event.question], hidden_by=by, hidden_reason=event.reason)
    return _with_question(room, event.question, hidden)


def question_shown(room: Room, number: int) -> Room:
    return _with_question(room, number, replace(room.questions[number], hidden_by="", hidden_reason=""))


def _with_question(room: Room, number: int, question: Question) -> Room:
    return replace(room, questions={**room.questions, number: question})
