"""Certificates: one's own, the coordinator's print for somebody, and the page where anybody checks one."""

from __future__ import annotations

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as Redirect

from elearn.accounts.access import public
from elearn.accounts.access_log import note_access
from elearn.accounts.current import actor, me
from elearn.accounts.models import Person
from elearn.clock import now
from elearn.courses.models import CourseRun
from elearn.courses.queries import find_course
from elearn.enrolment.queries import find_enrolment
from elearn.errors import NotFound, check
from elearn.extensions import db
from elearn.languages import chosen, day, speaking, words
from modules import rules
from modules.composing import certifying
from modules.composing.certificate_pdf import printed
from modules.composing.completing import completion_of
from modules.composing.models import Certificate
from modules.composing.rules import may_print_certificate
from modules.shelf import shelf_of
from modules.views.blueprint import blueprint


@blueprint.get("/courses/<course>/certificate")
def my_certificate(course: str) -> str:
    """What completes the course, how far I am, and my certificate once it is made."""
    run = _mine(course)
    made = certifying.certificate_of(db.session, run, me())
    return render_template(
        "modules/composing/my_certificate.html",
        course=run,
        completion=completion_of(shelf_of(db.session, run, me())),
        certificate=made,
        code=certifying.in_groups(made.code) if made else "",
        link=_holders_link(made) if made else "",
    )


@blueprint.post("/courses/<course>/certificate")
def make_certificate(course: str) -> Redirect:
    """Made when its holder asks for it, and not before."""
    certifying.certify(db.session, _mine(course), me(), now())
    db.session.commit()
    flash(_("Your certificate is made."), "success")
    return redirect(url_for("modules.my_certificate", course=course), 303)


@blueprint.get("/courses/<course>/certificate.pdf")
def my_certificate_pdf(course: str) -> Response:
    made = certifying.certificate_of(db.session, _mine(course), me())
    if made is None:
        raise NotFound
    return _pdf(made, me())


@blueprint.post("/courses/<course>/people/<person>/certificate")
def print_certificate(course: str, person: str) -> Response:
    """For somebody without a printer; that the coordinator saw it is noted."""
    run = find_course(db.session, course)
    check(may_print_certificate(actor(), run.scope))
    holder = find_enrolment(db.session, run.id, person).person
    made = certifying.certify(db.session, run, holder, now())
    note_access(db.session, me(), holder, "certificate", now())
    db.session.commit()
    return _pdf(made, holder)


@blueprint.get("/certificates")
@public
def certificates() -> str | Redirect:
    """Where a code from paper is written."""
    code = request.args.get("code", "")[:40].strip()
    if not code:
        return render_template("modules/composing/check.html", certificate=None, name="")
    return redirect(url_for("modules.certificate", code=code))


@blueprint.get("/certificates/<code>", defaults={"key": None})
@blueprint.get("/certificates/<code>/<key>")
@public
def certificate(code: str, key: str | None) -> str | tuple[str, int]:
    """That it is valid, for which course and when. Whose it is, only by the link that the holder gives."""
    try:
        found = certifying.find_certificate(db.session, code)
    except NotFound:
        return render_template("modules/composing/check.html", certificate=None, name="", code=code), 404
    secret = current_app.config["SECRET_KEY"]
    if key is not None and not certifying.is_holders_key(found, key, secret):
        raise NotFound
    name = found.person.full_name if key is not None and found.person else ""
    return render_template(
        "modules/composing/check.html", certificate=found, name=name, code=certifying.in_groups(found.code)
    )


def _mine(course: str) -> CourseRun:
    run = find_course(db.session, course)
    check(rules.may_answer(actor(), run.scope))
    return run


def _holders_link(made: Certificate) -> str:
    key = certifying.holders_key(made, current_app.config["SECRET_KEY"])
    address = url_for("modules.certificate", code=certifying.in_groups(made.code), key=key)
    return f"{current_app.config['URL']}{address}"


def _pdf(made: Certificate, holder: Person) -> Response:
    """In the holder's own language."""
    with speaking(holder.language):
        said = _said(made, holder)
    db.session.commit()  # gives the connection back: nobody waits for the printing
    response = Response(printed(said), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{certifying.in_groups(made.code)}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _said(made: Certificate, holder: Person) -> dict[str, str]:
    """The words of the page, and no others: nothing about health but what the course is called."""
    code = certifying.in_groups(made.code)
    hours = max(1, round(made.minutes / 60))
    return {
        "language": chosen(),
        "title": _("Course certificate"),
        "issuer": made.issuer,
        "name": holder.full_name,
        "has-completed": _("has completed the course"),
        "course": words(made.course),
        "when": _("%(first)s to %(last)s", first=day(made.began_on), last=day(made.ended_on)),
        "hours": ngettext("About %(num)s hour", "About %(num)s hours", hours),
        "issued": _("%(issuer)s, %(day)s", issuer=made.issuer, day=day(made.issued_on)),
        "check": _("Anybody can check this certificate by its number %(code)s:", code=code),
        "address": f"{current_app.config['URL']}{url_for('modules.certificate', code=code)}",
    }
