"""Who has completed a course, their certificate, and what others learn from it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from elearn import privacy
from elearn.accounts.models import AccessEntry, Person
from elearn.clock import now
from elearn.courses.completions import missing
from elearn.courses.models import CourseRun
from elearn.enrolment.models import Enrolment
from modules.composing import service
from modules.composing.certifying import certify, in_groups
from modules.composing.models import Certificate
from modules.composing.service import Flow
from modules.models import PageVisit
from tests.acting import Auth
from tests.cast import Cast
from tests.modules.composing.conftest import Own, seat
from tests.modules.composing.test_shelf_of_parts import finish

WasThere = Callable[[CourseRun, int, Person], None]


@pytest.fixture
def completed(own: Own, cast: Cast, was_there: WasThere) -> Own:
    """Ana has finished the one module, and was in the one session that are asked for."""
    own.change(own.add("m1"))
    service.set_flow(own.session, own.programme, Flow("free", "all", 1))
    finish(own, cast.ana, "m1")
    was_there(own.run, 1, cast.ana)
    return own


def address(own: Own) -> str:
    return f"/courses/{own.run.public_id}/certificate"


def test_a_certificate_is_made_when_its_holder_asks(
    completed: Own, cast: Cast, auth: Auth, session: Session
) -> None:
    browser = auth.login(cast.ana)
    offered = browser.get(address(completed)).get_data(as_text=True)
    none = browser.get(f"{address(completed)}.pdf").status_code

    browser.post(address(completed))
    browser.post(address(completed))

    made = session.scalars(select(Certificate)).one()
    pdf = browser.get(f"{address(completed)}.pdf")
    text = PdfReader(io.BytesIO(pdf.data)).pages[0].extract_text()
    assert "Make my certificate" in offered
    assert none == 404
    assert (pdf.mimetype, pdf.headers["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert all(each in text for each in (cast.ana.full_name, "Eget kurs", made.issuer, in_groups(made.code)))
    # A session of 90 minutes, and the module.
    assert made.minutes == 90 + completed.module("m1").versions[-1].minutes


def test_who_has_not_completed_the_course_has_none(own: Own, cast: Cast, auth: Auth) -> None:
    own.add("m1")
    browser = auth.login(cast.ana)

    assert browser.post(address(own)).status_code == 409
    assert "When this is done" in browser.get(address(own)).get_data(as_text=True)


@pytest.mark.parametrize(
    ("flow", "chosen", "expected"),
    [
        (Flow("free", "all", 0), True, False),
        (Flow("free", "chosen", 0), False, True),
        (Flow("free", "chosen", 0), True, False),
        (Flow("free", "none", 1), True, True),
        (Flow("free", "none", 2), True, False),
        (Flow("free", "none", 0), True, False),
    ],
)
def test_a_course_is_completed_by_its_rules(
    completed: Own, cast: Cast, auth: Auth, flow: Flow, chosen: bool, expected: bool
) -> None:
    completed.change(completed.add("m2"), is_required=chosen)
    service.set_flow(completed.session, completed.programme, flow)
    completed.session.commit()

    made = auth.login(cast.ana).post(address(completed)).status_code

    assert made == (303 if expected else 409)


def test_anybody_can_check_the_number_and_learns_no_name(
    completed: Own, cast: Cast, auth: Auth, session: Session
) -> None:
    auth.login(cast.ana).post(address(completed))
    made = session.scalars(select(Certificate)).one()
    visitor = auth.browser()

    page = visitor.get(f"/certificates?code={in_groups(made.code).lower()}", follow_redirects=True)

    text = page.get_data(as_text=True)
    assert "This certificate is valid" in text
    assert "Eget kurs" in text
    assert cast.ana.given_name not in text
    assert visitor.get("/certificates/ABCD-EFGH-JKMN").status_code == 404
    assert visitor.get("/certificates/%00").status_code in (400, 404)


def test_the_holders_link_shows_the_name_and_no_other_link_does(
    completed: Own, cast: Cast, auth: Auth, session: Session
) -> None:
    browser = auth.login(cast.ana)
    browser.post(address(completed))
    page = browser.get(address(completed)).get_data(as_text=True)
    link = page.split('certificate__link" href="')[1].split('"')[0]
    path = link[link.index("/certificates/") :]

    assert cast.ana.full_name in auth.browser().get(path).get_data(as_text=True)
    assert auth.browser().get(path[:-1]).status_code == 404


def test_the_coordinator_prints_it_for_somebody_and_that_is_noted(
    completed: Own, cast: Cast, auth: Auth, session: Session
) -> None:
    printed = auth.login(cast.sunniva).post(
        f"/courses/{completed.run.public_id}/people/{cast.ana.public_id}/certificate"
    )

    entry = session.scalars(select(AccessEntry).filter_by(what="certificate")).one()
    assert (printed.status_code, printed.mimetype) == (200, "application/pdf")
    assert (entry.reader_id, entry.person_id) == (cast.sunniva.id, cast.ana.id)


def test_the_certificate_outlives_the_person_without_the_name(
    completed: Own, cast: Cast, app: Flask, session: Session
) -> None:
    with app.app_context():
        certify(session, completed.run, cast.ana, now())
        session.commit()

        privacy.expire(session, now() + timedelta(days=400))
        kept = session.scalars(select(Certificate)).one().person_id
        privacy.expire(session, now() + timedelta(days=5 * 365 + 2))

    assert kept is None
    assert session.scalars(select(Certificate)).all() == []


def after(own: Own, cast: Cast) -> CourseRun:
    """A run of a course that comes after the own one."""
    later = service.new_programme(own.session, {"nb": "Videre"})
    service.set_flow(own.session, later, Flow("free", "all", 0, [own.programme.slug]))
    run = CourseRun(
        programme=later, partnership=cast.partnership, starts_on=now().date(), ground_rules=[], sessions=[]
    )
    own.session.add(run)
    own.session.commit()
    return run


def newcomer(cast: Cast, email: str) -> dict[str, object]:
    return {
        "given_name": "Mona", "family_name": "", "alias": "", "email": email, "mobile": "",
        "home": cast.fjordvik.id, "language": "nb",
    }  # fmt: skip


def test_who_has_completed_the_course_before_has_a_place(
    completed: Own, cast: Cast, auth: Auth, session: Session
) -> None:
    run = after(completed, cast)
    cast.ana.email = "ana@example.org"
    session.commit()

    given = auth.login(cast.sunniva).post(
        f"/courses/{run.public_id}/people/new", data=newcomer(cast, "ana@example.org")
    )

    assert given.status_code == 303
    assert session.scalars(select(Enrolment).filter_by(course_run_id=run.id)).one().let_in_because is None


def test_who_has_not_is_let_in_by_a_coordinator_with_a_reason(
    completed: Own, cast: Cast, auth: Auth, session: Session
) -> None:
    run, form = after(completed, cast), newcomer(cast, "mona@example.org")
    browser, people = auth.login(cast.sunniva), f"/courses/{run.public_id}/people/new"

    refused = browser.post(people, data=form)
    let_in = browser.post(people, data={**form, "because": "Har tatt kurset i en annen kommune"})

    place = session.scalars(select(Enrolment).filter_by(course_run_id=run.id)).one()
    assert refused.status_code == 422
    assert "We cannot see that they have completed Eget kurs." in refused.get_data(as_text=True)
    assert (let_in.status_code, place.let_in_because) == (303, "Har tatt kurset i en annen kommune")
    assert "This course comes after Eget kurs." in browser.get(people).get_data(as_text=True)


def test_a_leaders_reason_lets_nobody_in(completed: Own, cast: Cast, auth: Auth, session: Session) -> None:
    run = after(completed, cast)
    cast.marit.grant(next(held.role for held in cast.marit.roles), course_run_id=run.id)
    session.commit()

    refused = auth.login(cast.marit).post(
        f"/courses/{run.public_id}/people/new",
        data={**newcomer(cast, "mona@example.org"), "because": "Fordi"},
    )

    assert refused.status_code == 422
    assert "The coordinator can let them in all the same." in refused.get_data(as_text=True)


def test_a_certificate_counts_where_what_it_was_made_from_is_gone(
    completed: Own, cast: Cast, app: Flask, session: Session
) -> None:
    run = after(completed, cast)
    with app.app_context():
        certify(session, completed.run, cast.ana, now())
        session.execute(delete(PageVisit))
        seat(session, completed.run, cast.bjorn, cast)
        session.flush()

        assert missing(session, run, cast.ana) == []
        assert [each.id for each in missing(session, run, cast.bjorn)] == [completed.programme.id]
        assert [each.id for each in missing(session, run, None)] == [completed.programme.id]
