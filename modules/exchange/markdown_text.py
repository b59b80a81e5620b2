"""Text from elsewhere as Markdown that says just that and starts nothing of its own."""

from __future__ import annotations

import re
import unicodedata

SIGNS = re.compile(r"([\\*_\[\]<>&`~|])")
# What would begin a heading, a list or a block at the start of a line.
STARTS = re.compile(r"^(\s*)([#+=-]|:::|\d{1,9}[.)](?=\s|$))", re.MULTILINE)
# In Markdown of others: a first heading begins a page of ours, and three colons a block.
PAGE = re.compile(r"^( {0,3})#(?=\s)", re.MULTILINE)
UNDERLINED = re.compile(r"^( {0,3})(=+\s*)$", re.MULTILINE)
FENCE = re.compile(r"^(\s*):::", re.MULTILINE)
LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss", "ð": "d", "þ": "th"}
)


def escaped(text: str) -> str:
    """Plain text."""
    return SIGNS.sub(r"\\\1", text)


def at_start(text: str) -> str:
    """Text, escaped before, at the start of a line."""
    return STARTS.sub(_held_back, text)


def _held_back(match: re.Match[str]) -> str:
    space, sign = match.groups()
    return f"{space}{sign[:-1]}\\{sign[-1]}" if sign[0].isdigit() else f"{space}\\{sign}"


def tamed(markdown: str) -> str:
    """Markdown of others, without what would begin a page or a block of ours."""
    text = PAGE.sub(r"\1##", markdown.replace("\r\n", "\n").replace("\r", "\n"))
    return FENCE.sub(r"\1\\:::", UNDERLINED.sub(r"\1\\\2", text)).strip()


def one_line(markdown: str) -> str:
    """The same on one line, as an answer of a quiz is written; nothing in it parts answer and feedback."""
    return re.sub(r":{2,}", ":", " ".join(markdown.replace("\\\n", " ").split()))


def attribute(text: str) -> str:
    """Plain text as the value of an attribute of a block."""
    return " ".join(text.replace("\\", "").split()).replace('"', '\\"')


def slug(text: str, otherwise: str, longest: int = 50) -> str:
    """A name for an address: small letters, figures and hyphens, a letter first."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(LETTERS)).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")
    return words if words[:1].isalpha() else f"{otherwise}-{words}".strip("-")
