"""Quizzes on paper: what there is to mark or to write, and the answers for the last pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, assert_never

from flask_babel import gettext as _

from elearn.languages import exact_number
from modules.blocks import AnyQuiz, Choice, ManyQuiz, Quiz
from modules.exchange.booklet_nodes import Data, Headings, nodes
from modules.quizzes import Amount, MatchQuiz, NumberQuiz, OrderQuiz, TextQuiz, TrueFalseQuiz

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def quiz_said(quiz: AnyQuiz, headings: Headings) -> Data:
    """`way`: how it is answered on paper. `answers`: what the last pages say, each with a label or none."""
    said: Data = {
        "kind": "quiz",
        "nodes": nodes(quiz.html, headings),
        "after": nodes(getattr(quiz, "after_html", ""), headings),
    }
    match quiz:
        case Quiz():
            return said | {"way": "one", "asks": _("What do you think?")} | _choices(quiz.choices)
        case ManyQuiz():
            asks = _("What fits? Choose one or more")
            return said | {"way": "many", "asks": asks} | _choices(quiz.choices)
        case TrueFalseQuiz():
            return said | {"way": "true-false", "asks": _("True or not?")} | _statements(quiz)
        case OrderQuiz():
            return said | {"way": "order", "asks": _("Put in order")} | _order(quiz)
        case MatchQuiz():
            return said | {"way": "match", "asks": _("What belongs together?")} | _match(quiz)
        case TextQuiz():
            found = [([each.text], each.feedback_html, each.is_right) for each in quiz.phrases]
            asks = _("Answer in your own words")
            return said | {"way": "line", "asks": asks, "unit": ""} | _foreseen(found)
        case NumberQuiz():
            found = [
                ([amount_said(each, quiz.unit)], each.feedback_html, each.is_right) for each in quiz.amounts
            ]
            asks = _("Which number?")
            return said | {"way": "line", "asks": asks, "unit": quiz.unit} | _foreseen(found)
        case _:
            assert_never(quiz)


def _choices(choices: Iterable[Choice]) -> Data:
    answers = [
        _answer(_letter(place), _line(choice.html), choice.feedback_html, choice.is_right)
        for place, choice in enumerate(choices)
    ]
    return {"answers": answers}


def _statements(quiz: TrueFalseQuiz) -> Data:
    words = {True: _("True"), False: _("Not true")}
    answers = [
        _answer(_letter(place), _line(each.html), each.feedback_html, False) | {"is": words[each.is_true]}
        for place, each in enumerate(quiz.statements)
    ]
    return {"answers": answers}


def _order(quiz: OrderQuiz) -> Data:
    things = [_line(thing) for thing in quiz.things]
    return {
        "mixed": [things[place] for place in quiz.mixed],
        "answers": [_answer(f"{place}.", thing) for place, thing in enumerate(things, 1)],
    }


def _match(quiz: MatchQuiz) -> Data:
    lefts = [_line(pair.left_html) for pair in quiz.pairs]
    pairs = zip(lefts, (pair.right for pair in quiz.pairs), strict=True)
    return {
        "lefts": lefts,
        "rights": [quiz.pairs[place].right for place in quiz.options],
        "answers": [_answer("", [*left, f" – {right}"]) for left, right in pairs],
    }


def _foreseen(found: Iterable[tuple[list[Any], str, bool]]) -> Data:
    return {"answers": [_answer("", words, feedback, is_right) for words, feedback, is_right in found]}


def _answer(label: str, said: list[Any], feedback: str = "", is_right: bool = False) -> Data:
    is_ = _("Fits well") if is_right else ""
    return {"label": label, "nodes": said, "feedback": _line(feedback), "is": is_}


def _line(html: str) -> list[Any]:
    return nodes(html, Headings())


def amount_said(amount: Amount, unit: str) -> str:
    """The number, what it may differ, and what is counted."""
    within = f" ± {exact_number(amount.within)}" if amount.within else ""
    return f"{exact_number(amount.number)}{within} {unit}".strip()


def _letter(place: int) -> str:
    return LETTERS[place % len(LETTERS)]
