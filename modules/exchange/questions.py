"""Questions of others as blocks of ours, whichever form they came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from modules.exchange.markdown_text import slug
from modules.exchange.writing import ModuleWriter

# What is said to the one who has chosen, where nobody has written anything.
SAID = {
    "nb": ("Ja, det stemmer.", "Ikke helt. Prøv gjerne igjen."),
    "nn": ("Ja, det stemmer.", "Ikkje heilt. Prøv gjerne igjen."),
    "se": ("Juo, dat lea riekta.", "Ii áibbas. Geahččal fas."),
    "en": ("Yes, that is right.", "Not quite. Do try again."),
}
TRUE_FALSE = {
    "nb": ("Sant", "Usant"),
    "nn": ("Sant", "Usant"),
    "se": ("Duohta", "Eahpeduohta"),
    "en": ("True", "False"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to choose, on one line of Markdown."""

    text: str
    is_right: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question in Markdown. Without choices it is answered in one's own words."""

    title: str
    text: str
    choices: Sequence[Choice] = field(default_factory=list)

    def wrong_with(self) -> str:
        """Why it can be no quiz of ours, as a code; nothing when it can."""
        if not self.text.strip():
            return "no_question"
        if self.choices and len(self.choices) < 2:
            return "one_choice"
        if self.choices and not any(choice.is_right for choice in self.choices):
            return "no_right_choice"
        return "" if all(choice.text for choice in self.choices) else "empty_choice"


def write_question(writer: ModuleWriter, question: Question) -> None:
    """A quiz, or a reflection when there is nothing to choose. Raises `Full`."""
    name = slug(question.title or question.text[:40], "question", 40)
    if not question.choices:
        writer.block("reflection", question.text, id=name)
        return
    lines = [_line(choice, writer.language) for choice in question.choices]
    writer.block("quiz", "\n".join([question.text, "", *lines]), id=name)


def _line(choice: Choice, language: str) -> str:
    feedback = choice.feedback or SAID[language][not choice.is_right]
    return f"- [{'x' if choice.is_right else ' '}] {choice.text} :: {feedback}"
