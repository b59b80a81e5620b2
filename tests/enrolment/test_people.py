"""The people of a course: places, the way in, and the record of who looked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts import devices, personal_links
from elearn.accounts.models import Person, PersonalLink, SignIn
from elearn.accounts.queries import readings
from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.courses.models import CourseRun
from elearn.enrolment import queries, service
from elearn.enrolment.models import Enrolment
from elearn.errors import Forbidden, Invalid
from elearn.notify.models import OutgoingMessage
from elearn.organisations.models import Organisation, OrganisationKind, Partnership
from tests.acting import Auth
from tests.cast import Cast

MONTH = timedelta(days=30)
# A mail server and a gateway that are set up; nothing in these tests goes there.
SENDING = {"SMTP_URL": "smtp://localhost:1", "MAIL_FROM": "x@example.org", "SMS_URL": "http://localhost:1"}
with_letters = pytest.mark.parametrize("settings", [SENDING])


def people_of(cast: Cast) -> str:
    return f"/courses/{cast.course.public_id}/people"


def form(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "given_name": "Mona",
        "family_name": "",
        "alias": "",
        "email": "mona@example.org",
        "mobile": "",
        "home": cast.nesdal.id,
        "language": "nn",
    } | changes


def find(session: Session, name: str) -> Person | None:
    session.expire_all()
    return session.scalar(select(Person).where(Person.given_name == name))


def place(session: Session, cast: Cast, person: Person) -> Enrolment:
    return queries.find_enrolment(session, cast.course.id, person.public_id)


def test_a_newcomer_has_a_place_and_a_home(auth: Auth, session: Session, cast: Cast) -> None:
    cast.course.max_people = 13
    response = auth.login(cast.sunniva).post(f"{people_of(cast)}/new", data=form(cast, mobile="900 00 000"))

    mona = find(session, "Mona")
    assert (response.status_code, response.location) == (303, people_of(cast))
    assert mona is not None
    assert (mona.mobile, mona.language) == ("+4790000000", "nn")
    assert mona.as_actor().holds_in_course(cast.course.id, Role.PARTICIPANT)
    assert place(session, cast, mona).home_municipality.name == "Nesdal"


@pytest.mark.parametrize(
    "changes",
    [
        {"given_name": " "},
        {"given_name": "x" * 61},
        {"email": "no address"},
        {"mobile": "12"},
        {"home": "0"},
        {"home": ""},
        {"language": "xx"},
        {"email": "marit@example.org"},
        {"email": "ANA@example.org"},
        {"email": "ase@example.org"},
    ],
)
def test_what_needs_another_look_is_asked_again(
    auth: Auth, session: Session, cast: Cast, changes: dict[str, str]
) -> None:
    before = len(queries.seats(session, cast.course.id, now()))

    response = auth.login(cast.sunniva).post(f"{people_of(cast)}/new", data=form(cast, **changes))

    assert (response.status_code, len(queries.seats(session, cast.course.id, now()))) == (422, before)


def test_one_more_than_there_is_room_for_is_asked_about(auth: Auth, session: Session, cast: Cast) -> None:
    browser = auth.login(cast.sunniva)

    listed = browser.get(people_of(cast)).text
    refused = browser.post(f"{people_of(cast)}/new", data=form(cast))
    nobody = find(session, "Mona")
    given = browser.post(f"{people_of(cast)}/new", data=form(cast, beyond="y"))

    assert ("The course is full." in listed, "main-action" in listed) == (True, False)
    assert (refused.status_code, nobody) == (422, None)
    assert "Tick this if there shall be one more." in refused.text
    assert (given.status_code, find(session, "Mona") is not None) == (303, True)


def test_a_course_with_room_asks_nothing(auth: Auth, session: Session, cast: Cast) -> None:
    cast.course.max_people = 13
    browser = auth.login(cast.sunniva)

    page = browser.get(f"{people_of(cast)}/new").text
    answer = browser.post(f"{people_of(cast)}/new", data=form(cast))

    assert ("The course is full" in page, answer.status_code) == (False, 303)


def test_a_participant_of_the_same_host_may_take_another_course(session: Session, cast: Cast) -> None:
    newcomer = service.Newcomer("V", "", "", "vidar@example.org", "", "nb", cast.nesdal.id)

    enrolment = service.enrol(session, cast.course, newcomer, now())

    assert enrolment.person is cast.vidar
    assert cast.vidar.given_name == "Vidar"


def test_nobody_adds_a_participant_of_another_host(session: Session, cast: Cast) -> None:
    far = Organisation(slug="far", name="Ytterøya", kind=OrganisationKind.MUNICIPALITY)
    elsewhere = Partnership(name="Ytterst", host=far)
    course = CourseRun(
        programme=cast.course.programme, partnership=elsewhere, starts_on=now().date(), ground_rules=[]
    )
    session.add(course)
    session.flush()
    newcomer = service.Newcomer("A", "", "", "ana@example.org", "", "nb", far.id)

    with pytest.raises(Invalid, match="email_taken"):
        service.enrol(session, course, newcomer, now())


def test_a_home_outside_of_the_partnership_is_refused(session: Session, cast: Cast) -> None:
    far = Organisation(slug="far", name="Ytterøya", kind=OrganisationKind.MUNICIPALITY)
    session.add(far)
    session.flush()

    with pytest.raises(Invalid, match="foreign_municipality"):
        service.enrol(session, cast.course, service.Newcomer("A", "", "", "", "", "nb", far.id), now())


def test_who_withdraws_loses_the_role_at_once(auth: Auth, session: Session, cast: Cast) -> None:
    auth.login(cast.marit).post(f"{people_of(cast)}/{cast.ana.public_id}/withdrawal")

    session.expire_all()
    assert place(session, cast, cast.ana).withdrawn_at is not None
    assert auth.login(cast.ana).get(f"/courses/{cast.course.public_id}").status_code == 403


def test_a_withdrawal_is_undone(auth: Auth, session: Session, cast: Cast) -> None:
    browser = auth.login(cast.marit)
    browser.post(f"{people_of(cast)}/{cast.ana.public_id}/withdrawal")

    browser.post(f"{people_of(cast)}/{cast.ana.public_id}/return")

    session.expire_all()
    assert place(session, cast, cast.ana).withdrawn_at is None
    assert auth.login(cast.ana).get(f"/courses/{cast.course.public_id}").status_code == 200


def test_adding_somebody_who_withdrew_gives_the_old_place_back(session: Session, cast: Cast) -> None:
    old = place(session, cast, cast.ana)
    service.withdraw(session, old, now())

    newcomer = service.Newcomer("Ana", "", "", "ana@example.org", "", "nb", cast.fjordvik.id)
    again = service.enrol(session, cast.course, newcomer, now())

    assert (again.id, again.withdrawn_at) == (old.id, None)


@with_letters
def test_a_sent_link_works_and_earlier_ones_stop(auth: Auth, session: Session, cast: Cast) -> None:
    earlier = personal_links.issue_link(session, cast.ana, now(), MONTH)
    session.commit()

    auth.login(cast.olav).post(f"{people_of(cast)}/{cast.ana.public_id}/links", data={"channel": "email"})

    message = session.scalars(select(OutgoingMessage)).one()
    assert (message.address, message.subject) == ("ana@example.org", "A link from Fjordvik")
    assert auth.browser().get(f"/l/{earlier}").status_code == 410
    assert message.link is not None
    assert auth.browser().get(message.link.replace("http://localhost:8000", "")).status_code == 200


@with_letters
def test_the_letter_speaks_the_readers_language_and_says_nothing_of_health(
    auth: Auth, session: Session, cast: Cast
) -> None:
    cast.ana.mobile = "+4790000000"

    auth.login(cast.olav).post(f"{people_of(cast)}/{cast.ana.public_id}/links", data={"channel": "sms"})

    message = session.scalars(select(OutgoingMessage)).one()
    assert (message.subject, message.address) == ("", "+4790000000")
    assert message.body.count("{link}") == 1
    told = message.body.lower()
    assert [
        word for word in ("mestring", "coping", "course", "kurs", "health", "helse") if word in told
    ] == []


@with_letters
@pytest.mark.parametrize("channel", ["sms", "pigeon", ""])
def test_no_message_goes_where_there_is_no_address(
    auth: Auth, session: Session, cast: Cast, channel: str
) -> None:
    answer = auth.login(cast.olav).post(
        f"{people_of(cast)}/{cast.ana.public_id}/links", data={"channel": channel}
    )

    assert (answer.status_code, session.scalars(select(PersonalLink)).all()) == (422, [])


def test_where_nothing_is_sent_the_sheet_is_the_way_and_no_link_is_made_in_vain(
    auth: Auth, session: Session, cast: Cast
) -> None:
    cast.ana.mobile = "+4790000000"
    earlier = personal_links.issue_link(session, cast.ana, now(), MONTH)
    browser = auth.login(cast.sunniva)

    page = browser.get(people_of(cast)).text
    answers = [
        browser.post(f"{people_of(cast)}/{cast.ana.public_id}/links", data={"channel": channel}).status_code
        for channel in ("email", "sms")
    ]

    assert "No e-mail or SMS is sent from here." in page
    assert ("Send a link" in page, page.count("Print a sheet") > 11) == (False, True)
    assert answers == [409, 409]
    assert session.scalars(select(OutgoingMessage)).all() == []
    assert auth.browser().get(f"/l/{earlier}").status_code == 200


def test_a_lost_sheet_is_answered_with_no_link_and_no_device(
    auth: Auth, session: Session, cast: Cast
) -> None:
    link = personal_links.issue_link(session, cast.ana, now(), MONTH)
    devices.start_sign_in(session, cast.ana, now(), MONTH, "Phone")

    auth.login(cast.marit).post(f"{people_of(cast)}/{cast.ana.public_id}/links/revocation")

    assert auth.browser().get(f"/l/{link}").status_code == 410
    assert session.scalars(select(SignIn).where(SignIn.person_id == cast.ana.id)).all() == []


def test_no_link_is_made_for_somebody_with_a_staff_role(session: Session, cast: Cast) -> None:
    cast.ana.grant(Role.COORDINATOR, organisation_id=cast.fjordvik.id)

    with pytest.raises(Forbidden):
        service.fresh_link(session, place(session, cast, cast.ana), now(), MONTH)


def test_the_sheet_has_the_way_in_and_every_session(auth: Auth, session: Session, cast: Cast) -> None:
    browser = auth.login(cast.sunniva)

    offer = browser.get(f"{people_of(cast)}/{cast.ana.public_id}/sheet")
    made_by_looking = session.scalars(select(PersonalLink)).all()
    page = browser.post(f"{people_of(cast)}/{cast.ana.public_id}/sheet").text

    assert (offer.status_code, made_by_looking) == (200, [])
    assert 'src="data:image/svg+xml' in page
    assert page.count('scope="row"') == 3
    session.expire_all()
    assert session.scalars(select(PersonalLink)).one().person_id == cast.ana.id


def test_the_sheet_is_in_the_language_of_the_participant(auth: Auth, session: Session, cast: Cast) -> None:
    cast.ana.language = "nn"

    page = auth.login(cast.sunniva).post(f"{people_of(cast)}/{cast.ana.public_id}/sheet").text

    assert '<html lang="nn">' in page
    assert "Kvardagsmeistring" in page


def test_reading_the_list_and_making_a_sheet_is_noted_for_the_person(
    auth: Auth, session: Session, cast: Cast
) -> None:
    auth.login(cast.marit).get(people_of(cast))
    auth.login(cast.sunniva).post(f"{people_of(cast)}/{cast.ana.public_id}/sheet")

    noted = [(entry.reader.given_name, entry.what) for entry in readings(session, cast.ana)]
    assert noted == [("Sunniva", "sheet"), ("Marit", "participants")]


def test_the_list_shows_homes_and_the_way_in(auth: Auth, session: Session, cast: Cast) -> None:
    personal_links.issue_link(session, cast.ana, now(), MONTH)

    page = auth.login(cast.olav).get(people_of(cast)).text

    assert page.count("Has no way in yet.") == 11
    assert page.count("Has a link that works until") == 1
    assert page.count("Storholmen") == 3


@pytest.mark.parametrize("who", ["ana", "vidar", "tove", "ragnhild", "ase"])
def test_the_people_are_for_leaders_and_the_coordinator(auth: Auth, cast: Cast, who: str) -> None:
    browser = auth.login(getattr(cast, who))
    one = f"{people_of(cast)}/{cast.cecilie.public_id}"

    answers = [browser.get(people_of(cast)).status_code, browser.get(f"{people_of(cast)}/new").status_code]
    answers += [browser.post(f"{one}/{act}").status_code for act in ("withdrawal", "links", "sheet")]

    assert answers == [403] * 5


def test_a_person_of_another_course_is_not_found_here(auth: Auth, cast: Cast) -> None:
    one = f"{people_of(cast)}/{cast.vidar.public_id}"

    assert auth.login(cast.marit).post(f"{one}/sheet").status_code == 404


def test_many_people_take_no_more_queries_than_one(auth: Auth, session: Session, cast: Cast) -> None:
    from tests.courses.test_pages import counted

    app = auth.login(cast.marit).application
    few = [cast.ana.id]
    others = session.scalars(select(Enrolment).where(Enrolment.person_id.not_in(few))).all()
    removed = [each for each in others if each.course_run_id == cast.course.id]
    kept = [(each.person_id, each.home_municipality_id) for each in removed]
    for each in removed:
        session.delete(each)
    session.commit()

    with counted(app) as for_one:
        auth.login(cast.marit).get(people_of(cast))
    for person_id, home in kept:
        session.add(
            Enrolment(
                person_id=person_id,
                course_run_id=cast.course.id,
                home_municipality_id=home,
                enrolled_at=now(),
            )
        )
    session.commit()
    with counted(app) as for_twelve:
        auth.login(cast.marit).get(people_of(cast))

    def selects(statements: list[str]) -> int:
        return sum(statement.startswith("SELECT") for statement in statements)

    assert selects(for_twelve) == selects(for_one)
