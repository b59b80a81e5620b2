"""The personal link: a page with one button, so that a mail scanner that opens the link changes nothing."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from elearn.accounts import personal_links, queries
from elearn.accounts.access import public
from elearn.accounts.current import device_name, lifetime, sign_in
from elearn.accounts.personal_links import LinkExpired
from elearn.accounts.views.blueprint import blueprint
from elearn.clock import now
from elearn.extensions import db


@blueprint.get("/l/<token>")
@public
def personal_link(token: str) -> str:
    """Who is meant, and one button."""
    link = personal_links.find_link(db.session, token, now())
    course = queries.course_title(db.session, link.course_run_id)
    return render_template("accounts/personal_link.html", person=link.person, course=course, token=token)


@blueprint.post("/l/<token>")
@public
def exchange_link(token: str) -> Response:
    """Sign the person in, and leave the token behind."""
    person = personal_links.find_link(db.session, token, now()).person
    device = personal_links.exchange_link(db.session, token, now(), lifetime(person), device_name())
    invited = person.as_actor().is_staff and person.password_hash is None
    db.session.commit()
    sign_in(device)
    return redirect(url_for("accounts.password" if invited else "courses.mine"), 303)


@blueprint.errorhandler(LinkExpired)
def _link_expired(refusal: LinkExpired) -> tuple[str, int]:
    return render_template("accounts/link_expired.html"), refusal.status
