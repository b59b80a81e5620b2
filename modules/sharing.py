"""What participants chose to share, gathered by what was asked, whichever version each of them reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from modules.answer_shapes import is_empty
from modules.blocks import Answered
from modules.models import Answer, ModuleVersion
from modules.queries import Current
from modules.texts import spoken, written


@dataclass(slots=True)
class Asked:
    """A question of a module with the answers that are shared. `anchor` is its own on the page."""

    module: str
    slug: str
    language: str
    block: Answered
    anchor: str
    answers: list[Answer] = field(default_factory=list)


def gathered(
    modules: Sequence[Current],
    own: Mapping[tuple[int, int], ModuleVersion],
    answers: Sequence[Answer],
    language: str,
) -> list[Asked]:
    """Newest module first, in the order of its pages; a question nobody shared anything about is left out.

    `own`: which version is whose, by person and module. What two versions ask alike stands together.
    """
    found: list[Asked] = []
    for current in reversed(modules):
        shared = [
            each for each in answers if each.module_id == current.module.id and not is_empty(each.value)
        ]
        found.extend(_of_module(current, own, shared, language))
    return found


def _of_module(
    current: Current, own: Mapping[tuple[int, int], ModuleVersion], shared: list[Answer], language: str
) -> list[Asked]:
    by_version: dict[int, tuple[ModuleVersion, list[Answer]]] = {}
    for answer in shared:
        version = own.get((answer.person_id, answer.module_id), current.version)
        by_version.setdefault(version.number, (version, []))[1].append(answer)
    found: list[Asked] = []
    for number in sorted(by_version, reverse=True):
        version, theirs = by_version[number]
        _add(found, current, version, theirs, language)
    return found


def _add(
    found: list[Asked], current: Current, version: ModuleVersion, answers: list[Answer], language: str
) -> None:
    title = spoken(version.content, language).title
    code, text = written(version.content, language, current.pages)
    for name, block in text.answered().items():
        theirs = [answer for answer in answers if answer.block == name]
        if not theirs:
            continue
        alike = next((each for each in found if each.block == block), None)
        if alike is None:
            anchor = name if all(each.block.block != name for each in found) else f"{name}-{version.number}"
            alike = Asked(title, current.slug, code, block, anchor)
            found.append(alike)
        alike.answers.extend(theirs)
