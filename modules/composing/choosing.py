"""What is taken of a course into a new one, and what falls out because something else does. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

# Words of `modules.timing` that name a session by its number.
NUMBERED = re.compile(r"(after|before):s(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Taken:
    """A part as it is taken along: when it opens and is due, what it waits for, which session it is."""

    slug: str
    opens: str = ""
    due: str = ""
    needs: Sequence[str] = ()
    session: int | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """What falls out of a part: its "opens", its "due", a "prerequisite", or the "session" that it is.

    `of` is the number of the session or the slug of the part that is not taken along.
    """

    slug: str
    what: str
    of: str


@dataclass(frozen=True, slots=True)
class Choice:
    """`sessions`: {old number: new number} of those that are held; `parts`: slugs of those that are shown."""

    sessions: Mapping[int, int]
    parts: Collection[str]


def renumbered(count: int, kept: Collection[int]) -> dict[int, int]:
    """The sessions that stay, in their order, numbered from 1."""
    staying = [number for number in range(1, count + 1) if number in kept]
    return {old: new for new, old in enumerate(staying, start=1)}


def taken(parts: Sequence[Taken], choice: Choice) -> tuple[list[Taken], list[Loss]]:
    """The parts as they are in the new course, and everything that falls out of them."""
    kept, losses = [], []
    for part in parts:
        if part.slug in choice.parts:
            fitted, lost = _fitted(part, choice)
            losses.extend(lost)
            if fitted is not None:
                kept.append(fitted)
    return kept, losses


def _fitted(part: Taken, choice: Choice) -> tuple[Taken | None, list[Loss]]:
    if part.session is not None and part.session not in choice.sessions:
        return None, [Loss(part.slug, "session", str(part.session))]
    losses = [
        *(Loss(part.slug, "opens", gone) for gone in _gone(part.opens, choice)),
        *(Loss(part.slug, "due", gone) for gone in _gone(part.due, choice)),
        *(Loss(part.slug, "prerequisite", need) for need in part.needs if need not in choice.parts),
    ]
    fitted = replace(
        part,
        opens=_moved(part.opens, choice),
        due=_moved(part.due, choice),
        needs=[need for need in part.needs if need in choice.parts],
        session=None if part.session is None else choice.sessions[part.session],
    )
    return fitted, losses


def _gone(words: str, choice: Choice) -> list[str]:
    match = NUMBERED.fullmatch(words)
    return [match[2]] if match and int(match[2]) not in choice.sessions else []


def _moved(words: str, choice: Choice) -> str:
    """The same session under its new number; nothing when it is gone: the part is open from the start."""
    match = NUMBERED.fullmatch(words)
    if match is None:
        return words
    number = choice.sessions.get(int(match[2]))
    return f"{match[1]}:s{number}" if number else ""
