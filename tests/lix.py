"""How heavy Norwegian is to read: LIX, under 25 for children's books, under 35 for easy prose."""

from __future__ import annotations

import re

FENCE = re.compile(r"^:::.*$|\{#[^}]*\}", re.MULTILINE)
THING = re.compile(r"^\s*(?:-|\d+\.)\s|\s::\s", re.MULTILINE)
END = re.compile(r"[.!?:]+(?=\W|$)|\n\s*\n")
WORD = re.compile(r"[^\W\d_]+")
LONG = 6


def lix(markdown: str) -> float:
    """Words per sentence and words of more than 6 letters per 100 words, added up (C. H. Björnsson, 1968).

    A heading, a paragraph and a thing in a list end a sentence, as a full stop does.
    """
    text = THING.sub("\n\n", FENCE.sub("", markdown))
    sentences = [part for part in END.split(text) if WORD.search(part)]
    words = WORD.findall(text)
    return len(words) / len(sentences) + 100 * sum(len(word) > LONG for word in words) / len(words)
