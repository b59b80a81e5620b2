"""A `:::` block as it stands in the file: its attributes, the Markdown inside, and the lines of its list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from modules import markdown
from modules.problems import Problem

LISTS = {"bullet_list_open": "bullet_list_close", "ordered_list_open": "ordered_list_close"}


@dataclass(frozen=True, slots=True)
class Listed:
    """What stands before a list and after it, rendered, and each line of the list with its number."""

    before: str
    items: list[tuple[str, int]]
    after: str


@dataclass(slots=True)
class BlockSource:
    """`attributes` is None when they cannot be read."""

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

    def listed(self) -> Listed:
        """The first list and what stands around it."""
        start = next((place for place, token in enumerate(self.tokens) if _begins(token)), len(self.tokens))
        end = _end_of_list(self.tokens, start)
        before, after = self.tokens[:start], self.tokens[end:]
        return Listed(markdown.render(before), list(_lines(self.tokens[start:end])), markdown.render(after))

    def list_alone(self) -> Listed:
        """The same, where nothing may stand after the list."""
        listed = self.listed()
        if listed.after:
            raise Problem(f'In the block "{self.kind}" nothing stands after the list.')
        return listed


def _begins(token: Token) -> bool:
    return token.type in LISTS and token.level <= 1


def _end_of_list(tokens: Sequence[Token], start: int) -> int:
    if start == len(tokens):
        return start
    closing, level = LISTS[tokens[start].type], tokens[start].level
    places = range(start, len(tokens))
    return (
        next(place for place in places if (tokens[place].type, tokens[place].level) == (closing, level)) + 1
    )


def _lines(tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    for token in tokens:
        if token.type == "inline":
            yield token.content, (token.map[0] + 1 if token.map else 0)
