"""A course made here, with modules of the shipped one, and a run of it in which Ana takes part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.courses.models import CourseRun, CourseSession, Programme
from elearn.enrolment.models import Enrolment
from modules.composing import service
from modules.composing.models import ProgrammePart
from modules.models import Module
from rooms.models import LogEntry, Room
from tests.cast import Cast, run_sheet
from tests.shelf import fill_shelf


@dataclass
class Own:
    """The course, its run, and its parts by the beginning of their names."""

    programme: Programme
    run: CourseRun
    session: Session

    @property
    def shelf(self) -> str:
        return f"/courses/{self.run.public_id}/modules"

    @property
    def page(self) -> str:
        return f"/programmes/{self.programme.slug}"

    def module(self, begins: str) -> Module:
        """A shipped one."""
        shipped = select(Module).where(Module.slug.startswith(begins), Module.origin_id.is_(None))
        return self.session.scalars(shipped).one()

    def add(self, begins: str, mode: str = "reference", pages: list[str] | None = None) -> ProgrammePart:
        return service.add_module(self.session, self.programme, self.module(begins), pages, mode, now())

    def change(self, part: ProgrammePart, **change: Any) -> None:
        asked = {"opens": "start", "due": None, "needs": [], "is_required": True, **change}
        service.change_part(self.session, self.programme, part, service.PartChange(**asked))


@pytest.fixture
def own(session: Session, cast: Cast) -> Own:
    fill_shelf(session)
    programme = service.new_programme(session, {"nb": "Eget kurs"})
    programme.sessions = [
        {"id": f"s{number}", "week": number + 2, "title": {"nb": f"Samling {number}"}, "minutes": 90,
         "run_sheet": run_sheet()}
        for number in (1, 2, 3)
    ]  # fmt: skip
    run = CourseRun(
        programme=programme,
        partnership=cast.partnership,
        starts_on=now().date(),
        ground_rules=[],
        sessions=[
            CourseSession(
                number=number,
                title={"nb": f"Samling {number}"},
                starts_at=now() + timedelta(weeks=number - 2),
                run_sheet=run_sheet(), minutes=90,
            )
            for number in (1, 2, 3)
        ],
    )  # fmt: skip
    session.add(run)
    session.flush()
    seat(session, run, cast.ana, cast)
    session.commit()
    return Own(programme, run, session)


def seat(session: Session, run: CourseRun, person: Person, cast: Cast) -> None:
    person.grant(Role.PARTICIPANT, course_run_id=run.id)
    home = cast.partnership.host_id
    session.add(Enrolment(person=person, course_run_id=run.id, home_municipality_id=home, enrolled_at=now()))


@pytest.fixture
def was_there(session: Session) -> Callable[[CourseRun, int, Person], None]:
    """The session has been held, and the person was given a seat."""

    def was_there(run: CourseRun, number: int, person: Person) -> None:
        meeting = run.sessions[number - 1]
        meeting.ended_at = meeting.starts_at + timedelta(minutes=90)
        room = session.scalar(select(Room).filter_by(session_id=meeting.id))
        if room is None:
            room = Room(session_id=meeting.id, course_run_id=run.id, created_at=now())
            session.add(room)
            session.flush()
        seated = {"person": person.public_id, "name": "", "part": "participant", "seat": 1}
        session.add(
            LogEntry(
                room_id=room.id, seq=1, at=int(meeting.starts_at.timestamp() * 1000), by="leader",
                kind="member_seated", payload=seated, payload_hash=bytes(32), hash=bytes(32),
            )
        )  # fmt: skip
        session.commit()

    return was_there
