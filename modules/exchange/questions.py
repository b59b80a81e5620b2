"""Questions of others as blocks of ours, whichever form they came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from modules import markdown
from modules.exchange.markdown_text import one_line, slug
from modules.exchange.writing import ModuleWriter
from modules.quiz_parsing import AMOUNT, LONGEST_PHRASE, MOST_THINGS

# What is said to the one who has chosen, where nobody has written anything.
SAID = {
    "nb": ("Ja, det stemmer.", "Ikke helt. Prøv gjerne igjen."),
    "nn": ("Ja, det stemmer.", "Ikkje heilt. Prøv gjerne igjen."),
    "se": ("Juo, dat lea riekta.", "Ii áibbas. Geahččal fas."),
    "en": ("Yes, that is right.", "Not quite. Do try again."),
}
# The same about something that is true or not, and the question where there is only the statement.
SAID_OF_TRUTH = {
    "nb": ("Slik er det.", "Slik er det ikke."),
    "nn": ("Slik er det.", "Slik er det ikkje."),
    "se": ("Nu dat lea.", "Nu dat ii leat."),
    "en": ("That is how it is.", "That is not how it is."),
}
IS_IT_TRUE = {
    "nb": "Sant eller ikke?",
    "nn": "Sant eller ikkje?",
    "se": "Duohta vai ii?",
    "en": "True or not?",
}


class Way(StrEnum):
    """How a question is answered; the value is what a quiz of ours says of its kind."""

    OPEN = "open"
    ONE = ""
    MANY = "many"
    TRUE_FALSE = "true-false"
    TEXT = "text"
    NUMBER = "number"
    MATCH = "match"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer, on one line of Markdown. Of what is true or not there is one: right when it is true."""

    text: str
    is_right: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """In Markdown. In a match the `feedback` of a choice is its right side. `after` is said to all."""

    title: str
    text: str
    way: Way = Way.OPEN
    choices: Sequence[Choice] = ()
    after: str = ""

    def wrong_with(self) -> str:
        """Why it can be no quiz of ours, as a code; nothing when it can."""
        if not self.text.strip():
            return "no_question"
        if self.way in (Way.OPEN, Way.TRUE_FALSE):
            return ""
        if self.way is Way.MATCH:
            return "" if _are_pairs(self.choices) else "unfit_pairs"
        if self.way in (Way.ONE, Way.MANY) and len(self.choices) < 2:
            return "one_choice" if self.choices else "no_choices"
        if not any(choice.is_right for choice in self.choices):
            return "no_right_choice"
        if not all(choice.text for choice in self.choices):
            return "empty_choice"
        return self._unfit_line()

    def _unfit_line(self) -> str:
        if self.way is Way.TEXT and not all(_is_phrase(choice.text) for choice in self.choices):
            return "unfit_phrase"
        if self.way is Way.NUMBER and not all(AMOUNT.fullmatch(choice.text) for choice in self.choices):
            return "unfit_number"
        return ""


def write_question(writer: ModuleWriter, question: Question) -> None:
    """A quiz, or a reflection when it is answered in one's own words. Raises `Full`."""
    name = slug(question.title or question.text[:40], "question", 40)
    if question.way is Way.OPEN:
        writer.block("reflection", question.text, id=name)
        return
    asked, choices = question.text, question.choices
    if question.way is Way.TRUE_FALSE:
        asked, choices = _stated(question, writer.language)
    lines = [_line(question.way, choice, writer.language) for choice in choices]
    body = "\n".join([asked, "", *lines, *(["", question.after] if question.after else [])])
    writer.block("quiz", body, {"kind": question.way.value}, id=name)


def _stated(question: Question, language: str) -> tuple[str, list[Choice]]:
    """What is true or not is the last paragraph."""
    before, _, statement = question.text.strip().rpartition("\n\n")
    truth = question.choices[0]
    return before or IS_IT_TRUE[language], [Choice(one_line(statement), truth.is_right, truth.feedback)]


def _line(way: Way, choice: Choice, language: str) -> str:
    if way is Way.MATCH:
        return f"- {choice.text} :: {choice.feedback}"
    feedback = choice.feedback or _usual(way, choice.is_right, language)
    said = f"- [{'x' if choice.is_right else ' '}] {choice.text}"
    return f"{said} :: {feedback}" if feedback else said


def _usual(way: Way, is_right: bool, language: str) -> str:
    if way in (Way.TEXT, Way.NUMBER):
        return ""
    return (SAID_OF_TRUTH if way is Way.TRUE_FALSE else SAID)[language][not is_right]


def _is_phrase(text: str) -> bool:
    words = markdown.plain(text)
    return any(sign.isalnum() for sign in words) and len(words) <= LONGEST_PHRASE


def _are_pairs(choices: Sequence[Choice]) -> bool:
    lefts, rights = list(_shown(choice.text for choice in choices)), list(_shown(c.feedback for c in choices))
    return (
        2 <= len(lefts) <= MOST_THINGS
        and all(lefts + rights)
        and len({*lefts}) == len(lefts)
        and len({*rights}) > 1
    )


def _shown(texts: Iterator[str]) -> Iterator[str]:
    return (markdown.plain(text) for text in texts)
