"""The administrators' page: this process as it is, in words and figures."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from elearn.clock import milliseconds
from elearn.operations.live import bars
from elearn.operations.rules import State
from elearn.operations.state_words import media_words, state_words
from rooms.core.refusals import Code, Refused
from rooms.neighbours import Neighbours
from rooms.refusal_words import refusal_sentences
from rooms.watching.figures import Figures
from rooms.watching.hour import MINUTES, Hour, Minute
from tests.acting import Auth
from tests.cast import Cast
from tests.rooms.held import hold

# 2026-11-26 17:00 UTC, which is 18:00 in Norway.
EVENING_MS = 1_795_712_400_000


@pytest.fixture
def figures(app: Flask) -> Figures:
    """The figures of an application whose last hour began that evening."""
    figures: Figures = app.extensions["room_engine"].rooms.figures
    app.extensions["rooms_hour"] = Hour(figures, EVENING_MS)
    return figures


def minute_with(app: Flask, figures: Figures, messages: int, number: int) -> None:
    figures.messages += messages
    app.extensions["rooms_hour"].keep(EVENING_MS + number * 60_000)


def test_every_state_has_words_of_its_own(app: Flask) -> None:
    with app.test_request_context():
        words = state_words()

    assert list(words) == list(State)
    assert len({told for pair in words.values() for told in pair}) == 2 * len(State)


@pytest.mark.parametrize(
    ("carrier", "is_direct", "relays", "told"),
    [
        ("mesh", True, "", "people can find each other's network addresses"),
        ("mesh", False, "turn:kurs.example.org", "by the relay: nobody learns"),
        ("janus", False, "turn:kurs.example.org", "By Janus, and to it by the relay"),
        ("janus", False, "", "By Janus: nobody learns"),
        ("none", False, "", "Not at all"),
    ],
)
def test_the_page_says_how_voice_and_picture_travel(
    app: Flask, carrier: str, is_direct: bool, relays: str, told: str
) -> None:
    with app.test_request_context():
        words = media_words({"MEDIA": carrier, "MEDIA_DIRECT": is_direct, "TURN_URLS": relays})

    assert told in words


def test_bars_end_at_the_right_and_the_tallest_fills_the_drawing() -> None:
    minutes = [Minute(EVENING_MS + number * 60_000, Figures(messages=number)) for number in (0, 1, 4)]

    drawn = bars(minutes)

    assert [(bar.x, bar.height) for bar in drawn] == [(MINUTES - 3, 0), (MINUTES - 2, 25), (MINUTES - 1, 100)]
    assert [bar.at.strftime("%H:%M") for bar in drawn] == ["16:59", "17:00", "17:03"]
    assert bars([]) == []


def test_a_quiet_server_says_so(auth: Auth, cast: Cast) -> None:
    page = auth.login(cast.ase).get("/operations").text

    assert "It is quiet: nobody does anything in a room." in page
    assert "No message in the last hour." in page
    assert "Nothing was refused." in page
    assert "minutes-chart" not in page


@pytest.mark.parametrize(
    ("is_away", "told"),
    [(True, ("Redis is away.", "Away: each room still works")), (False, ("It is quiet", "It answers"))],
)
def test_where_there_are_several_processes_the_page_says_how_redis_is(
    app: Flask, auth: Auth, cast: Cast, is_away: bool, told: tuple[str, str]
) -> None:
    neighbours = Neighbours("redis://127.0.0.1:1/0", milliseconds)
    neighbours.is_away = is_away
    app.extensions["room_engine"] = replace(app.extensions["room_engine"], neighbours=neighbours)

    page = auth.login(cast.ase).get("/operations").text

    assert [words in page for words in (*told, "Redis between the processes")] == [True] * 3


def test_one_process_alone_says_nothing_of_redis(auth: Auth, cast: Cast) -> None:
    assert "Redis" not in auth.login(cast.ase).get("/operations").text


def test_the_chart_shows_the_busiest_minute_and_a_table_the_same(
    app: Flask, auth: Auth, cast: Cast, figures: Figures
) -> None:
    for number, messages in enumerate((3, 0, 12, 1), start=1):
        minute_with(app, figures, messages, number)

    page = auth.login(cast.ase).get("/operations").text

    assert page.count('class="minutes-chart__bar"') == 3
    assert "At most 12 messages in a minute, at 18:02." in page
    rows = re.findall(r'<th scope="row">(\d\d:\d\d)</th><td class="table__number">(\d+)</td>', page)
    assert rows == [("18:03", "1"), ("18:02", "12"), ("18:01", "0"), ("18:00", "3")]


def test_what_was_refused_is_told_in_the_words_people_saw(
    app: Flask, auth: Auth, cast: Cast, figures: Figures
) -> None:
    for code in (Code.SLOW_MODE, Code.TOO_FAST, Code.TOO_FAST):
        figures.came_of(Refused(code))

    page = auth.login(cast.ase).get("/operations").text

    with app.test_request_context():
        words = refusal_sentences()
    codes = re.findall(r"<td><code>(\w+)</code></td><td class=\"table__number\">(\d+)</td>", page)
    assert codes == [("too_fast", "2"), ("slow_mode", "1")]
    assert words["too_fast"] in page
    assert words["slow_mode"] in page
    assert words["muted"] not in page


@pytest.mark.parametrize(
    ("spread", "seconds", "told"),
    [
        ("answer_s", 0.001, "Everything answers quickly."),
        ("commit_s", 0.3, "Writing to the database takes long."),
        ("lag_s", 0.3, "The server has more to do than it manages."),
    ],
)
def test_what_the_figures_mean_is_said_in_words(
    auth: Auth, cast: Cast, figures: Figures, spread: str, seconds: float, told: str
) -> None:
    getattr(figures, spread).add(seconds)

    assert told in auth.login(cast.ase).get("/operations").text


def test_what_went_wrong_an_hour_ago_is_over(app: Flask, auth: Auth, cast: Cast, figures: Figures) -> None:
    figures.not_stored += 1
    browser = auth.login(cast.ase)
    assert "Something could not be saved." in browser.get("/operations").text

    for number in range(1, 7):
        minute_with(app, figures, 0, number)

    assert "It is quiet" in browser.get("/operations").text


def test_nobody_who_was_in_a_room_is_named(app: Flask, auth: Auth, session: Session, cast: Cast) -> None:
    held = hold(session, cast, rooms=app.extensions["room_engine"].rooms)

    page = auth.login(cast.ase).get("/operations").text

    assert "<dt>Rooms kept ready</dt><dd>1</dd>" in page
    for private in (*held.actors, held.public_id, "Jeg kjenner meg igjen", cast.ana.public_id):
        assert private not in page
