"""One line of captions: what somebody says, as far as it is understood by now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rooms.core.refusals import Code, Refused
from rooms.core.texts import one_line

# Somebody who speaks without a pause says about so much in a minute; of more only the end is shown.
LONGEST = 1_000
# A device tells a line again and again while it grows: so often it may, in the long run.
PER_SECOND = 5.0


@dataclass(frozen=True, slots=True)
class Line:
    """`id` is one utterance: what comes with the same id takes the place of what came before.

    `person` is that of the connection it came from, never what a browser says. A line that is `final` and
    empty takes back what was shown of it.
    """

    person: str
    id: str
    text: str
    final: bool

    def told(self) -> dict[str, Any]:
        """As browsers get it."""
        return {
            "kind": "caption",
            "person": self.person,
            "id": self.id,
            "text": self.text,
            "final": self.final,
        }


def line_of(person: str, said: Mapping[str, Any]) -> Line:
    """What a browser's own recognition has understood. Raises `Refused`."""
    match said:
        case {"id": str(number), "text": str(text), "final": bool(final)} if _is_plain(number):
            return Line(person, number, shown(text), final)
        case _:
            raise Refused(Code.MALFORMED)


def shown(text: str) -> str:
    """The text on one line, without what breaks a page; the end of it when it is long."""
    return one_line(text)[-LONGEST:]


def _is_plain(number: str) -> bool:
    return 0 < len(number) <= 40 and number.isascii() and number.isprintable()
