"""What an edit makes of a draft. Pure: nothing is looked up and nothing is stored here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar, assert_never

from elearn.languages import LANGUAGES
from modules.authoring.draft import (
    FACTS,
    NO_LANGUAGE,
    SUMMARY,
    TITLE,
    Draft,
    DraftBlock,
    DraftPage,
    Passage,
    title_key,
)
from modules.authoring.edits import (
    AddBlock,
    AddLanguage,
    AddPage,
    ConfirmText,
    Edit,
    MoveBlock,
    MovePage,
    RemoveBlock,
    RemoveLanguage,
    RemovePage,
    WriteText,
)
from modules.authoring.merging import merged
from modules.block_parsing import WRITTEN

NAME = re.compile(r"[a-z][a-z0-9-]{0,59}")
LONGEST_PASSAGE = 20_000
MOST_PAGES, MOST_BLOCKS = 40, 80

T = TypeVar("T")


class Refused(Exception):
    """The edit cannot be done. `code` is stable and told to the author; nothing has changed."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Parted(Exception):
    """Two authors changed the same words: `theirs` is what stands there now, for the author to choose."""

    def __init__(self, theirs: str) -> None:
        self.theirs = theirs
        super().__init__("parted")


@dataclass(frozen=True, slots=True)
class Edited:
    """The draft after the edit; `was_merged` says that somebody else's words are in the passage, too."""

    draft: Draft
    was_merged: bool = False


def edited(draft: Draft, edit: Edit, number: int) -> Edited:
    """The draft after edit number `number`. Raises `Refused` or `Parted`, with nothing changed."""
    match edit:
        case WriteText():
            return _write(draft, edit, number)
        case ConfirmText():
            return Edited(_confirm(draft, edit, number))
        case AddPage():
            return Edited(_add_page(draft, edit, number))
        case MovePage():
            return Edited(_move_page(draft, edit))
        case RemovePage():
            return Edited(_remove_page(draft, edit))
        case AddBlock():
            return Edited(_add_block(draft, edit, number))
        case MoveBlock():
            return Edited(_move_block(draft, edit))
        case RemoveBlock():
            return Edited(_remove_block(draft, edit))
        case AddLanguage():
            return Edited(_add_language(draft, edit))
        case RemoveLanguage():
            return Edited(_remove_language(draft, edit))
        case _:
            assert_never(edit)


def _write(draft: Draft, edit: WriteText, number: int) -> Edited:
    if not draft.knows(edit.key):
        raise Refused("is_gone")
    _check_language(draft, edit.key, edit.language)
    _check_length(edit.text)
    now = draft.text(edit.key, edit.language)
    text = merged(edit.was, edit.text, now) if edit.key not in FACTS else _fact(edit, now)
    if text is None:
        raise Parted(now)
    _check_length(text)
    return Edited(_written(draft, edit.key, {edit.language: text}, number), text not in (edit.text, now))


def _fact(edit: WriteText, now: str) -> str | None:
    """A number or a name has no words to put together."""
    return edit.text if now in (edit.was, edit.text) else None


def _written(draft: Draft, key: str, texts: Mapping[str, str], number: int) -> Draft:
    passages = dict(draft.passages.get(key, {}))
    first = number if draft.main in texts else _revision(passages.get(draft.main))
    for language, text in texts.items():
        if passages.get(language, Passage("")).text != text or language not in passages:
            passages[language] = Passage(text, number, 0 if language == draft.main else first)
    return replace(draft, passages={**draft.passages, key: passages})


def _revision(passage: Passage | None) -> int:
    return passage.revision if passage else 0


def _confirm(draft: Draft, edit: ConfirmText, number: int) -> Draft:
    passages = draft.passages.get(edit.key, {})
    passage = passages.get(edit.language)
    if passage is None or edit.language == draft.main:
        raise Refused("nothing_to_confirm")
    # A revision of its own, so that everybody who has the draft open hears of it.
    still = replace(passage, revision=number, of=_revision(passages.get(draft.main)))
    return replace(draft, passages={**draft.passages, edit.key: {**passages, edit.language: still}})


def _add_page(draft: Draft, edit: AddPage, number: int) -> Draft:
    if len(draft.pages) >= MOST_PAGES:
        raise Refused("too_many_pages")
    _check_new_name(draft, edit.page)
    pages = _placed(draft.pages, DraftPage(edit.page), edit.after, lambda page: page.id)
    return _with_texts(replace(draft, pages=pages), title_key(edit.page), edit.titles, number)


def _move_page(draft: Draft, edit: MovePage) -> Draft:
    page = _page(draft, edit.page)
    others = tuple(each for each in draft.pages if each is not page)
    return replace(draft, pages=_placed(others, page, edit.after, lambda page: page.id))


