"""What is filled in about a course: its words in each language, its flow, a part."""

from __future__ import annotations

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict

from elearn.courses.texts import clean
from elearn.errors import DomainError
from elearn.languages import LANGUAGES
from modules.composing.cloning import Wanted
from modules.composing.service import Flow, PartChange
from modules.timing import is_timing

LONGEST_TITLE, LONGEST_TEXT, MOST_RULES = 120, 600, 20
# What is chosen besides a day: nothing of one's own, or open from the start.
OWN_TIME, FROM_START = "module", "start"

Filled = MultiDict[str, str]


def texts(form: Filled, name: str, longest: int = LONGEST_TEXT) -> dict[str, str]:
    """`<name>-<language>` of every language that is filled in."""
    written = {code: clean(form.get(f"{name}-{code}", "")).strip()[:longest] for code in LANGUAGES}
    return {code: text for code, text in written.items() if text}


def ground_rules(form: Filled) -> list[dict[str, str]]:
    """One rule a line; the same line in every language is the same rule."""
    lines = {code: clean(form.get(f"rules-{code}", "")).strip().split("\n") for code in LANGUAGES}
    most = min(MOST_RULES, max(map(len, lines.values())))
    rules = [
        {
            code: written[number].strip()[:LONGEST_TEXT]
            for code, written in lines.items()
            if number < len(written) and written[number].strip()
        }
        for number in range(most)
    ]
    return [rule for rule in rules if rule]


def flow(form: Filled) -> Flow:
    return Flow(
        form.get("pace", ""), form.get("completion", ""), number(form, "least_sessions"),
        form.getlist("comes_after"),
    )  # fmt: skip


def part_change(form: Filled, pages: Sequence[str] | None) -> PartChange:
    """`pages`: those the module has. All of them chosen means all, also those that it gets later."""
    chosen = [page for page in form.getlist("pages") if pages and page in pages]
    is_whole = not pages or len(chosen) in (0, len(pages))
    return PartChange(
        opens=_timing(form, "opens"),
        due=_timing(form, "due"),
        needs=form.getlist("needs"),
        is_required=form.get("is_required") is not None,
        pages=None if is_whole else chosen,
    )


def _timing(form: Filled, name: str) -> str | None:
    chosen, day = form.get(name, OWN_TIME), form.get(f"{name}-day", "")
    if chosen == OWN_TIME:
        return None
    words = f"on:{day}" if chosen == "on" else chosen
    # What is refused is told as what it is, and not as too long a text.
    return words if is_timing(words) else "?"


def wanted(form: Filled, title: dict[str, str]) -> Wanted:
    sessions = [int(each) for each in form.getlist("sessions") if each.isdecimal() and len(each) < 4]
    mode = form.get("mode", "reference")
    if mode not in ("reference", "copy"):
        raise DomainError("malformed")
    return Wanted(title, sessions, form.getlist("parts"), mode)


def number(form: Filled, name: str) -> int:
    """A whole number of at most nine digits. Raises `DomainError("malformed")`."""
    written = form.get(name, "")
    if not (written.isascii() and written.isdecimal() and len(written) < 10):
        raise DomainError("malformed")
    return int(written)
