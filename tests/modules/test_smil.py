"""SMIL as it ships: gatherings for few, short texts for two ages, and always somebody to talk to."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from elearn.courses.programmes import load_programmes
from elearn.courses.run_sheets import read
from modules.blocks import Agreement, Experience, Picture
from modules.files import CONTENT, CourseFiles, read_course
from tests.lix import lix

FOLDER = CONTENT / "smil"
FOR_CHILDREN = sorted(FOLDER.glob("[bu]?-*/n?.md"))
FOR_GUARDIANS = sorted(FOLDER.glob("g?-*/n?.md"))
TRUSTED = {
    "nb": ("voksen du stoler på", "trygg voksen"),
    "nn": ("vaksen du stoler på", "trygg vaksen"),
}


@pytest.fixture
def programme(session: Session) -> Programme:
    load_programmes(session)
    return session.scalars(select(Programme).filter_by(slug="smil")).one()


@pytest.fixture(scope="module")
def course() -> CourseFiles:
    return read_course(FOLDER)


def named(text: Path) -> str:
    return f"{text.parent.name}/{text.name}"


def test_eleven_weekly_gatherings_of_an_hour_for_six_to_eight(programme: Programme) -> None:
    assert [(each["week"], each["minutes"]) for each in programme.sessions] == [
        (week, 60) for week in range(1, 12)
    ]
    assert (programme.min_people, programme.max_people) == (6, 8)


def test_nobody_speaks_for_more_than_ten_minutes(programme: Programme) -> None:
    phases = [phase for each in programme.sessions for phase in read(each["run_sheet"])]

    talks = [phase.minutes for phase in phases if phase.kind in ("experience_talk", "professional_input")]

    assert max(talks) <= 10


def test_families_know_which_gatherings_are_theirs(programme: Programme) -> None:
    titles = {each["id"]: each["title"]["nb"] for each in programme.sessions}

    assert [id for id, title in titles.items() if "(familiesamling)" in title] == ["s1", "s9", "s11"]
    assert [id for id, title in titles.items() if "(foreldretreff)" in title] == ["s6"]


def test_both_ages_have_every_theme_at_the_same_time(course: CourseFiles) -> None:
    by_age = {
        age: [
            (module.slug[1:], module.opens, module.due) for module in course.modules if module.slug[0] == age
        ]
        for age in "bu"
    }

    assert by_age["b"] == by_age["u"]
    assert len(by_age["b"]) == 7


def test_a_theme_is_met_in_the_group_before_it_is_read_alone(course: CourseFiles) -> None:
    assert {module.slug: module.due for module in course.modules[3:] if module.due} == {}
    assert [module.opens for module in course.modules[3:]] == [
        f"after:s{number}" for number in (2, 2, 4, 4, 6, 6, 8, 8, 9, 9, 10, 10)
    ]


def test_children_read_five_to_eight_minutes_with_a_drawing_and_a_story(course: CourseFiles) -> None:
    for module in course.modules[1:]:
        pages = module.texts["nb"].pages
        kinds = {type(block) for page in pages for block in page.blocks}
        assert 5 <= module.minutes <= 8
        assert 2 <= len(pages) <= 3
        assert {Picture, Experience} <= kinds
        assert Agreement not in kinds, "leaders see a promise, and what a child answers is the child's own"


@pytest.mark.parametrize("text", FOR_CHILDREN, ids=named)
def test_a_child_is_always_told_whom_to_talk_to(text: Path) -> None:
    words = text.read_text(encoding="utf-8")

    assert "116 111" in words
    assert any(grown_up in words for grown_up in TRUSTED[text.stem])


@pytest.mark.parametrize("text", FOR_CHILDREN, ids=named)
def test_children_meet_short_words_and_sentences(text: Path) -> None:
    assert lix(text.read_text(encoding="utf-8")) < 25


@pytest.mark.parametrize("text", FOR_GUARDIANS, ids=named)
def test_guardians_meet_easy_prose(text: Path) -> None:
    assert lix(text.read_text(encoding="utf-8")) < 35
