"""Reading a module page by page."""

from __future__ import annotations

import structlog
from flask import Response, redirect, render_template, url_for
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from elearn.accounts.current import actor, me
from elearn.clock import now
from elearn.courses.action_plans import WeekCards, week_cards
from elearn.courses.models import CourseRun
from elearn.courses.queries import find_course
from elearn.courses.timetable import week_of_session
from elearn.errors import NotFound, check
from elearn.extensions import db
from elearn.languages import chosen
from modules import media, queries, rules, service
from modules.blocks import ActionPlan
from modules.queries import Current, Visits
from modules.reading import Reading, read
from modules.service import Place
from modules.shelf import shelf_around
from modules.views.blueprint import blueprint

log = structlog.get_logger()


@blueprint.get("/courses/<course>/modules/<slug>")
def resume(course: str, slug: str) -> Redirect:
    """To the first page that is not finished; to the shelf while the module is not open yet."""
    run, current = _found(course, slug)
    if not _is_open_to_me(run, current):
        return redirect(url_for("modules.shelf", course=course, _anchor=slug))
    page = _read(run, current, None, _visits(run, current)).page.id
    return redirect(url_for("modules.page", course=course, slug=slug, page=page))


@blueprint.get("/courses/<course>/modules/<slug>/<page>")
def page(course: str, slug: str, page: str) -> str | Redirect:
    run, current = _found(course, slug)
    if not _is_open_to_me(run, current):
        return redirect(url_for("modules.shelf", course=course, _anchor=slug))
    visits, mine = _visits(run, current), rules.may_answer(actor(), run.scope)
    reading = _read(run, current, page, visits)
    shown = render_template(
        "modules/page.html",
        course=run,
        reading=reading,
        is_mine=mine,
        media=url_for("modules.show_media", course=course, slug=slug, name=""),
        cards=_cards(run, reading) if mine else None,
        origin=queries.came_from(db.session, run, [current]).get(current.module.id),
    )
    if mine and page not in visits.opened:
        _note_opened(Place(me().id, run.id, current.module.id, page))
    return shown


@blueprint.post("/courses/<course>/modules/<slug>/<page>/finished")
def finish(course: str, slug: str, page: str) -> Redirect:
    """Going on: the page is finished, and the next one comes; after the last one the shelf."""
    run, current = _found(course, slug)
    check(_is_open_to_me(run, current))
    reading = _read(run, current, page, Visits())
    if rules.may_answer(actor(), run.scope):
        service.finish_page(db.session, Place(me().id, run.id, current.module.id, page), now())
        db.session.commit()
    if reading.after is None:
        return redirect(url_for("modules.shelf", course=course, _anchor=slug), 303)
    return redirect(url_for("modules.page", course=course, slug=slug, page=reading.after.id), 303)


@blueprint.get("/courses/<course>/modules/<slug>/media/<name>")
def show_media(course: str, slug: str, name: str) -> Response:
    run, current = _found(course, slug)
    if not _is_open_to_me(run, current):
        raise NotFound
    return media.send(*queries.files_of(db.session, current.module), name)


def _found(course: str, slug: str) -> tuple[CourseRun, Current]:
    """The course run and the module, for those who may read it."""
    run = find_course(db.session, course)
    check(rules.may_read(actor(), run.scope))
    return run, queries.find_on_shelf(db.session, run, slug)


def _is_open_to_me(run: CourseRun, current: Current) -> bool:
    """Staff prepare ahead; participants meet a module when its time has come."""
    if not rules.may_answer(actor(), run.scope):
        return True
    visits = queries.visits(db.session, me().id, run.id)
    return shelf_around(db.session, run, me(), current, visits).is_open(current, now())


def _visits(run: CourseRun, current: Current) -> Visits:
    return queries.visits(db.session, me().id, run.id)[current.module.id]


def _read(run: CourseRun, current: Current, page: str | None, visits: Visits) -> Reading:
    answers = queries.answers(db.session, me().id, run.id, current.module.id)
    return read(current, page, chosen(), visits.finished, answers)


def _cards(run: CourseRun, reading: Reading) -> WeekCards | None:
    """The weekly plans, when the page has the place for them."""
    if not any(isinstance(block, ActionPlan) for block in reading.page.blocks):
        return None
    return week_cards(db.session, me().id, run, week_of_session(run.sessions, reading.session))


def _note_opened(place: Place) -> None:
    """In a transaction of its own, since the page only reads; reading goes on when nothing can be written."""
    db.session.commit()  # gives the connection back: whoever waits for a second one must hold none
    try:
        with Session(db.engine.execution_options(writes=True)) as session, session.begin():
            service.note_opened(session, place, now())
    except OperationalError as error:
        log.warning("page_opening_not_noted", reason=str(error.orig))
