"""The programme that ships: complete in its languages, honest in its figures, and loaded once."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from elearn.courses.programmes import load_programmes
from elearn.courses.run_sheets import KINDS, OWNERS, TOOLS, cautions, exchange_share, read

LANGUAGES = {"nb", "nn", "en"}


@pytest.fixture
def programme(session: Session) -> Programme:
    return load_programmes(session)[0]


def test_everyday_coping_has_six_weekly_sessions_and_a_follow_up(programme: Programme) -> None:
    sessions = [(meeting["id"], meeting["week"], meeting["minutes"]) for meeting in programme.sessions]

    assert sessions == [
        ("s1", 1, 120),
        ("s2", 2, 120),
        ("s3", 3, 120),
        ("s4", 4, 120),
        ("s5", 5, 120),
        ("s6", 6, 120),
        ("f1", 14, 90),
    ]


def test_no_session_that_ships_needs_a_caution(programme: Programme) -> None:
    assert [cautions(read(meeting["run_sheet"])) for meeting in programme.sessions] == [[]] * 7


def test_the_default_evening_is_57_minutes_of_exchange_in_120(programme: Programme) -> None:
    assert exchange_share(read(programme.sessions[1]["run_sheet"])) == 57 / 120


def test_the_first_evening_has_a_longer_round(programme: Programme) -> None:
    minutes = {phase.kind: phase.minutes for phase in read(programme.sessions[0]["run_sheet"])}

    assert (minutes["opening_round"], minutes["breakout"]) == (20, 18)


def test_every_text_is_there_in_three_languages(programme: Programme) -> None:
    phases = [phase for meeting in programme.sessions for phase in read(meeting["run_sheet"])]
    texts = [phase.title for phase in phases] + [phase.prompt for phase in phases]
    texts += [meeting["title"] for meeting in programme.sessions] + programme.ground_rules

    assert [text for text in texts if not {code for code in text if text[code].strip()} >= LANGUAGES] == []


def test_what_things_are_called_is_there_in_northern_sami_too(programme: Programme) -> None:
    phases = [phase for meeting in programme.sessions for phase in read(meeting["run_sheet"])]
    titles = [meeting["title"] for meeting in programme.sessions] + [phase.title for phase in phases]
    titles += [programme.title, programme.summary, *programme.ground_rules]

    assert [title for title in titles if not title.get("se")] == []


def test_every_phase_is_of_a_known_kind(programme: Programme) -> None:
    phases = [phase for meeting in programme.sessions for phase in read(meeting["run_sheet"])]

    known = [phase.kind in KINDS and phase.owner in OWNERS and phase.tool in TOOLS for phase in phases]

    assert all(known)


def test_loading_twice_keeps_one_programme(app: Flask, session: Session) -> None:
    run = app.test_cli_runner().invoke

    outputs = [run(args=["load-programmes"]).output for _ in range(2)]

    assert outputs == ["hverdagsmestring: 7 sessions\n"] * 2
    assert session.scalar(select(func.count()).select_from(Programme)) == 1
