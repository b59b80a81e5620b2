"""The signs of GIFT: where questions begin, what a backslash protects, and in which form text is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from modules.exchange.html_reading import html_line, read_html
from modules.exchange.markdown_text import at_start, escaped, one_line, tamed

ESCAPE = re.compile(r"\\([~=#{}:\\n])")
# What stands for protected signs while a question is taken apart; they mean nothing, and no text keeps them.
HELD = {sign: chr(0xE000 + place) for place, sign in enumerate("~=#{}:\\n")}
BACK = {held: "\n" if sign == "n" else sign for sign, held in HELD.items()}
FORM = re.compile(r"\s*\[(html|markdown|plain|moodle)\]\s*")
TAG = re.compile(r"<[a-zA-Z/][^>]*>")
CATEGORY = re.compile(r"\$CATEGORY:\s*(?P<path>.+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A question as it stands in the file, its protected signs held back; or a category, by name."""

    line: int
    text: str
    category: str = ""


def entries(text: str) -> Iterator[Entry]:
    """Everything in the file, one after the other: empty lines part questions, `//` begins a comment."""
    gathered: list[str] = []
    start = 0
    for number, line in enumerate([*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""], 1):
        match = CATEGORY.fullmatch(line.strip())
        if not line.strip() or match:
            # An empty line inside the braces parts nothing.
            if gathered and (match or _is_whole("\n".join(gathered))):
                yield Entry(start, "\n".join(gathered))
                gathered = []
            elif gathered:
                gathered.append("")
            if match:
                yield Entry(number, "", match["path"].strip())
        elif not line.lstrip().startswith("//"):
            start = start if gathered else number
            gathered.append(_held(line))
    if gathered:
        yield Entry(start, "\n".join(gathered).strip())


def shown(text: str, form: str) -> str:
    """Text of a question as Markdown."""
    plain = _given_back(text).strip()
    match form:
        case "markdown":
            return tamed(plain)
        case "html" | "moodle" if form == "html" or TAG.search(plain):
            return "\n\n".join(piece for piece in read_html(plain).pieces if isinstance(piece, str))
        case _:
            return at_start(escaped(plain))


def shown_on_a_line(text: str, form: str) -> str:
    """Text of an answer as Markdown."""
    plain = _given_back(text).strip()
    if form == "html" or (form == "moodle" and TAG.search(plain)):
        return html_line(plain)
    return one_line(tamed(plain) if form == "markdown" else escaped(plain))


def form_of(text: str, otherwise: str = "moodle") -> tuple[str, str]:
    """The form that stands before the text in brackets, and the text."""
    match = FORM.match(text)
    return (match[1], text[match.end() :]) if match else (otherwise, text)


def has_pictures(text: str) -> bool:
    """True when something in it is shown from a file, which does not come with GIFT."""
    return bool(re.search(r"<img\b|@@PLUGINFILE@@", _given_back(text), re.IGNORECASE))


def _is_whole(text: str) -> bool:
    return text.count("{") <= text.count("}")


def _held(line: str) -> str:
    line = "".join(sign for sign in line if sign not in BACK)
    return ESCAPE.sub(lambda match: HELD[match[1]], line)


def _given_back(text: str) -> str:
    return "".join(BACK.get(sign, sign) for sign in text)
