"""How each kind of `:::` block is read: its attributes and the Markdown inside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from modules import markdown
from modules.blocks import (
    ActionPlan,
    Agreement,
    Block,
    Buddy,
    Checklist,
    Choice,
    EnergyLog,
    Experience,
    Links,
    NetworkMap,
    Picture,
    Quiz,
    Reflection,
    Scale,
    Sound,
    Talk,
    Video,
)
from modules.problems import Problem

CHOICE = re.compile(r"\[(?P<mark>[ xX])\]\s*(?P<answer>.+?)\s*::\s*(?P<feedback>.+)", re.DOTALL)


@dataclass(slots=True)
class BlockSource:
    """A `:::` block as it stands in the file. `attributes` is None when they cannot be read."""

    kind: str
    attributes: dict[str, str] | None
    tokens: list[Token]
    line: int

    def needed(self, name: str, why: str) -> str:
        """The attribute of that name; its absence is a problem."""
        value = self.optional(name)
        if not value:
            raise Problem(f'The block "{self.kind}" lacks {name}="…": {why}.')
        return value

    def optional(self, name: str) -> str:
        return (self.attributes or {}).get(name, "").replace('\\"', '"').strip()

    def number(self, name: str, default: int) -> int:
        value = self.optional(name)
        if value and not re.fullmatch(r"\d{1,3}", value):
            raise Problem(f'In the block "{self.kind}", {name}={value} is not a whole number.')
        return int(value or default)

    def id(self) -> str:
        """The id under which answers are kept."""
        value = self.optional("id")
        if not value:
            raise Problem(f'The block "{self.kind}" has no id: write `::: {self.kind} {{#some-id}}`.')
        return value

    def html(self, what: str = "text") -> str:
        """All Markdown inside, rendered; none at all is a problem."""
        if not self.tokens:
            raise Problem(f'The block "{self.kind}" has no {what}.')
        return markdown.render(self.tokens)

    def around_list(self) -> tuple[str, list[tuple[str, int]]]:
        """What stands before the list, rendered, and each item of the list with its line."""
        starts = (place for place, token in enumerate(self.tokens) if token.type == "bullet_list_open")
        start = next(starts, len(self.tokens))
        return markdown.render(self.tokens[:start]), list(_items(self.tokens[start:]))


def _items(tokens: list[Token]) -> Iterator[tuple[str, int]]:
    for token in tokens:
        if token.type == "inline":
            yield token.content, (token.map[0] + 1 if token.map else 0)


def _picture(source: BlockSource) -> Picture:
    alt = source.needed("alt", "say what the picture shows, for those who do not see it")
    return Picture(source.needed("src", "name the file in media/"), alt, source.optional("caption"))


def _sound(source: BlockSource) -> Sound:
    return Sound(**_recording(source))


def _video(source: BlockSource) -> Video:
    return Video(**_recording(source), poster=source.optional("poster"))


def _recording(source: BlockSource) -> dict[str, str]:
    return {
        "src": source.needed("src", "name the file in media/"),
        "captions": source.needed("captions", "those who do not hear need them; a .vtt file in media/"),
        "title": source.needed("title", "say what it is and how long it lasts"),
        "transcript_html": source.html("transcript: write everything that is said"),
    }


def _experience(source: BlockSource) -> Experience:
    return Experience(source.needed("name", "who tells this"), source.html())


def _quiz(source: BlockSource) -> Quiz:
    question, items = source.around_list()
    choices = [_choice(text, line) for text, line in items]
    if not question:
        raise Problem("The quiz has no question.")
    if len(choices) < 2:
        raise Problem("The quiz needs at least two answers: lines like `- [x] answer :: feedback`.")
    if not any(choice.is_right for choice in choices):
        raise Problem("The quiz has no right answer: mark one with `[x]`.")
    return Quiz(source.id(), question, choices)


def _choice(text: str, line: int) -> Choice:
    match = CHOICE.fullmatch(text.strip())
    if match is None:
        raise Problem(
            "An answer is written `- [x] answer :: feedback`, or with `[ ]` when it is not right.", line
        )
    answer, feedback = markdown.render_line(match["answer"]), markdown.render_line(match["feedback"])
    return Choice(answer, feedback, is_right=match["mark"] != " ")


def _checklist(source: BlockSource) -> Checklist:
    intro, items = source.around_list()
    if not items:
        raise Problem("The checklist is empty: write lines like `- thing to tick`.")
    return Checklist(source.id(), intro, [markdown.render_line(text) for text, _line in items])


def _scale(source: BlockSource) -> Scale:
    lowest, highest = source.number("min", 0), source.number("max", 10)
    if not 1 <= highest - lowest <= 10:
        raise Problem("A scale has at least two and at most eleven steps: look at min and max.")
    low = source.needed("low", "say what the lowest number means")
    high = source.needed("high", "say what the highest number means")
    return Scale(source.id(), source.html("question"), lowest, highest, low, high)


def _energy_log(source: BlockSource) -> EnergyLog:
    days = source.number("days", 3)
    if not 1 <= days <= 14:
        raise Problem("An energy log has from 1 to 14 days.")
    return EnergyLog(source.id(), source.html("introduction"), days)


BUILDERS: dict[str, Callable[[BlockSource], Block]] = {
    "picture": _picture,
    "sound": _sound,
    "video": _video,
    "experience": _experience,
    "quiz": _quiz,
    "checklist": _checklist,
    "scale": _scale,
    "energy-log": _energy_log,
    "reflection": lambda source: Reflection(source.id(), source.html("question")),
    "agreement": lambda source: Agreement(source.id(), source.html()),
    "action-plan": lambda source: ActionPlan(source.id(), source.html("introduction")),
    "network-map": lambda source: NetworkMap(source.id(), source.html("introduction")),
    "buddy": lambda source: Buddy(source.id(), source.html("prompt")),
    "talk": lambda source: Talk(source.html("question")),
    "links": lambda source: Links(source.html()),
}
