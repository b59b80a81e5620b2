"""Fields of the forms for blocks: how each is written, and where in the Markdown it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Type(StrEnum):
    """How a field is written, and where in the block's Markdown it stands."""

    PROSE = "prose"  # the text inside the block, with a toolbar
    TEXT = "text"  # the text inside the block, before its list if it has one
    AFTER = "after"  # the text inside the block, after its list
    ANSWERS = "answers"  # a list: answers, each right or not, with what is said to it
    STATEMENTS = "statements"  # a list: statements, each true or not, with what is said to it
    ORDER = "order"  # a list: things, in the right order
    PAIRS = "pairs"  # a list: left sides, each with its right side
    PHRASES = "phrases"  # a list: words, each right or not, with or without something that is said to it
    AMOUNTS = "amounts"  # a list: numbers, the same way
    ITEMS = "items"  # a list: things
    CHOICE = "choice"  # an attribute: one of some values
    LINE = "line"  # an attribute
    NUMBER = "number"  # an attribute
    FILE = "file"  # an attribute: a file of the module


# Both are the text of the block; a list is named by its type, since a block has one at most.
INSIDE = {Type.PROSE: "body", Type.TEXT: "body"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `name` is that of its attribute, if it is one; a shared one is the same in all languages.

    `options` are the values of a choice and their words; `only` the kinds of quiz that have the field.
    """

    type: Type
    label: Any
    name: str = ""
    is_shared: bool = False
    help: Any = ""
    options: tuple[tuple[str, Any], ...] = ()
    only: tuple[str, ...] | None = None
