"""What an author may do to a draft: one small type per edit, and their form in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, TypeAlias

import msgspec

from elearn.errors import Invalid


@dataclass(frozen=True, slots=True)
class WriteText:
    """Write a passage. `was` is what the author had before them: what others wrote meanwhile is kept."""

    kind: ClassVar[str] = "write_text"
    key: str
    language: str
    text: str
    was: str


@dataclass(frozen=True, slots=True)
class ConfirmText:
    """A translation still says what the main language says."""

    kind: ClassVar[str] = "confirm_text"
    key: str
    language: str


@dataclass(frozen=True, slots=True)
class AddPage:
    """A page, first or after another one."""

    kind: ClassVar[str] = "add_page"
    page: str
    after: str = ""
    titles: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MovePage:
    kind: ClassVar[str] = "move_page"
    page: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class RemovePage:
    """`seen` is the number of the last edit that the author had before them."""

    kind: ClassVar[str] = "remove_page"
    page: str
    seen: int


@dataclass(frozen=True, slots=True)
class AddBlock:
    """A block, first on its page or after another one, with what is written in it so far."""

    kind: ClassVar[str] = "add_block"
    key: str
    block: str
    page: str
    after: str = ""
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MoveBlock:
    kind: ClassVar[str] = "move_block"
    key: str
    page: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class RemoveBlock:
    """`seen` is the number of the last edit that the author had before them."""

    kind: ClassVar[str] = "remove_block"
    key: str
    seen: int


@dataclass(frozen=True, slots=True)
class AddLanguage:
    kind: ClassVar[str] = "add_language"
    language: str


@dataclass(frozen=True, slots=True)
class RemoveLanguage:
    """The module is no longer written in that language; what was written stays in the history."""

    kind: ClassVar[str] = "remove_language"
    language: str


Edit: TypeAlias = (
    WriteText
    | ConfirmText
    | AddPage
    | MovePage
    | RemovePage
    | AddBlock
    | MoveBlock
    | RemoveBlock
    | AddLanguage
    | RemoveLanguage
)

EDITS: dict[str, type[Edit]] = {
    edit.kind: edit
    for edit in (
        WriteText, ConfirmText, AddPage, MovePage, RemovePage, AddBlock, MoveBlock, RemoveBlock,
        AddLanguage, RemoveLanguage,
    )
}  # fmt: skip


def edit_from_json(fields: Mapping[str, Any]) -> Edit:
    """The edit that a browser sent. Raises `Invalid`."""
    named = EDITS.get(str(fields.get("kind")))
    if named is None:
        raise Invalid("no_such_edit")
    try:
        edit: Edit = msgspec.convert({name: fields[name] for name in fields if name != "kind"}, named)
    except msgspec.ValidationError as error:
        raise Invalid("no_such_edit") from error
    return edit


def edit_to_json(edit: Edit) -> dict[str, Any]:
    return {"kind": edit.kind, **asdict(edit)}
