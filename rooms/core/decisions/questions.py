"""The question queue: asked, supported, taken up, answered; anonymous when one wishes."""

from rooms.core import texts
from rooms.core.actors import Actor
from rooms.core.decisions.finding import found
from rooms.core.events import (
    Event,
    QuestionAnswered,
    QuestionAsked,
    QuestionHidden,
    QuestionReopened,
    QuestionShown,
    QuestionSupported,
    QuestionTaken,
    QuestionUnsupported,
    QuestionWithdrawn,
)
from rooms.core.refusals import Code, Refused
from rooms.core.rules import is_quieted
from rooms.core.state import Question, Room


def ask_question(room: Room, actor: Actor, text: str, anonymous: bool) -> list[Event]:
    if is_quieted(room, actor.id):
        raise Refused(Code.MUTED)
    return [QuestionAsked(texts.required(text, texts.QUESTION), anonymous)]


def support_question(room: Room, actor: Actor, number: int) -> list[Event]:
    """One's own question counts as supported from the start."""
    question = _queued(room, number)
    supports = actor.id == question.by or actor.id in question.supporters
    return [] if supports else [QuestionSupported(number)]


def unsupport_question(room: Room, actor: Actor, number: int) -> list[Event]:
    return [QuestionUnsupported(number)] if actor.id in _queued(room, number).supporters else []


def take_question(room: Room, number: int) -> list[Event]:
    return [] if _queued(room, number).state == "taken" else [QuestionTaken(number)]


def answer_question(room: Room, number: int, answer: str) -> list[Event]:
    said = texts.optional(answer)
    question = _question(room, number)
    if (question.state, question.answer) == ("answered", said):
        return []
    if question.state == "withdrawn":
        raise Refused(Code.QUESTION_CLOSED)
    return [QuestionAnswered(number, said)]


def reopen_question(room: Room, number: int) -> list[Event]:
    """What its own author has withdrawn stays withdrawn."""
    question = _question(room, number)
    if question.state == "withdrawn":
        raise Refused(Code.QUESTION_CLOSED)
    return [] if question.state == "open" else [QuestionReopened(number)]


def withdraw_question(room: Room, actor: Actor, number: int) -> list[Event]:
    question = _question(room, number)
    if question.by != actor.id:
        raise Refused(Code.NOT_YOUR_OWN)
    return [] if question.state == "withdrawn" else [QuestionWithdrawn(number)]


def hide_question(room: Room, number: int, reason: str) -> list[Event]:
    why = texts.optional(reason)
    return [] if _question(room, number).hidden_by else [QuestionHidden(number, why)]


def show_question(room: Room, number: int) -> list[Event]:
    return [QuestionShown(number)] if _question(room, number).hidden_by else []


def _question(room: Room, number: int) -> Question:
    return found(room.questions, number, Code.NO_SUCH_QUESTION)


def _queued(room: Room, number: int) -> Question:
    question = _question(room, number)
    if question.state in ("answered", "withdrawn"):
        raise Refused(Code.QUESTION_CLOSED)
    return question
