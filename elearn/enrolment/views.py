"""The people of a course: who takes part, from where, and the way in for each of them."""

from __future__ import annotations

from datetime import timedelta

import segno
from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.access_log import note_access, note_readings
from elearn.accounts.current import actor, me
from elearn.clock import now
from elearn.enrolment import leaving, queries, rules, service
from elearn.enrolment.forms import NewcomerForm
from elearn.enrolment.models import Enrolment
from elearn.enrolment.queries import CourseRun
from elearn.errors import Invalid, check
from elearn.extensions import db
from elearn.languages import listed, speaking, words

blueprint = Blueprint("enrolment", __name__, url_prefix="/courses/<course>/people")


@blueprint.get("")
def people(course: str) -> str:
    found = _course(course)
    seats = queries.seats(db.session, found.id, now())
    note_readings([seat.enrolment.person for seat in seats], "participants")
    return render_template(
        "enrolment/people.html",
        course=found,
        seats=seats,
        ways=service.ways_to_send(current_app.config),
        may_let_in=rules.may_let_in(actor(), found.scope),
    )


@blueprint.get("/new")
def add(course: str) -> str:
    found = _course(course)
    return _add_page(found, _form(found))


@blueprint.post("/new")
def enrol(course: str) -> Response | tuple[str, int]:
    """Give somebody a place."""
    found = _course(course)
    form = _form(found)
    if form.validate() and _has_room(found, form):
        try:
            enrolment = service.enrol(db.session, found, form.newcomer(), now(), _because(found, form))
        except service.ComesAfter as refusal:
            form.because.errors = [_comes_after(found, refusal)]
        except Invalid as refusal:
            if refusal.code != "email_taken":
                raise
            form.email.errors = [
                _("Somebody else has this address here. Leave it empty, or use another one.")
            ]
        else:
            db.session.commit()
            flash(_("%(name)s has a place.", name=enrolment.person.given_name), "success")
            return redirect(url_for("enrolment.people", course=course), 303)
    return _add_page(found, form), 422


@blueprint.post("/<person>/withdrawal")
def withdraw(course: str, person: str) -> Response:
    """The person no longer takes part."""
    found, enrolment = _seat(course, person)
    leaving.take_leave(db.session, found, enrolment.person, now())
    service.withdraw(db.session, enrolment, now())
    flash(_("%(name)s no longer takes part.", name=enrolment.person.given_name), "success")
    return redirect(url_for("enrolment.people", course=course), 303)


@blueprint.post("/<person>/return")
def bring_back(course: str, person: str) -> Response:
    """The person takes part again."""
    found, enrolment = _seat(course, person)
    service.bring_back(enrolment)
    db.session.commit()
    flash(_("%(name)s takes part again.", name=enrolment.person.given_name), "success")
    return redirect(url_for("enrolment.people", course=found.public_id), 303)


@blueprint.post("/<person>/links")
def send_link(course: str, person: str) -> Response:
    """A fresh link by e-mail or SMS."""
    found, enrolment = _seat(course, person)
    channel = service.way_to_send(current_app.config, request.form.get("channel", ""))
    sender = found.partnership.host.name
    service.send_link(db.session, enrolment, channel, sender, now(), _lifetime(), _address)
    db.session.commit()
    flash(_("A link is on its way to %(name)s.", name=enrolment.person.given_name), "success")
    return redirect(url_for("enrolment.people", course=course), 303)


@blueprint.post("/<person>/links/revocation")
def revoke_links(course: str, person: str) -> Response:
    """Something was lost: no earlier link works, and no device is signed in."""
    _found, enrolment = _seat(course, person)
    name = enrolment.person.given_name
    service.revoke_links(db.session, enrolment, now())
    flash(_("No link to %(name)s works any more. Give a new one when you are ready.", name=name), "success")
    return redirect(url_for("enrolment.people", course=course), 303)


@blueprint.get("/<person>/sheet")
def sheet(course: str, person: str) -> str:
    """What a sheet is, and the button that makes one."""
    found, enrolment = _seat(course, person)
    note_readings([enrolment.person], "participants")
    return render_template("enrolment/sheet_offer.html", course=found, enrolment=enrolment)


@blueprint.post("/<person>/sheet")
def print_sheet(course: str, person: str) -> str:
    """A printed way in: the sheet holds a fresh link, in the language of the person."""
    found, enrolment = _seat(course, person)
    token = service.fresh_link(db.session, enrolment, now(), _lifetime())
    note_access(db.session, me(), enrolment.person, "sheet", now())
    db.session.commit()
    picture = segno.make(_address(token), error="m").svg_data_uri(scale=8, border=0)
    with speaking(enrolment.person.language):
        return render_template(
            "enrolment/sheet.html",
            course=found,
            person=enrolment.person,
            picture=picture,
            address=_address(token),
            expires_at=now() + _lifetime(),
        )


def _add_page(course: CourseRun, form: NewcomerForm) -> str:
    return render_template(
        "enrolment/add.html",
        course=course,
        form=form,
        is_full=_is_full(course),
        before=queries.before(db.session, course.programme),
        may_let_in=rules.may_let_in(actor(), course.scope),
    )


def _because(course: CourseRun, form: NewcomerForm) -> str:
    """The reason of somebody who may decide it; a leader's is none."""
    return (form.because.data or "") if rules.may_let_in(actor(), course.scope) else ""


def _comes_after(course: CourseRun, refusal: service.ComesAfter) -> str:
    titles = listed([words(title) for title in refusal.titles])
    if rules.may_let_in(actor(), course.scope):
        return _(
            "We cannot see that they have completed %(courses)s. Say why they can begin here all the same.",
            courses=titles,
        )
    return _(
        "We cannot see that they have completed %(courses)s. The coordinator can let them in all the same.",
        courses=titles,
    )


def _course(public_id: str) -> CourseRun:
    found = queries.find_course(db.session, public_id)
    check(rules.may_see_people(actor(), found.scope))
    return found


def _seat(public_id: str, person: str) -> tuple[CourseRun, Enrolment]:
    found = queries.find_course(db.session, public_id)
    check(rules.may_change_people(actor(), found.scope))
    return found, queries.find_enrolment(db.session, found.id, person)


def _is_full(course: CourseRun) -> bool:
    return queries.taking_part(db.session, course.id) >= course.max_people


def _has_room(course: CourseRun, form: NewcomerForm) -> bool:
    """One more than the course is made for is somebody's choice, and not an oversight."""
    if not form.beyond.data and _is_full(course):
        form.beyond.errors = [_("The course is full. Tick this if there shall be one more.")]
        return False
    return True


def _form(course: CourseRun) -> NewcomerForm:
    form = NewcomerForm(language=course.partnership.host.language)
    form.offer(course.partnership.municipalities)
    return form


def _lifetime() -> timedelta:
    return timedelta(days=current_app.config["LINK_DAYS"])


def _address(token: str) -> str:
    return str(current_app.config["URL"]) + url_for("accounts.personal_link", token=token)
