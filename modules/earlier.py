"""What a reader answered in versions before theirs, with the question as it was asked then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from modules.blocks import Answered
from modules.models import EarlierAnswer
from modules.texts import written


@dataclass(frozen=True, slots=True)
class Earlier:
    """An answer that has no place in the reader's version; `language` is that of the question."""

    id: int
    language: str
    block: Answered
    value: dict[str, Any]
    changed_at: datetime


def answered_before(kept: Sequence[EarlierAnswer], language: str) -> list[Earlier]:
    """Each answer beside its question, in the order of the versions."""
    asked = {each.version_id: written(each.version.content, language) for each in kept}
    found = []
    for each in kept:
        code, text = asked[each.version_id]
        block = text.answered().get(each.block)
        if block is not None:
            found.append(Earlier(each.id, code, block, each.value, each.changed_at))
    return found
