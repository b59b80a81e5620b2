"""Planning a course, changing its run-sheet, and handing out parts."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from elearn.accounts.roles import Role
from elearn.courses import service
from elearn.courses.run_sheets import Phase
from elearn.errors import Invalid
from tests.cast import Cast
from tests.shelf import everyday_coping

OSLO = ZoneInfo("Europe/Oslo")


def test_a_course_has_every_session_of_its_programme_at_the_same_hour(session: Session, cast: Cast) -> None:
    programme = everyday_coping(session)
    first = datetime(2026, 10, 6, 18, 0, tzinfo=OSLO)

    course = service.plan_course_run(session, programme, cast.partnership, first, OSLO, "Høst")

    starts = [meeting.starts_at.astimezone(OSLO).strftime("%d.%m.%y %H:%M") for meeting in course.sessions]
    assert starts == [
        "06.10.26 18:00",
        "13.10.26 18:00",
        "20.10.26 18:00",
        "27.10.26 18:00",
        "03.11.26 18:00",
        "10.11.26 18:00",
        "05.01.27 18:00",
    ]
    assert [meeting.number for meeting in course.sessions] == [1, 2, 3, 4, 5, 6, 7]
    assert (course.min_people, course.max_people, len(course.ground_rules)) == (8, 12, 8)


def test_days_of_one_week_follow_each_other_at_the_same_hour(session: Session, cast: Cast) -> None:
    programme = everyday_coping(session)
    days = [(1, 1), (1, 2), (1, 3), (4, 1), (4, 2)]
    programme.sessions = [
        meeting | {"week": week, "day": day}
        for meeting, (week, day) in zip(programme.sessions, days, strict=False)
    ]

    course = service.plan_course_run(
        session, programme, cast.partnership, datetime(2026, 10, 5, 9, 30, tzinfo=OSLO), OSLO
    )

    starts = [meeting.starts_at.astimezone(OSLO).strftime("%d.%m. %H:%M") for meeting in course.sessions]
    assert starts == ["05.10. 09:30", "06.10. 09:30", "07.10. 09:30", "26.10. 09:30", "27.10. 09:30"]


def test_a_changed_run_sheet_changes_the_length_of_the_session(cast: Cast) -> None:
    service.change_run_sheet(
        cast.evening, [Phase("check_in_tech", -15), Phase("breakout", 45, exchange=True)]
    )

    assert (cast.evening.minutes, len(cast.evening.run_sheet)) == (45, 2)


@pytest.mark.parametrize(
    "phases",
    [
        [],
        [Phase("welcome", 0)],
        [Phase("welcome", 241)],
        [Phase("check_in_tech", -15)],
        [Phase("lecture", 10)],
        [Phase("welcome", 10, owner="somebody")],
        [Phase("welcome", 10, title={"nb": "x" * 601})],
        [Phase("welcome", 1)] * 41,
    ],
)
def test_an_unsound_run_sheet_is_refused(cast: Cast, phases: list[Phase]) -> None:
    before = cast.evening.run_sheet

    with pytest.raises(Invalid, match="bad_run_sheet"):
        service.change_run_sheet(cast.evening, phases)

    assert cast.evening.run_sheet == before


def test_moving_the_first_session_moves_the_start_of_the_course(cast: Cast) -> None:
    first = cast.course.sessions[0]

    service.move_session(first, datetime(2026, 1, 5, 17, tzinfo=UTC))

    assert cast.course.starts_on.isoformat() == "2026-01-05"


def test_parts_in_a_course_are_given_and_taken(session: Session, cast: Cast) -> None:
    service.assign(session, cast.course, [(cast.ragnhild, Role.PROFESSIONAL)])
    service.relieve(session, cast.course, cast.olav, Role.EXPERIENCED_USER)

    assert cast.ragnhild.as_actor().holds_in_course(cast.course.id, Role.PROFESSIONAL)
    assert not cast.olav.as_actor().courses(Role.EXPERIENCED_USER)


def test_a_coordinators_role_is_not_handed_out_in_a_course(session: Session, cast: Cast) -> None:
    with pytest.raises(Invalid):
        service.assign(session, cast.course, [(cast.ragnhild, Role.COORDINATOR)])