def _remove_page(draft: Draft, edit: RemovePage) -> Draft:
    page = _page(draft, edit.page)
    keys = [page.title_key, *(block.key for block in page.blocks)]
    _check_unchanged(draft, keys, edit.seen)
    pages = tuple(each for each in draft.pages if each is not page)
    return replace(draft, pages=pages, passages=_without(draft, keys))


def _add_block(draft: Draft, edit: AddBlock, number: int) -> Draft:
    page = _page(draft, edit.page)
    if len(page.blocks) >= MOST_BLOCKS:
        raise Refused("too_many_blocks")
    if edit.block not in WRITTEN:
        raise Refused("no_such_block")
    _check_new_name(draft, edit.key)
    block = DraftBlock(edit.key, edit.block)
    blocks = _placed(page.blocks, block, edit.after, lambda block: block.key)
    return _with_texts(_with_page(draft, replace(page, blocks=blocks)), edit.key, edit.texts, number)


def _move_block(draft: Draft, edit: MoveBlock) -> Draft:
    block = _block(draft, edit.key)
    rest = _without_block(draft, edit.key)
    page = _page(rest, edit.page)
    return _with_page(
        rest, replace(page, blocks=_placed(page.blocks, block, edit.after, lambda block: block.key))
    )


def _remove_block(draft: Draft, edit: RemoveBlock) -> Draft:
    _block(draft, edit.key)
    _check_unchanged(draft, [edit.key], edit.seen)
    return replace(_without_block(draft, edit.key), passages=_without(draft, [edit.key]))


def _add_language(draft: Draft, edit: AddLanguage) -> Draft:
    if edit.language not in LANGUAGES or edit.language in draft.languages:
        raise Refused("no_such_language")
    return replace(draft, languages=(*draft.languages, edit.language))


def _remove_language(draft: Draft, edit: RemoveLanguage) -> Draft:
    if edit.language not in draft.languages or edit.language in ("nb", "nn"):
        raise Refused("language_is_needed")
    languages = tuple(each for each in draft.languages if each != edit.language)
    passages = {
        key: {language: passage for language, passage in texts.items() if language != edit.language}
        for key, texts in draft.passages.items()
    }
    return replace(draft, languages=languages, passages=passages)


def _with_texts(draft: Draft, key: str, texts: Mapping[str, str], number: int) -> Draft:
    for language, text in texts.items():
        _check_language(draft, key, language)
        _check_length(text)
    return _written(draft, key, texts, number)


def _placed(things: tuple[T, ...], thing: T, after: str, name: Callable[[T], str]) -> tuple[T, ...]:
    """With `thing` after the one of that name: first when none is named, last when it is there no more."""
    names = [name(each) for each in things]
    place = 0 if not after else names.index(after) + 1 if after in names else len(names)
    return (*things[:place], thing, *things[place:])


def _page(draft: Draft, id: str) -> DraftPage:
    page = draft.page(id)
    if page is None:
        raise Refused("is_gone")
    return page


def _block(draft: Draft, key: str) -> DraftBlock:
    block = draft.block(key)
    if block is None:
        raise Refused("is_gone")
    return block


def _with_page(draft: Draft, page: DraftPage) -> Draft:
    return replace(draft, pages=tuple(page if each.id == page.id else each for each in draft.pages))


def _without_block(draft: Draft, key: str) -> Draft:
    pages = tuple(
        replace(page, blocks=tuple(block for block in page.blocks if block.key != key))
        for page in draft.pages
    )
    return replace(draft, pages=pages)


def _without(draft: Draft, keys: list[str]) -> dict[str, dict[str, Passage]]:
    return {key: texts for key, texts in draft.passages.items() if key not in keys}


def _check_unchanged(draft: Draft, keys: list[str], seen: int) -> None:
    """Nobody takes away what somebody else has written in and they have not seen."""
    newest = max(
        (passage.revision for key in keys for passage in draft.passages.get(key, {}).values()), default=0
    )
    if newest > seen:
        raise Refused("changed_meanwhile")


def _check_new_name(draft: Draft, name: str) -> None:
    if not NAME.fullmatch(name):
        raise Refused("not_a_name")
    if name in (TITLE, SUMMARY, *FACTS) or draft.page(name) or draft.block(name):
        raise Refused("name_is_taken")


def _check_language(draft: Draft, key: str, language: str) -> None:
    allowed = (NO_LANGUAGE,) if key in FACTS else draft.languages
    if language not in allowed:
        raise Refused("no_such_language")


def _check_length(text: str) -> None:
    if len(text) > LONGEST_PASSAGE:
        raise Refused("too_long")
