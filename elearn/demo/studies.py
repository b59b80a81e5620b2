"""What the participants have done between the sessions: pages, answers, and their plans for the week."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses import action_plans
from elearn.courses.models import CourseRun
from elearn.demo.script import Evening
from modules.models import Module
from modules.queries import Current, every_module
from modules.service import Place, Sent, finish_page, save_answer
from modules.texts import written as written_in

PLAN = ("what", "how_much", "when", "how_often", "confidence", "outcome", "how_it_went")


@cache
def written() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "studies.toml").read_text("utf-8"))


def store_studies(session: Session, course: CourseRun, people: Mapping[str, Person], now: datetime) -> None:
    """Store what has been read and answered, as far as the modules are there."""
    modules = {found.slug: found for home, found in every_module(session) if home is course.programme}
    for read in written()["read"]:
        if read["module"] in modules:
            _read(session, course, people, modules[read["module"]], read, now)
    for answer in written()["answers"]:
        if answer["module"] in modules:
            _answer(session, course, people, modules[answer["module"]], answer, now)


def store_plans(session: Session, course: CourseRun, people: Mapping[str, Person], evening: Evening) -> None:
    """Store the plans that were made that evening, as their owners shared them."""
    meeting = course.sessions[evening.session - 1]
    for name, plan in evening.plans.items():
        chosen = {**plan, **plan.get("smaller", {})}
        change = action_plans.PlanChange(
            revision=1,
            shared_with=chosen["shared"],
            **{field: chosen[field] for field in PLAN if field in chosen},
        )
        action_plans.save(session, people[name].id, course, evening.session, change, meeting.ends_at)


def _read(
    session: Session,
    course: CourseRun,
    people: Mapping[str, Person],
    found: Current,
    read: Mapping[str, Any],
    now: datetime,
) -> None:
    _, text = written_in(found.version.content, "nb")
    pages = [page.id for page in text.pages]
    counts = dict.fromkeys(read["finished"], len(pages)) | read["begun"]
    for name, count in counts.items():
        for page in pages[:count]:
            finish_page(session, _place(course, people[name], found.module, page), now)


def _answer(
    session: Session,
    course: CourseRun,
    people: Mapping[str, Person],
    found: Current,
    answer: Mapping[str, Any],
    now: datetime,
) -> None:
    _, text = written_in(found.version.content, "nb")
    block = text.answered()[answer["block"]]
    sent = Sent(answer["value"], revision=1, shared_with=answer.get("shared"))
    for name in answer["who"]:
        place = _place(course, people[name], found.module, answer["block"])
        save_answer(session, place, block, sent, now, now.date())


def _place(course: CourseRun, person: Person, module: Module, part: str) -> Place:
    return Place(person.id, course.id, module.id, part)
