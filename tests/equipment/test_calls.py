"""Calls about equipment: times are offered, one is booked, and both are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session

from elearn import privacy
from elearn.accounts.models import Person
from elearn.accounts.queries import readings
from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.courses.models import CourseRun
from elearn.enrolment.models import Enrolment
from elearn.enrolment.service import withdraw
from elearn.equipment import service
from elearn.equipment.models import BookedCall, CallTime
from elearn.equipment.outcomes import Device, Line, Outcome
from elearn.errors import Conflict, Invalid
from elearn.extensions import db
from elearn.notify.models import OutgoingMessage
from tests.acting import Auth, Browser
from tests.cast import Cast, gather

NUMBER = "900 00 000"
SENDING = {"SMTP_URL": "smtp://localhost:1", "MAIL_FROM": "x@example.org", "SMS_URL": "http://localhost:1"}
with_letters = pytest.mark.parametrize("settings", [SENDING])


def in_days(days: int, hour: int = 17) -> datetime:
    return (now() + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


def offered(session: Session, course: CourseRun, host: Person, days: int = 1, hour: int = 17) -> CallTime:
    """A time of twenty minutes, some days from now."""
    start = in_days(days, hour)
    [time] = service.offer_times(session, course, host, start, start + timedelta(minutes=20), 20, now())
    session.commit()
    return time


def evening(days: int = 2, **changes: str) -> dict[str, str]:
    day = (now() + timedelta(days=days)).date().isoformat()
    return {"day": day, "begins": "17:00", "ends": "18:00", "minutes": "20"} | changes


def times(session: Session) -> list[CallTime]:
    session.expire_all()
    return list(session.scalars(select(CallTime).order_by(CallTime.starts_at)))


def calls(session: Session) -> list[BookedCall]:
    session.expire_all()
    return list(session.scalars(select(BookedCall).order_by(BookedCall.id)))


def letters(session: Session) -> list[tuple[str, str]]:
    rows = session.scalars(select(OutgoingMessage).order_by(OutgoingMessage.id))
    return [(row.person.given_name, row.body) for row in rows]


def at(cast: Cast) -> str:
    return f"/courses/{cast.course.public_id}"


def booking(browser: Browser, cast: Cast, time: str, number: str = NUMBER) -> int:
    return browser.post(f"{at(cast)}/call", data={"time": time, "number": number}).status_code


def test_an_evening_is_offered_as_calls_of_twenty_minutes(auth: Auth, session: Session, cast: Cast) -> None:
    answer = auth.login(cast.tove).post(f"{at(cast)}/equipment/times", data=evening(), follow_redirects=True)

    assert "3 times for a call are offered now." in answer.text
    found = times(session)
    assert {time.host_id for time in found} == {cast.tove.id}
    lengths = {time.ends_at - time.starts_at for time in found}
    assert (len(found), lengths) == (3, {timedelta(minutes=20)})


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"days": -1}, "Choose a time to come"),
        ({"days": 200}, "Choose a time to come"),
        ({"ends": "16:00"}, "Let the end come after the beginning"),
        ({"ends": "17:10"}, "Let the end come after the beginning"),
        ({"begins": "08:00", "ends": "20:00"}, "with at most 12 calls"),
        ({"begins": "25:00"}, "Write the time as 18:30."),
        ({"day": "9999-12-31"}, "Not a valid date value."),
        ({"day": "9" * 400}, "Not a valid date value."),
        ({"minutes": "1"}, "Not a valid choice."),
        ({"minutes": "9" * 400}, "Not a valid choice."),
        ({"day": ""}, "This field is required."),
    ],
)
def test_a_time_that_nobody_can_mean_is_refused(
    auth: Auth, session: Session, cast: Cast, changes: dict[str, Any], words: str
) -> None:
    form = evening(changes.pop("days", 2)) | changes

    answer = auth.login(cast.tove).post(f"{at(cast)}/equipment/times", data=form)

    assert (answer.status_code, times(session)) == (422, [])
    assert words in answer.text


def test_nobody_offers_to_be_in_two_calls_at_a_time(auth: Auth, session: Session, cast: Cast) -> None:
    cast.tove.grant(Role.TECHNICAL_HOST, course_run_id=cast.other_course.id)
    elsewhere = f"/courses/{cast.other_course.public_id}/equipment/times"
    browser = auth.login(cast.tove)
    browser.post(f"{at(cast)}/equipment/times", data=evening())

    overlapping = browser.post(elsewhere, data=evening(begins="17:50", ends="18:50"))
    after = browser.post(elsewhere, data=evening(begins="18:00", ends="18:20"))
    somebody_else = auth.login(cast.sunniva).post(f"{at(cast)}/equipment/times", data=evening())

    assert "You have offered some of this time already." in overlapping.text
    assert [answer.status_code for answer in (overlapping, after, somebody_else)] == [422, 303, 303]


def test_a_participant_books_a_time_and_both_see_it_on_their_first_page(
    auth: Auth, session: Session, cast: Cast
) -> None:
    cast.ana.mobile = "+4791111111"
    time = offered(session, cast.course, cast.tove)
    browser = auth.login(cast.ana)

    form = browser.get(f"{at(cast)}/call").text
    answer = browser.post(
        f"{at(cast)}/call", data={"time": time.public_id, "number": NUMBER}, follow_redirects=True
    )

    assert 'value="91 11 11 11"' in form
    assert "It is shown to the technical host and the coordinator" in form
    assert "Tove calls you on 90 00 00 00." in answer.text
    assert "Tove calls you about your equipment" in browser.get("/courses").text
    assert "You call a participant about equipment" in auth.login(cast.tove).get("/courses").text
    assert "calls you about" not in auth.login(cast.bjorn).get("/courses").text


def test_the_one_who_calls_sees_number_and_latest_result_and_the_participant_sees_that(
    auth: Auth, session: Session, cast: Cast
) -> None:
    time = offered(session, cast.course, cast.tove)
    result = service.Result(Outcome.DENIED, Outcome.WORKS, Outcome.SKIPPED, Line.SOUND, wants_call=True)
    service.keep(session, cast.ana, cast.course, Device.PHONE, result, now())
    service.book(session, cast.course, cast.ana, time, NUMBER, now())

    page = auth.login(cast.tove).get(f"{at(cast)}/equipment").text

    card = page[page.index('<article class="card"') : page.index("</article>")]
    assert 'href="tel:+4790000000"' in card
    assert re.findall(r"<dd>([^<]+)</dd>", card)[:3] == ["Telephone", "Not allowed yet", "Works"]
    assert sorted(entry.what for entry in readings(session, cast.ana)) == ["equipment", "phone"]
    assert [entry.what for entry in readings(session, cast.bjorn)] == ["equipment"]


def test_the_number_of_one_who_withdrew_is_not_read_without_a_note(
    auth: Auth, session: Session, cast: Cast
) -> None:
    time = offered(session, cast.course, cast.tove)
    service.book(session, cast.course, cast.ana, time, NUMBER, now())
    [enrolment] = session.scalars(select(Enrolment).filter_by(person_id=cast.ana.id))
    withdraw(session, enrolment, now())

    assert "+4790000000" in auth.login(cast.tove).get(f"{at(cast)}/equipment").text
    assert [entry.what for entry in readings(session, cast.ana)] == ["phone"]


def test_the_leaders_see_that_there_is_a_call_and_not_the_number(
    auth: Auth, session: Session, cast: Cast
) -> None:
    time = offered(session, cast.course, cast.tove)
    service.book(session, cast.course, cast.ana, time, NUMBER, now())

    page = auth.login(cast.marit).get(f"{at(cast)}/equipment").text

    assert "Ana Prøve" in page
    assert "90000000" not in page
    assert [entry.what for entry in readings(session, cast.ana)] == ["equipment"]


@with_letters
def test_both_get_a_letter_with_a_calendar_file(auth: Auth, session: Session, cast: Cast) -> None:
    time = offered(session, cast.course, cast.tove)

    booking(auth.login(cast.ana), cast, time.public_id)

    messages = session.scalars(select(OutgoingMessage).order_by(OutgoingMessage.id)).all()
    assert [(each.person.given_name, each.channel.value) for each in messages] == [
        ("Ana", "email"),
        ("Tove", "email"),
    ]
    assert {each.subject for each in messages} == {"A time for a telephone call"}
    said = " ".join(f"{each.subject} {each.body}" for each in messages).lower()
    assert not any(word in said for word in ("coping", "equipment", "course", "health", "90000000"))
    event = Calendar.from_ical(messages[0].calendar or "").walk("VEVENT")[0]
    assert (str(event["SUMMARY"]), event.start, event.end) == ("Telephone call", time.starts_at, time.ends_at)


@with_letters
def test_who_has_no_address_gets_an_sms(auth: Auth, session: Session, cast: Cast) -> None:
    cast.ana.email, cast.ana.mobile, cast.ana.language = None, "+4791111111", "en"
    time = offered(session, cast.course, cast.tove)

    booking(auth.login(cast.ana), cast, time.public_id)

    [message] = session.scalars(select(OutgoingMessage).filter_by(person_id=cast.ana.id)).all()
    assert (message.channel.value, message.calendar) == ("sms", None)
    assert message.body.startswith("Hello Ana. Tove calls you on the telephone ")


def test_where_no_letters_leave_the_call_is_booked_all_the_same(
    auth: Auth, session: Session, cast: Cast
) -> None:
    time = offered(session, cast.course, cast.tove)

    booking(auth.login(cast.ana), cast, time.public_id)

    assert (len(calls(session)), letters(session)) == (1, [])


def test_a_time_is_booked_once_and_a_person_books_one(auth: Auth, session: Session, cast: Cast) -> None:
    first, second = (offered(session, cast.course, cast.tove, days).public_id for days in (1, 2))
    booking(auth.login(cast.ana), cast, first)

    booking(auth.login(cast.bjorn), cast, first)
    booking(auth.login(cast.ana), cast, second)

    assert [(call.person_id, call.time.public_id) for call in calls(session)] == [(cast.ana.id, first)]


def test_a_time_of_another_course_or_one_that_has_been_cannot_be_booked(
    auth: Auth, session: Session, cast: Cast
) -> None:
    elsewhere = offered(session, cast.other_course, cast.sunniva).public_id
    begun = offered(session, cast.course, cast.tove)
    begun.starts_at = now() - timedelta(minutes=1)
    session.commit()
    browser = auth.login(cast.ana)

    for time in (elsewhere, begun.public_id, "9" * 400, "../1", "x"):
        booking(browser, cast, time)

    assert calls(session) == []


@pytest.mark.parametrize("number", ["", "ring meg", "+47", "9" * 40, "12345", "<b>90000000</b>"])
def test_what_is_no_number_is_asked_for_once_more(
    auth: Auth, session: Session, cast: Cast, number: str
) -> None:
    time = offered(session, cast.course, cast.tove).public_id

    assert booking(auth.login(cast.ana), cast, time, number) == 422
    assert calls(session) == []


def test_a_question_that_is_not_answered_is_told_as_one_writes_it(
    auth: Auth, session: Session, cast: Cast
) -> None:
    offered(session, cast.course, cast.tove)

    page = auth.login(cast.ana).post(f"{at(cast)}/call", data={"number": ""}).text

    assert ">When shall we call you? This field is required.</a>" in page
    assert ">Your telephone number: This field is required.</a>" in page


@with_letters
def test_a_participant_cancels_and_the_time_is_free_again(auth: Auth, session: Session, cast: Cast) -> None:
    time = offered(session, cast.course, cast.tove).public_id
    ana, bjorn = auth.browser(cast.ana), auth.browser(cast.bjorn)
    booking(ana, cast, time)

    ana.post(f"{at(cast)}/call/removal")
    told = letters(session)[2:]
    again = ana.post(f"{at(cast)}/call/removal").status_code
    booking(bjorn, cast, time)

    assert [name for name, _ in told] == ["Tove"]
    assert "is cancelled" in told[0][1]
    assert (again, [call.person_id for call in calls(session)]) == (303, [cast.bjorn.id])


def test_whoever_withdrew_may_still_cancel_and_books_no_more(
    auth: Auth, session: Session, cast: Cast
) -> None:
    time = offered(session, cast.course, cast.tove)
    other = offered(session, cast.course, cast.tove, days=3)
    service.book(session, cast.course, cast.ana, time, NUMBER, now())
    [enrolment] = session.scalars(select(Enrolment).filter_by(person_id=cast.ana.id))
    withdraw(session, enrolment, now())
    ana = auth.browser(cast.ana)

    assert "Cancel the call" in ana.get(f"{at(cast)}/call").text
    assert booking(ana, cast, other.public_id) == 403
    assert ana.post(f"{at(cast)}/call/removal", follow_redirects=True).status_code == 200
    assert calls(session) == []
    assert ana.get(f"{at(cast)}/call").status_code == 403
    assert auth.browser().get(f"{at(cast)}/call").status_code == 303  # to sign in


@with_letters
def test_staff_take_a_booked_time_away_and_the_participant_is_told(
    auth: Auth, session: Session, cast: Cast
) -> None:
    time = offered(session, cast.course, cast.tove).public_id
    booking(auth.login(cast.ana), cast, time)

    answer = auth.login(cast.sunniva).post(
        f"{at(cast)}/equipment/times/{time}/removal", follow_redirects=True
    )

    assert "a letter is on its way" in answer.text
    assert (times(session), calls(session)) == ([], [])
    assert [name for name, body in letters(session)[2:] if "is cancelled" in body] == ["Tove", "Ana"]


def test_without_letters_staff_are_asked_to_tell_it_themselves(
    auth: Auth, session: Session, cast: Cast
) -> None:
    time = offered(session, cast.course, cast.tove).public_id
    booking(auth.login(cast.ana), cast, time)

    answer = auth.login(cast.tove).post(f"{at(cast)}/equipment/times/{time}/removal", follow_redirects=True)

    assert "tell the participant yourself" in answer.text


def test_a_time_is_taken_away_only_from_its_own_course(auth: Auth, session: Session, cast: Cast) -> None:
    elsewhere = offered(session, cast.other_course, cast.sunniva).public_id

    answer = auth.login(cast.tove).post(f"{at(cast)}/equipment/times/{elsewhere}/removal")

    assert (answer.status_code, len(times(session))) == (404, 1)


def test_a_call_that_is_over_makes_room_for_another_and_is_not_shown(
    auth: Auth, session: Session, cast: Cast
) -> None:
    former = offered(session, cast.course, cast.tove)
    service.book(session, cast.course, cast.ana, former, NUMBER, now())
    former.starts_at, former.ends_at = now() - timedelta(hours=2), now() - timedelta(hours=1)
    session.commit()
    fresh = offered(session, cast.course, cast.tove, 2).public_id
    browser = auth.login(cast.ana)

    shown = "calls you about" in browser.get("/courses").text
    booking(browser, cast, fresh)

    assert (shown, [call.time.public_id for call in calls(session)]) == (False, [fresh])


def test_the_number_and_the_time_go_the_day_after_the_call(app: Flask, session: Session, cast: Cast) -> None:
    time = offered(session, cast.course, cast.tove)
    service.book(session, cast.course, cast.ana, time, NUMBER, now())
    session.commit()

    counts = []
    for after in (timedelta(hours=23), timedelta(hours=25)):
        with app.app_context():
            privacy.expire(session, time.ends_at + after)
        counts.append((len(calls(session)), len(times(session))))

    assert counts == [(1, 1), (0, 0)]


def test_both_take_along_what_is_kept_of_a_call(app: Flask, session: Session, cast: Cast) -> None:
    time = offered(session, cast.course, cast.tove)
    service.book(session, cast.course, cast.ana, time, NUMBER, now())
    session.commit()

    with app.test_request_context():
        anas, toves = (privacy.export(session, person) for person in (cast.ana, cast.tove))

    assert [row["number"] for row in anas["booked_call"]["rows"]] == ["+4790000000"]
    assert anas["booked_call"]["deleted_on"] == (time.ends_at + timedelta(days=1)).date()
    assert [row["starts_at"] for row in toves["call_time"]["rows"]] == [time.starts_at]
    assert toves["booked_call"]["rows"] == anas["call_time"]["rows"] == []


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database that two processes write to at once."""
    if request.param == "sqlite":
        app: Flask = request.getfixturevalue("app")
        with app.app_context():
            yield db.engine.execution_options(writes=True)
        return
    engine = create_engine(request.getfixturevalue("postgres_url"))
    yield engine
    engine.dispose()


