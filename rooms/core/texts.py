"""Texts people write, made safe to keep: nothing invisible that breaks a page or turns the reading order."""

import re
import unicodedata

from rooms.core.refusals import Code, Refused

MESSAGE = 2_000
QUESTION = 1_000
NOTE = 10_000
FIELD = 4_000
TITLE = 200
LINK = 2_000
NAME = 60
LANGUAGE = 12

# Control characters except tab and newline, half surrogates, and the embeddings, overrides and isolates
# that let a text reorder what stands around it.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile("[\r\n\t\u2028\u2029]+")


def clean(text: str) -> str:
    """The text without unsafe characters and outer blanks; newlines and tabs are kept."""
    return _UNSAFE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    """The same on a single line: for names, titles and options."""
    return clean(_BREAKS.sub(" ", text))


def optional(text: str, limit: int = FIELD) -> str:
    """A cleaned text that may be blank. Refused when longer than `limit` characters."""
    cleaned = clean(text)
    if len(cleaned) > limit:
        raise Refused(Code.TOO_LONG)
    return "" if is_blank(cleaned) else cleaned


def required(text: str, limit: int = FIELD, otherwise: Code = Code.EMPTY) -> str:
    """A cleaned text in which something can be seen."""
    written = optional(text, limit)
    if not written:
        raise Refused(otherwise)
    return written


def name(text: str) -> str:
    """A name for the room, cut rather than refused: nobody is left outside because of a long name."""
    return required(one_line(text)[:NAME], NAME)


def is_blank(text: str) -> bool:
    """True when nothing can be seen: only blanks and zero-width characters."""
    return all(unicodedata.category(character)[0] in "ZC" for character in text)
