"""How pages of the log show times, lengths and people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from flask_babel import gettext as _

from rooms.story.reading import Reading
from rooms.views import blueprint


@blueprint.app_template_filter("moment")
def moment(ms: int) -> datetime:
    """A time of the log, in milliseconds, as the other filters for times want it."""
    return datetime.fromtimestamp(ms / 1000, UTC)


@blueprint.app_template_filter("minutes")
def minutes(ms: int) -> int:
    """Whole minutes; what took any time at all took at least one."""
    return max(1, round(ms / 60_000)) if ms > 0 else 0


def who_in(reading: Reading) -> Callable[[str], str]:
    """Names as the room knew them; the clock is the room itself, a forgotten person is somebody."""

    def who(person: str) -> str:
        return (reading.name_of(person) or _("Somebody")) if person else _("The room")

    return who


def names_in(reading: Reading) -> Callable[[Iterable[str]], str]:
    """The names of several people in a row."""
    who = who_in(reading)
    return lambda people: ", ".join(map(who, people))
