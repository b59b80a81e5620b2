"""Calls about equipment that are cancelled: by whom, when it is too late, and what stands afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from elearn.accounts.queries import readings
from elearn.clock import now
from elearn.equipment import queries, service
from elearn.equipment.models import CallTime
from elearn.equipment.outcomes import Device, Line, Outcome
from tests.acting import Auth
from tests.cast import Cast
from tests.equipment.test_calls import NUMBER, at, calls, letters, offered, times, with_letters

WELL = service.Result(Outcome.WORKS, Outcome.WORKS, Outcome.SKIPPED, Line.SOUND, wants_call=True)
UNHEARD = service.Result(Outcome.DENIED, Outcome.WORKS, Outcome.SKIPPED, Line.SOUND, wants_call=True)


def tried(session: Session, cast: Cast, result: service.Result) -> None:
    service.keep(session, cast.ana, cast.course, Device.PHONE, result, now())
    session.commit()


def booked(session: Session, cast: Cast) -> CallTime:
    time = offered(session, cast.course, cast.tove)
    service.book(session, cast.course, cast.ana, time, NUMBER, now())
    session.commit()
    return time


def begin(session: Session, time: CallTime, minutes_ago: int) -> None:
    """The time came so long ago; it takes twenty minutes."""
    time.starts_at = now() - timedelta(minutes=minutes_ago)
    time.ends_at = time.starts_at + timedelta(minutes=20)
    session.commit()


def state(session: Session, cast: Cast) -> str:
    session.expire_all()
    found = {each.person.id: each for each in queries.equipped(session, cast.course.id, now())}
    return found[cast.ana.id].readiness.value


@pytest.mark.parametrize(("result", "after"), [(WELL, "ready"), (UNHEARD, "needs_call")])
def test_whoever_cancels_stands_as_the_try_said(
    auth: Auth, session: Session, cast: Cast, result: service.Result, after: str
) -> None:
    tried(session, cast, result)
    booked(session, cast)
    before = state(session, cast)

    answer = auth.login(cast.ana).post(f"{at(cast)}/call/removal", follow_redirects=True)

    assert (before, state(session, cast)) == ("needs_call", after)
    assert ("something does not work yet" in answer.text) is (after == "needs_call")


def test_whom_staff_cannot_call_still_wishes_for_it(auth: Auth, session: Session, cast: Cast) -> None:
    tried(session, cast, WELL)
    time = booked(session, cast).public_id

    auth.login(cast.tove).post(f"{at(cast)}/equipment/times/{time}/removal")

    assert (calls(session), state(session, cast)) == ([], "needs_call")


@with_letters
@pytest.mark.parametrize("minutes_ago", [5, 60])
def test_a_call_whose_time_has_come_is_cancelled_by_nobody(
    auth: Auth, session: Session, cast: Cast, minutes_ago: int
) -> None:
    time = booked(session, cast)
    begin(session, time, minutes_ago)
    ana, tove = auth.browser(cast.ana), auth.browser(cast.tove)

    mine = ana.post(f"{at(cast)}/call/removal", follow_redirects=True)
    theirs = tove.post(f"{at(cast)}/equipment/times/{time.public_id}/removal", follow_redirects=True)

    assert "The time of that call has come, so it cannot be cancelled any more." in mine.text
    assert "The time of that call has come, so it cannot be cancelled any more." in theirs.text
    assert (len(calls(session)), len(times(session)), letters(session)) == (1, 1, [])


def test_no_button_cancels_a_call_that_goes_on(auth: Auth, session: Session, cast: Cast) -> None:
    time = booked(session, cast)
    pages = {"call": cast.ana, "equipment": cast.tove}
    offers = {}

    for minutes_ago in (-60, 5):
        begin(session, time, minutes_ago)
        offers[minutes_ago] = [
            "Cancel the call" in auth.login(person).get(f"{at(cast)}/{page}").text
            for page, person in pages.items()
        ]

    assert offers == {-60: [True, True], 5: [False, False]}


@with_letters
def test_whoever_withdraws_from_the_course_is_called_no_more_and_the_host_is_told(
    auth: Auth, session: Session, cast: Cast
) -> None:
    time = booked(session, cast)

    auth.login(cast.sunniva).post(f"{at(cast)}/people/{cast.ana.public_id}/withdrawal")

    [(name, body)] = letters(session)
    assert (name, calls(session), [each.id for each in times(session)]) == ("Tove", [], [time.id])
    assert "is cancelled" in body
    assert not any(word in body.lower() for word in ("ana", "coping", "equipment", "withdr", "health"))


@with_letters
def test_withdrawing_after_the_call_writes_no_letter(auth: Auth, session: Session, cast: Cast) -> None:
    begin(session, booked(session, cast), minutes_ago=60)

    auth.login(cast.sunniva).post(f"{at(cast)}/people/{cast.ana.public_id}/withdrawal")

    assert letters(session) == []


def test_whose_call_is_not_booked_yet_is_shown_with_reason_and_number_to_those_who_call(
    auth: Auth, session: Session, cast: Cast
) -> None:
    cast.ana.mobile, cast.bjorn.mobile = "+4791111111", "+4792222222"
    tried(session, cast, UNHEARD)
    unasked = service.Result(Outcome.BUSY, Outcome.WORKS, Outcome.SKIPPED, Line.SOUND, wants_call=False)
    service.keep(session, cast.bjorn, cast.course, Device.PHONE, unasked, now())
    session.commit()

    tove, marit = (auth.login(person).get(f"{at(cast)}/equipment").text for person in (cast.tove, cast.marit))

    for page in (tove, marit):
        assert "Not allowed yet" in page
        assert "In use by another program" in page
    assert 'href="tel:+4791111111">91 11 11 11</a>' in tove
    # Bjørn has not asked to be called, and leaders do not call.
    assert "+4792222222" not in tove
    assert "+4791111111" not in marit
    assert sorted(entry.what for entry in readings(session, cast.ana)) == ["equipment", "equipment", "phone"]
    assert {entry.what for entry in readings(session, cast.bjorn)} == {"equipment"}


def test_a_booked_call_is_not_shown_as_one_to_be_booked(auth: Auth, session: Session, cast: Cast) -> None:
    tried(session, cast, UNHEARD)
    booked(session, cast)

    page = auth.login(cast.tove).get(f"{at(cast)}/equipment").text

    assert page.count("Not allowed yet") == 1
