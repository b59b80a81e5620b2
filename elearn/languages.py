"""Which language a page speaks, and how dates and texts in several languages are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel import negotiate_locale
from babel.dates import format_date as babel_date
from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol
from flask import Flask, current_app, g, has_request_context, request, session
from flask_babel import force_locale, get_timezone, gettext
from flask_login import current_user

from elearn.clock import now

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "se": "Davvisámegiella", "en": "English"}
# Texts that a course has only in bokmål and nynorsk are shown in the nearest language there is.
NEAREST = {
    "nb": ("nb", "nn", "en"),
    "nn": ("nn", "nb", "en"),
    "se": ("se", "nb", "en"),
    "en": ("en", "nb", "nn"),
}
# How a day is written, where it is not as in Norwegian.
DAYS = {"en": "EEEE d MMMM", "se": "EEEE MMMM d. 'beaivi'"}


def chosen() -> str:
    """The language of this request: chosen on the page, else the person's own, else the installation's."""
    if "locale" not in g:
        g.locale = _choose()
    return str(g.locale)


def _choose() -> str:
    if not has_request_context():
        return str(current_app.config["LANGUAGE"])
    wanted = session.get("language") or getattr(getattr(current_user, "person", None), "language", None)
    return str(wanted) if wanted in LANGUAGES else _without_person()


def _without_person() -> str:
    """A browser that asks for nynorsk or Sámi gets it; an English one is often a Norwegian's."""
    asked = negotiate_locale(list(request.accept_languages.values()), ["nb", "nn", "se", "no"], sep="-")
    return {None: str(current_app.config["LANGUAGE"]), "no": "nb"}.get(asked) or str(asked)


def speak_without_asking() -> None:
    """Choose the language of this answer without the database: it may be what has failed."""
    g.setdefault("locale", session.get("language") or _without_person())


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
    """Speak the reader's language for a while, or the installation's where that is not known.

    Never the writer's. Theirs is not even asked for: whoever writes a letter may hold the database.
    """
    before = g.get("locale")
    g.locale = language if language in LANGUAGES else str(current_app.config["LANGUAGE"])
    try:
        with force_locale(g.locale):
            yield
    finally:
        if before is None:
            del g.locale
        else:
            g.locale = before


def words(texts: Mapping[str, str], language: str | None = None) -> str:
    """The text in the given (or chosen) language, else in the nearest one that has it."""
    for code in NEAREST[language or chosen()]:
        if texts.get(code):
            return texts[code]
    return next(iter(texts.values()), "")


def local(moment: datetime) -> datetime:
    """The moment in the time zone of this installation."""
    return moment.astimezone(get_timezone())


def first_moment(day: date) -> datetime:
    """When the day begins in the time zone of this installation."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(current_app.config["TIMEZONE"]))


def utc_offset_minutes(moment: datetime) -> int:
    """How far local time is ahead of UTC then; scripts show times with it, not with the device's zone."""
    return int((local(moment).utcoffset() or timedelta()).total_seconds() // 60)


def clock_time(moment: datetime) -> str:
    """`18:04`: the same in all four languages."""
    return local(moment).strftime("%H:%M")


def day(moment: date | datetime) -> str:
    """`torsdag 3. desember`, `duorasdat juovlamánu 3. beaivi`, `Thursday 3 December`, a year if not this."""
    value = local(moment).date() if isinstance(moment, datetime) else moment
    year = "" if value.year == local(now()).year else " y"
    told = babel_date(value, DAYS.get(chosen(), "EEEE d. MMMM") + year, locale=chosen())
    # Before a day the Sámi month is in the genitive; Babel knows only the nominative.
    return told.replace("mánnu ", "mánu ")


def day_and_time(moment: datetime) -> str:
    """The day and the time, as in an invitation."""
    return gettext("%(day)s at %(time)s", day=day(moment), time=clock_time(moment))


def listed(names: Iterable[str]) -> str:
    """`Ana, Bjørn og Cecilie`."""
    return format_list(list(names), locale=chosen())


def phone_number(digits: str) -> str:
    """`+4712345678` as `12 34 56 78`, as one reads it out; a number of another country stays as it is."""
    found = re.fullmatch(r"\+47(\d\d)(\d\d)(\d\d)(\d\d)", digits)
    return " ".join(found.groups()) if found else digits


def number(value: float) -> str:
    """A figure with one decimal, as the language writes it: `8,7` or `8.7`."""
    return format_decimal(value, format="#,##0.0", locale=chosen())


def exact_number(value: float) -> str:
    """A figure with the decimals it has: `7` or `2,5`."""
    return format_decimal(value, format="#,##0.######", locale=chosen())


def decimal_sign() -> str:
    """What stands before the decimals, for JavaScript, which may not know the language."""
    return str(get_decimal_symbol(chosen()))


def init(app: Flask) -> None:
    app.jinja_env.filters.update(
        words=words,
        day=day,
        clock_time=clock_time,
        day_and_time=day_and_time,
        listed=listed,
        number=number,
        phone_number=phone_number,
    )

    @app.context_processor
    def _language() -> dict[str, object]:
        return {"locale": chosen(), "languages": LANGUAGES}
