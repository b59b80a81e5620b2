"""Moodle's text format of questions, GIFT, to a module of quizzes; each refusal is told with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from modules.exchange.brought import Brought, Report
from modules.exchange.gift_text import Entry, entries, form_of, has_pictures, shown, shown_on_a_line
from modules.exchange.markdown_text import slug
from modules.exchange.questions import TRUE_FALSE, Choice, Question, write_question
from modules.exchange.refused import NotBroughtIn
from modules.exchange.writing import Full, ModuleWriter

NAMED = re.compile(r"\s*::(?P<title>.*?)::", re.DOTALL)
ANSWER = re.compile(r"(?P<sign>[~=])(?P<text>[^~=]*)")
WEIGHT = re.compile(r"\s*%(?P<weight>-?\d{1,3}(\.\d{1,7})?)%")
TRUTH = re.compile(r"\s*(?P<said>TRUE|FALSE|T|F)\s*(#.*)?", re.DOTALL | re.IGNORECASE)
BLANK = "_____"
MOST_ENTRIES = 2_000


class NotHeld(Exception):
    """A question that no block of ours holds; `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


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
        question = _question(parts, self.writer.language) if parts.answers is not None else None
        wrong = question.wrong_with() if question else ""
        if wrong:
            raise NotHeld(wrong)
        if self._next_page:
            self.writer.page(self._next_page)
            self._next_page = ""
        for code in _lost(parts):
            self.report.left(where, code)
        if question is None:
            self.writer.prose(shown(parts.before, parts.form))
            return "description"
        write_question(self.writer, question)
        return "question" if question.choices else "essay"


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


def _question(parts: _Parts, language: str) -> Question:
    answers = (parts.answers or "").partition("####")[0].strip()
    blank = f" {BLANK} " if parts.after.strip() else ""
    text = shown(f"{parts.before.rstrip()}{blank}{parts.after.strip()}", parts.form)
    title = shown_on_a_line(parts.title, "plain")
    if not answers:
        return Question(title, text)
    if answers.startswith("#"):
        raise NotHeld("number_question")
    truth = TRUTH.fullmatch(answers)
    choices = _truth(truth["said"], answers, parts.form, language) if truth else _choices(answers, parts.form)
    return Question(title, text, choices)


def _truth(said: str, answers: str, form: str, language: str) -> list[Choice]:
    """The first feedback is for those who are wrong, the second for those who are right."""
    is_true = said.upper().startswith("T")
    _said, wrong, right = [*(shown_on_a_line(text, form) for text in answers.split("#")), "", ""][:3]
    return [
        Choice(words, is_right := (words_are_true is is_true), right if is_right else wrong)
        for words, words_are_true in zip(TRUE_FALSE[language], (True, False), strict=True)
    ]


def _choices(answers: str, form: str) -> list[Choice]:
    found = list(ANSWER.finditer(answers))
    if not found or answers[: found[0].start()].strip():
        raise NotHeld("braces")
    if all(match["sign"] == "=" for match in found):
        raise NotHeld("matching" if all("->" in match["text"] for match in found) else "short_answer")
    one_is_right = any(match["sign"] == "=" for match in found)
    return [_choice(match, form, one_is_right) for match in found]


def _choice(match: re.Match[str], form: str, one_is_right: bool) -> Choice:
    """Where one answer is marked as the right one, what is worth a part of it is not right."""
    weight = WEIGHT.match(match["text"])
    text, _, feedback = (match["text"][weight.end() :] if weight else match["text"]).partition("#")
    worth = float(weight["weight"]) if weight else 0.0
    own_form, text = form_of(text, form)
    is_right = match["sign"] == "=" or (worth == 100 if one_is_right else worth > 0)
    return Choice(shown_on_a_line(text, own_form), is_right, shown_on_a_line(feedback, own_form))


def _lost(parts: _Parts) -> list[str]:
    """What a quiz of ours does not hold, though the question itself is taken."""
    answers = parts.answers or ""
    lost = ["pictures_in_question"] if has_pictures(parts.before + answers + parts.after) else []
    weights = [float(match) for match in re.findall(r"[~=]\s*%(-?\d+(?:\.\d+)?)%", answers)]
    if "=" in answers and any(0 < weight < 100 for weight in weights):
        lost.append("half_right")
    if "####" in answers:
        lost.append("general_feedback")
    return lost
