"""How each kind of quiz is read: a question, a list of what may be answered, and words for all after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from modules import markdown
from modules.block_source import BlockSource, Listed
from modules.blocks import AnyQuiz, Choice, ManyQuiz, Quiz
from modules.problems import Problem
from modules.quizzes import (
    Amount,
    MatchQuiz,
    NumberQuiz,
    OrderQuiz,
    Pair,
    Phrase,
    Statement,
    TextQuiz,
    TrueFalseQuiz,
)

MARKED = re.compile(r"\[(?P<mark>[ xX])\]\s*(?P<answer>.+?)\s*(?:::\s*(?P<feedback>.+))?", re.DOTALL)
NUMBER = r"[-+−]?\d{1,9}(?:[.,]\d{1,6})?"
AMOUNT = re.compile(rf"(?P<number>{NUMBER})(?:\s*(?:±|\+-|\+/-)\s*(?P<within>\d{{1,9}}(?:[.,]\d{{1,6}})?))?")
LONGEST_PHRASE = 100
MOST_THINGS = 12


def quiz(source: BlockSource) -> AnyQuiz:
    """The quiz of the kind that its attribute `kind` names; without one it is a choice of one answer."""
    kind = source.optional("kind")
    if kind not in KINDS:
        known = ", ".join(f'"{name}"' for name in KINDS if name)
        raise Problem(
            f'There is no quiz of the kind "{kind}". Known are: {known}; without kind="…" one is chosen.'
        )
    listed = source.listed() if kind else source.list_alone()
    if not listed.before:
        raise Problem("The quiz has no question.")
    return KINDS[kind](source, listed)


def _one(source: BlockSource, listed: Listed) -> Quiz:
    return Quiz(source.id(), listed.before, _choices(listed))


def _many(source: BlockSource, listed: Listed) -> ManyQuiz:
    return ManyQuiz(source.id(), listed.before, _choices(listed), listed.after)


def _choices(listed: Listed) -> list[Choice]:
    read = partial(_marked, form="- [x] answer :: feedback", needs_feedback=True)
    found = [read(item) for item in listed.items]
    choices = [Choice(markdown.render_line(text), feedback, is_right) for text, feedback, is_right in found]
    if len(choices) < 2:
        raise Problem("The quiz needs at least two answers: lines like `- [x] answer :: feedback`.")
    _check_some_right([choice.is_right for choice in choices])
    return choices


def _true_false(source: BlockSource, listed: Listed) -> TrueFalseQuiz:
    read = partial(_marked, form="- [x] statement :: feedback", needs_feedback=True, meaning="true")
    found = [read(item) for item in listed.items]
    if not found:
        raise Problem("The quiz has no statement: write lines like `- [x] statement :: feedback`.")
    statements = [
        Statement(markdown.render_line(text), feedback, is_true) for text, feedback, is_true in found
    ]
    return TrueFalseQuiz(source.id(), listed.before, statements, listed.after)


def _order(source: BlockSource, listed: Listed) -> OrderQuiz:
    things = [markdown.render_line(text) for text, _line in listed.items]
    if not 2 <= len(things) <= MOST_THINGS:
        raise Problem(
            f"Something to put in order has from 2 to {MOST_THINGS} things: write lines like `1. thing`."
        )
    _check_different(things, listed.items)
    return OrderQuiz(source.id(), listed.before, things, listed.after)


def _match(source: BlockSource, listed: Listed) -> MatchQuiz:
    pairs = [_pair(text, line) for text, line in listed.items]
    if not 2 <= len(pairs) <= MOST_THINGS:
        raise Problem(f"A match has from 2 to {MOST_THINGS} pairs: write lines like `- left :: right`.")
    _check_different([pair.left_html for pair in pairs], listed.items)
    if len({pair.right for pair in pairs}) < 2:
        raise Problem("All pairs of the match have the same right side: then there is nothing to find out.")
    return MatchQuiz(source.id(), listed.before, pairs, listed.after)


def _pair(text: str, line: int) -> Pair:
    left, found, right = text.partition("::")
    if not found or not left.strip() or not markdown.plain(right):
        raise Problem("A pair is written `- left :: right`.", line)
    return Pair(markdown.render_line(left.strip()), markdown.plain(right))


def _text(source: BlockSource, listed: Listed) -> TextQuiz:
    phrases = [_phrase(text, line) for text, line in listed.items]
    _check_some_right([phrase.is_right for phrase in phrases])
    return TextQuiz(source.id(), listed.before, phrases, listed.after)


def _phrase(text: str, line: int) -> Phrase:
    answer, feedback, is_right = _marked((text, line), form="- [x] words :: feedback")
    words = markdown.plain(answer)
    if not any(sign.isalnum() for sign in words) or len(words) > LONGEST_PHRASE:
        raise Problem(f"An answer in words has a letter or a digit and at most {LONGEST_PHRASE} signs.", line)
    return Phrase(words, feedback, is_right)


def _number(source: BlockSource, listed: Listed) -> NumberQuiz:
    amounts = [_amount(text, line) for text, line in listed.items]
    _check_some_right([amount.is_right for amount in amounts])
    return NumberQuiz(source.id(), listed.before, amounts, source.optional("unit"), listed.after)


def _amount(text: str, line: int) -> Amount:
    answer, feedback, is_right = _marked((text, line), form="- [x] 7 ± 1 :: feedback")
    match = AMOUNT.fullmatch(answer)
    if match is None:
        raise Problem(f'"{answer}" is not a number: write one like `7`, `2,5` or `7 ± 1`.', line)
    return Amount(_float(match["number"]), _float(match["within"] or "0"), feedback, is_right)


def _float(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-"))


def _marked(
    item: tuple[str, int], form: str, needs_feedback: bool = False, meaning: str = "right"
) -> tuple[str, str, bool]:
    """What may be answered, as it is written, the feedback, rendered, and whether it is marked."""
    text, line = item
    match = MARKED.fullmatch(text.strip())
    if match is None or (needs_feedback and not match["feedback"]):
        raise Problem(f"An answer is written `{form}`, or with `[ ]` when it is not {meaning}.", line)
    return match["answer"], markdown.render_line(match["feedback"] or ""), match["mark"] != " "


def _check_some_right(marks: Sequence[bool]) -> None:
    if not any(marks):
        raise Problem("The quiz has no right answer: mark one with `[x]`.")


def _check_different(htmls: Sequence[str], items: Sequence[tuple[str, int]]) -> None:
    for place, html in enumerate(htmls):
        if html in htmls[:place]:
            raise Problem("The same words stand here twice: nobody can tell which is meant.", items[place][1])


KINDS: dict[str, Callable[[BlockSource, Listed], AnyQuiz]] = {
    "": _one,
    "many": _many,
    "true-false": _true_false,
    "order": _order,
    "match": _match,
    "text": _text,
    "number": _number,
}
