"""Which language a page speaks, and how days are told."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from elearn.clock import now
from elearn.languages import chosen, day, phone_number, words


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("nn-NO,nb;q=0.9", "nn"), ("no", "nb"), ("se,nb;q=0.5", "se"), ("en-US,en", "nb"), ("", "nb")],
)
@pytest.mark.parametrize("settings", [{"LANGUAGE": "nb"}])
def test_a_visitor_hears_the_installations_language_unless_the_browser_asks_for_a_norwegian_one(
    app: Flask, asked: str, spoken: str
) -> None:
    with app.test_request_context(headers={"Accept-Language": asked}):
        assert chosen() == spoken


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nb", "torsdag 3. desember 2015"),
        ("nn", "torsdag 3. desember 2015"),
        ("se", "duorasdat juovlamánu 3. beaivi 2015"),
        ("en", "Thursday 3 December 2015"),
    ],
)
def test_a_day_of_another_year_is_told_with_its_year(app: Flask, language: str, told: str) -> None:
    with app.test_request_context(headers={"Accept-Language": ""}):
        app.config["LANGUAGE"] = language
        assert day(date(2015, 12, 3)) == told


def test_a_day_of_this_year_is_told_without_it(app: Flask) -> None:
    this_year = now().year

    with app.test_request_context():
        assert str(this_year) not in day(date(this_year, 6, 15))


def test_a_text_that_is_missing_is_shown_in_the_nearest_language(app: Flask) -> None:
    with app.test_request_context():
        assert words({"nb": "Pause", "en": "Break"}, "nn") == "Pause"
        assert words({"en": "Break"}, "se") == "Break"
        assert words({}, "nb") == ""


@pytest.mark.parametrize(
    ("digits", "shown"),
    [("+4712345678", "12 34 56 78"), ("+46701234567", "+46701234567"), ("+471234", "+471234"), ("", "")],
)
def test_a_norwegian_number_is_shown_as_one_reads_it_out(digits: str, shown: str) -> None:
    assert phone_number(digits) == shown
