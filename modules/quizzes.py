"""Quizzes that are more than one choice among answers: true or not, in order, in pairs, in words, a number.

What the reader answers is compared in the reader's own browser; nobody else gets to see it.
`after_html` is said to everybody who has answered, whatever the answer was.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that is true or not, and what is said to the one who has made up their mind."""

    html: str
    feedback_html: str
    is_true: bool


@dataclass(frozen=True, slots=True)
class TrueFalseQuiz:
    """Statements, each to be found true or not."""

    kind: ClassVar[str] = "quiz-true-false"
    block: str
    html: str
    statements: list[Statement]
    after_html: str = ""


@dataclass(frozen=True, slots=True)
class OrderQuiz:
    """Things to put in order; `things` are in the right one."""

    kind: ClassVar[str] = "quiz-order"
    block: str
    html: str
    things: list[str]  # rendered and sanitised
    after_html: str = ""

    @property
    def mixed(self) -> list[int]:
        """The places of the things in the order first shown: the same for all, never the right one."""
        return _mixed(self.block, len(self.things))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that belong together. `right` is plain text, since it stands in a list to choose from."""

    left_html: str
    right: str


@dataclass(frozen=True, slots=True)
class MatchQuiz:
    """Pairs to find. Several may have the same right side."""

    kind: ClassVar[str] = "quiz-match"
    block: str
    html: str
    pairs: list[Pair]
    after_html: str = ""

    @property
    def options(self) -> list[int]:
        """The pairs whose right sides can be chosen, each of different words once, in the order shown."""
        rights = [pair.right for pair in self.pairs]
        first = [place for place in range(len(rights)) if rights.index(rights[place]) == place]
        return [first[place] for place in _mixed(self.block, len(first))]

    @property
    def answers(self) -> list[int]:
        """For each pair the option that is right."""
        rights = [pair.right for pair in self.pairs]
        return [rights.index(right) for right in rights]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that somebody may answer with, and what is then said."""

    text: str
    feedback_html: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class TextQuiz:
    """A question answered in a few words of one's own."""

    kind: ClassVar[str] = "quiz-text"
    block: str
    html: str
    phrases: list[Phrase]
    after_html: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that somebody may answer with, give or take `within`, and what is then said."""

    number: float
    within: float
    feedback_html: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class NumberQuiz:
    """A question answered with a number; `unit` is what is counted, in the text's language."""

    kind: ClassVar[str] = "quiz-number"
    block: str
    html: str
    amounts: list[Amount]
    unit: str = ""
    after_html: str = ""


def _mixed(seed: str, count: int) -> list[int]:
    """The numbers from 0 in another order, the same one for the same seed."""
    places, random = list(range(count)), Random(seed)  # noqa: S311 - a play, not a secret
    while count > 1 and places == list(range(count)):
        random.shuffle(places)
    return places
