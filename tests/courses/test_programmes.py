"""Everyday coping as it ships: its evenings and their minutes; and programmes are loaded once."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from elearn.courses.programmes import CONTENT
from elearn.courses.run_sheets import exchange_share, read
from tests.shelf import everyday_coping


@pytest.fixture
def programme(session: Session) -> Programme:
    return everyday_coping(session)


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


def test_the_default_evening_is_57_minutes_of_exchange_in_120(programme: Programme) -> None:
    assert exchange_share(read(programme.sessions[1]["run_sheet"])) == 57 / 120


def test_the_first_evening_has_a_longer_round(programme: Programme) -> None:
    minutes = {phase.kind: phase.minutes for phase in read(programme.sessions[0]["run_sheet"])}

    assert (minutes["opening_round"], minutes["breakout"]) == (20, 18)


def test_what_things_are_called_is_there_in_northern_sami_too(programme: Programme) -> None:
    phases = [phase for meeting in programme.sessions for phase in read(meeting["run_sheet"])]
    titles = [meeting["title"] for meeting in programme.sessions] + [phase.title for phase in phases]
    titles += [programme.title, programme.summary, *programme.ground_rules]

    assert [title for title in titles if not title.get("se")] == []


def test_loading_twice_keeps_one_of_each(app: Flask, session: Session) -> None:
    run = app.test_cli_runner().invoke

    outputs = [run(args=["load-programmes"]).output for _ in range(2)]

    assert outputs[0] == outputs[1]
    assert "hverdagsmestring: 7 sessions\n" in outputs[0]
    assert session.scalars(select(Programme.slug).order_by(Programme.slug)).all() == sorted(
        file.stem for file in CONTENT.glob("*.toml")
    )
