"""Becoming somebody of the demonstration, with one click. These pages exist in demo mode only."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from elearn.accounts import service
from elearn.accounts.access import public
from elearn.accounts.current import forget_here, me, sign_in_here, this_device
from elearn.clock import now
from elearn.demo import course as courses
from elearn.demo import living, queries
from elearn.demo.roles import ANOTHER, Opens, opens
from elearn.errors import NotFound
from elearn.extensions import db
from rooms.engine import engine

blueprint = Blueprint("demo", __name__)


@blueprint.get("/demo")
@public
def roles() -> str:
    """Everybody a visitor may be; also for somebody who is signed in and wants to be another."""
    return render_template("demo/roles.html")


@blueprint.post("/demo/become")
@public
def become() -> Response:
    """Sign in as the chosen person, and go where that person's day begins."""
    name = request.form.get("who", "")
    if name != ANOTHER and opens(name) is None:
        raise NotFound
    person = queries.free_participant(db.session, _at_a_browser(), now()) if name == ANOTHER else None
    person = person or queries.person(db.session, name)
    if person is None:
        raise NotFound
    public_id = person.public_id
    living.open_when_ended()
    if current_user.is_authenticated:
        service.sign_out(db.session, me(), this_device())
        forget_here()
    sign_in_here(queries.by_public_id(db.session, public_id))
    return redirect(_first_page(opens(name) or Opens.ROOM), 303)


def _at_a_browser() -> set[str]:
    return {connection.actor.id for connection in engine().broadcast.everyone()}


def _first_page(first: Opens) -> str:
    course = courses.latest(db.session)
    if first is Opens.ROOM and course is not None:
        return url_for("rooms.enter_session", public_id=courses.tonight(course).public_id)
    return url_for(first.value if first is not Opens.ROOM else Opens.COURSES.value)
