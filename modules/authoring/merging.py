"""Two authors changed the same text: both changes together, or the word that they cannot be put together."""

from __future__ import annotations

import re

from merge3 import Merge3

WORDS = re.compile(r"\w+|\s|[^\w\s]")


def merged(was: str, mine: str, theirs: str) -> str | None:
    """The text with what either of the two changed in it; None where both changed the same words.

    Word by word: two people who write in different sentences of a paragraph do not disturb each other.
    """
    if mine in (was, theirs):
        return theirs
    if theirs == was:
        return mine
    both: list[str] = []
    for group in Merge3(_words(was), _words(mine), _words(theirs)).merge_groups():
        if group[0] == "conflict":
            return None
        both.extend(group[1])
    return "".join(both)


def _words(text: str) -> list[str]:
    return WORDS.findall(text)
