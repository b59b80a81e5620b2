"""What participants have chosen to share, gathered by what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from modules.answer_shapes import is_empty
from modules.blocks import Answered
from modules.models import Answer
from modules.queries import Current
from modules.texts import spoken, written


@dataclass(slots=True)
class Asked:
    """A question of a module with the answers that are shared."""

    module: str
    slug: str
    language: str
    block: Answered
    answers: list[Answer] = field(default_factory=list)


def gathered(modules: Sequence[Current], answers: Sequence[Answer], language: str) -> list[Asked]:
    """Newest module first, in the order of its pages; a question nobody shared anything about is left out."""
    found: list[Asked] = []
    for current in reversed(modules):
        by_block: dict[str, list[Answer]] = {}
        for answer in answers:
            if answer.module_id == current.module.id and not is_empty(answer.value):
                by_block.setdefault(answer.block, []).append(answer)
        if by_block:
            found.extend(_asked(current, by_block, language))
    return found


def _asked(current: Current, by_block: dict[str, list[Answer]], language: str) -> list[Asked]:
    content = current.version.content
    title, (code, text) = spoken(content, language).title, written(content, language, current.pages)
    return [
        Asked(title, current.slug, code, block, by_block[block.block])
        for page in text.pages
        for block in page.blocks
        if isinstance(block, Answered) and block.block in by_block
    ]