def at_once(engine: Engine, acts: list[Callable[[Session], object]]) -> list[str]:
    """What became of each act; all of them begin in the same moment, each in a transaction of its own."""
    gate = Barrier(len(acts))

    def act(do: Callable[[Session], object]) -> str:
        with Session(engine) as session:
            gate.wait()
            try:
                do(session)
                session.commit()
            except (Conflict, Invalid) as refusal:
                return refusal.code
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(act, acts))


def count(engine: Engine, model: type[BookedCall] | type[CallTime]) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_of_two_who_book_the_same_time_at_once_one_gets_it(engine: Engine) -> None:
    with Session(engine) as session:
        cast = gather(session)
        time, course = offered(session, cast.course, cast.tove).id, cast.course.id
        people = [person.id for person in cast.participants[:4]]

    def books(person: int) -> Callable[[Session], object]:
        return lambda session: service.book(
            session,
            session.get_one(CourseRun, course),
            session.get_one(Person, person),
            session.get_one(CallTime, time),
            NUMBER,
            now(),
        )

    assert at_once(engine, [books(person) for person in people]) == ["conflict"] * 3 + ["done"]
    assert count(engine, BookedCall) == 1


def test_one_who_books_two_times_at_once_gets_one(engine: Engine) -> None:
    with Session(engine) as session:
        cast = gather(session)
        ids = [offered(session, cast.course, cast.tove, days).id for days in (1, 2)]
        course, ana = cast.course.id, cast.ana.id

    def books(time: int) -> Callable[[Session], object]:
        return lambda session: service.book(
            session,
            session.get_one(CourseRun, course),
            session.get_one(Person, ana),
            session.get_one(CallTime, time),
            NUMBER,
            now(),
        )

    assert at_once(engine, [books(time) for time in ids]) == ["conflict", "done"]
    assert count(engine, BookedCall) == 1


def test_of_two_overlapping_offers_at_once_one_is_made(engine: Engine) -> None:
    with Session(engine) as session:
        cast = gather(session)
        course, tove = cast.course.id, cast.tove.id

    def offers(minute: int) -> Callable[[Session], object]:
        start = in_days(1) + timedelta(minutes=minute)
        return lambda session: service.offer_times(
            session,
            session.get_one(CourseRun, course),
            session.get_one(Person, tove),
            start,
            start + timedelta(minutes=20),
            20,
            now(),
        )

    assert at_once(engine, [offers(0), offers(10)]) == ["done", "overlap"]
    assert count(engine, CallTime) == 1
