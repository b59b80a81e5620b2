"""Names in addresses, made from titles."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection

LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "á": "a", "č": "c", "đ": "d", "ŋ": "n", "š": "s", "ž": "z"}
)


def fresh_slug(title: str) -> str:
    """A name for a programme, at most 40 long; the end keeps it apart from those that ship one day."""
    words = re.sub(r"[^a-z0-9]+", "-", title.casefold().translate(LETTERS)).strip("-")
    return f"{words[:33].strip('-') or 'kurs'}-{secrets.token_hex(3)}"


def free_slug(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, with a number when that is taken; at most 60 long."""
    numbered = (f"{wanted[:56]}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
