"""Moodle's text format of questions, GIFT, to a module of quizzes; each refusal is told with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from modules.exchange.brought import Brought, Report
from modules.exchange.gift_answers import Answers, NotHeld
from modules.exchange.gift_text import Entry, entries, form_of, has_pictures, shown, shown_on_a_line
from modules.exchange.markdown_text import slug
from modules.exchange.questions import Question, Way, write_question
from modules.exchange.refused import NotBroughtIn
from modules.exchange.writing import Full, ModuleWriter

NAMED = re.compile(r"\s*::(?P<title>.*?)::", re.DOTALL)
BLANK = "_____"
# A choice of one answer has no place for words to everybody.
SAYS_AFTER = frozenset(Way) - {Way.OPEN, Way.ONE}
MOST_ENTRIES = 2_000


@dataclass(frozen=True, slots=True)
class _Parts:
    """A question taken apart: what stands before, in and after the braces."""

    title: str
    form: str
    before: str
    answers: str | None
    after: str


def read_gift(content: bytes, name: str, language: str) -> Brought:
    """A module of all questions, a page for each category. Raises `NotBroughtIn`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotBroughtIn("not_utf8", name) from error
    title = name.rsplit(".", 1)[0][:100] or "GIFT"
    reader = _Reader(ModuleWriter(title, language))
    for number, entry in enumerate(entries(text)):
        if number >= MOST_ENTRIES:
            raise NotBroughtIn("too_many_questions", name)
        reader.take(entry)
    if not reader.writer.has_pages:
        raise NotBroughtIn("no_questions", name)
    module = reader.writer.written(slug(title, "quiz"))
    return Brought(slug(title, "quiz", 36), {language: title}, {}, [module], reader.report)


class _Reader:
    """Writes question after question, and tells of each."""

    def __init__(self, writer: ModuleWriter) -> None:
        self.writer, self.report = writer, Report()
        self._next_page = writer.title

    def take(self, entry: Entry) -> None:
        if entry.category:
            self._next_page = entry.category.rsplit("/", 1)[-1]
            return
        where = f"{entry.line}"
        try:
            code = self._write(_taken_apart(entry.text), where)
            self.report.took(where, code)
        except (NotHeld, Full) as refused:
            self.report.left(where, refused.code)

    def _write(self, parts: _Parts, where: str) -> str:
        """Raises `NotHeld` and `Full`; what of the question is lost is told of."""
        answers, after = _answers(parts)
        question = _question(parts, answers, after) if answers or parts.answers is not None else None
        if question and (wrong := question.wrong_with()):
            raise NotHeld(wrong)
        if self._next_page:
            self.writer.page(self._next_page)
            self._next_page = ""
        for code in _lost(parts, answers, after):
            self.report.left(where, code)
        if question is None:
            self.writer.prose(shown(parts.before, parts.form))
            return "description"
        write_question(self.writer, question)
        return "essay" if question.way is Way.OPEN else "question"


def _taken_apart(text: str) -> _Parts:
    named = NAMED.match(text)
    title, rest = (named["title"].strip(), text[named.end() :]) if named else ("", text)
    form, rest = form_of(rest)
    before, opens, inside = rest.partition("{")
    answers, closes, after = inside.partition("}")
    if bool(opens) != bool(closes) or "}" in before or "{" in after or "}" in after:
        raise NotHeld("braces")
    if not opens and not rest.strip():
        raise NotHeld("no_question")
    return _Parts(title, form, before, answers if opens else None, after)


def _answers(parts: _Parts) -> tuple[Answers | None, str]:
    """What may be answered, and what is said to everybody afterwards."""
    inside, _, after = (parts.answers or "").partition("####")
    return Answers(inside.strip(), parts.form) if inside.strip() else None, shown(after, parts.form)


def _question(parts: _Parts, answers: Answers | None, after: str) -> Question:
    blank = f" {BLANK} " if parts.after.strip() else ""
    text = shown(f"{parts.before.rstrip()}{blank}{parts.after.strip()}", parts.form)
    title = shown_on_a_line(parts.title, "plain")
    if answers is None:
        return Question(title, text)
    return Question(title, text, answers.way, answers.choices, after if answers.way in SAYS_AFTER else "")


def _lost(parts: _Parts, answers: Answers | None, after: str) -> list[str]:
    """What a quiz of ours does not hold, though the question itself is taken."""
    said = parts.before + (parts.answers or "") + parts.after
    lost = ["pictures_in_question"] if has_pictures(said) else []
    lost += dict.fromkeys(answers.lost) if answers else []
    if after and (answers is None or answers.way not in SAYS_AFTER):
        lost.append("general_feedback")
    return lost
