"""TA TAK as it ships: six evenings for relatives, a module before each, one for those who will lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from elearn.courses.programmes import load_programmes
from elearn.courses.run_sheets import read
from modules.blocks import Agreement, Experience, Picture
from modules.files import CONTENT, CourseFiles, ModuleFiles, read_course
from tests.lix import lix

FOLDER = CONTENT / "ta-tak"
TEXTS = sorted(FOLDER.glob("*/n?.md"))


@pytest.fixture
def programme(session: Session) -> Programme:
    load_programmes(session)
    return session.scalars(select(Programme).filter_by(slug="ta-tak")).one()


@pytest.fixture(scope="module")
def course() -> CourseFiles:
    return read_course(FOLDER)


def kinds(module: ModuleFiles) -> set[type]:
    return {type(block) for page in module.texts["nb"].pages for block in page.blocks}


def test_six_weekly_evenings_of_two_and_a_half_hours(programme: Programme) -> None:
    assert [(each["week"], each["minutes"]) for each in programme.sessions] == [
        (week, 150) for week in range(1, 7)
    ]
    assert (programme.min_people, programme.max_people) == (10, 20)


def test_a_relative_speaks_before_the_professional(programme: Programme) -> None:
    for evening in programme.sessions:
        order = [phase.kind for phase in read(evening["run_sheet"])]
        assert order.index("experience_talk") < order.index("professional_input") < order.index("breakout")


def test_a_module_is_there_to_read_before_each_evening(course: CourseFiles) -> None:
    assert [(module.opens, module.due) for module in course.modules] == [
        ("start", "before:s1"),
        ("after:s1", "before:s2"),
        ("after:s2", "before:s3"),
        ("after:s3", "before:s4"),
        ("after:s4", "before:s5"),
        ("after:s5", "before:s6"),
        ("start", ""),
    ]


def test_modules_take_ten_to_fifteen_minutes(course: CourseFiles) -> None:
    assert all(10 <= module.minutes <= 15 for module in course.modules)
    assert all(3 <= len(module.texts["nb"].pages) <= 4 for module in course.modules)


def test_every_module_has_a_drawing_and_a_story(course: CourseFiles) -> None:
    assert all({Picture, Experience} <= kinds(module) for module in course.modules)


def test_relatives_promise_before_the_first_evening_and_leaders_before_their_training(
    course: CourseFiles,
) -> None:
    promises = [module.slug for module in course.modules if Agreement in kinds(module)]

    assert promises == ["t1-du-er-ogsa-med", "t7-for-deg-som-vil-lede"]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text.parent.name}/{text.name}")
def test_the_texts_are_easy_to_read(text: Path) -> None:
    assert lix(text.read_text(encoding="utf-8")) < 35
