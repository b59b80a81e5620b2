"""Every programme that ships keeps the rules of a good online room, and is complete in its languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.courses.models import CourseSession, Programme
from elearn.courses.programmes import CONTENT, load_programmes
from elearn.courses.run_sheets import (
    BREAKS,
    INPUTS,
    KINDS,
    LONGEST_BLOCK,
    OWNERS,
    TOOLS,
    Phase,
    cautions,
    exchange_share,
    read,
)
from elearn.courses.service import change_run_sheet
from modules.files import CONTENT as MODULES
from modules.files import read_course
from modules.timing import session_number

SHIPPED = sorted(file.stem for file in CONTENT.glob("*.toml"))
LANGUAGES = {"nb", "nn", "en"}


@pytest.fixture(params=SHIPPED)
def programme(request: pytest.FixtureRequest, session: Session) -> Programme:
    load_programmes(session)
    return session.scalars(select(Programme).filter_by(slug=request.param)).one()


def run_sheets(programme: Programme) -> dict[str, tuple[Phase, ...]]:
    return {meeting["id"]: read(meeting["run_sheet"]) for meeting in programme.sessions}


def test_no_session_needs_a_caution(programme: Programme) -> None:
    found = {id: cautions(phases) for id, phases in run_sheets(programme).items()}

    assert found == {id: [] for id in found}


def test_at_least_two_fifths_of_the_minutes_are_exchange(programme: Programme) -> None:
    shares = {id: exchange_share(phases) for id, phases in run_sheets(programme).items()}

    assert {id: share for id, share in shares.items() if share < 0.40} == {}


def test_nobody_sits_for_more_than_fifty_minutes(programme: Programme) -> None:
    longest = {id: max(stretches(phases)) for id, phases in run_sheets(programme).items()}

    assert {id: minutes for id, minutes in longest.items() if minutes > LONGEST_BLOCK} == {}


def stretches(phases: tuple[Phase, ...]) -> list[int]:
    """Minutes between breaks."""
    minutes = [0]
    for phase in phases:
        if phase.kind in BREAKS:
            minutes.append(0)
        else:
            minutes[-1] += max(0, phase.minutes)
    return minutes


def test_no_input_is_longer_than_twenty_minutes(programme: Programme) -> None:
    inputs = [
        (id, phase.minutes)
        for id, phases in run_sheets(programme).items()
        for phase in phases
        if phase.kind in INPUTS
    ]

    assert [each for each in inputs if each[1] > 20] == []


def test_every_session_has_an_opening_and_a_closing_round(programme: Programme) -> None:
    rounds = {
        id: [phase.kind for phase in phases if phase.kind in ("opening_round", "closing_round")]
        for id, phases in run_sheets(programme).items()
    }

    assert rounds == {id: ["opening_round", "closing_round"] for id in rounds}


def test_every_run_sheet_would_be_taken_from_a_leader(programme: Programme) -> None:
    for phases in run_sheets(programme).values():
        change_run_sheet(CourseSession(), phases)
        assert all(phase.kind in KINDS and phase.owner in OWNERS and phase.tool in TOOLS for phase in phases)


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_session_speaks_only_of_phases_its_run_sheet_has(slug: str) -> None:
    written = tomllib.loads((CONTENT / f"{slug}.toml").read_text("utf-8"))
    phases = [phase.get("id", phase["kind"]) for phase in written["phases"]]
    spoken = {
        name
        for meeting in written["sessions"]
        for part in ("minutes", "prompts", "without")
        for name in meeting.get(part, ())
    }

    assert sorted(phases) == sorted(set(phases))
    assert spoken - set(phases) == set()


def test_sessions_come_in_the_order_of_their_days(programme: Programme) -> None:
    days = [(meeting["week"], meeting["day"]) for meeting in programme.sessions]

    assert days == sorted(set(days))
    assert days[0] == (1, 1)


def test_every_text_is_there_in_three_languages(programme: Programme) -> None:
    phases = [phase for sheet in run_sheets(programme).values() for phase in sheet]
    texts = [phase.title for phase in phases] + [phase.prompt for phase in phases]
    texts += [meeting["title"] for meeting in programme.sessions] + programme.ground_rules
    texts += [programme.title, programme.summary]

    assert [text for text in texts if not {code for code in text if text[code].strip()} >= LANGUAGES] == []


@pytest.mark.parametrize("file", sorted(MODULES.glob("*/course.toml")), ids=lambda file: file.parent.name)
def test_modules_are_short_and_speak_of_sessions_the_programme_has(file: Path, session: Session) -> None:
    course = read_course(file.parent)
    load_programmes(session)
    programme = session.scalars(select(Programme).filter_by(slug=course.slug)).one()

    spoken = [session_number(words) or 1 for module in course.modules for words in (module.opens, module.due)]

    assert [number for number in spoken if number > len(programme.sessions)] == []
    assert [module.slug for module in course.modules if not 1 <= module.minutes <= 20] == []
