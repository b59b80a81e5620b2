"""Reading a module page by page."""

from __future__ import annotations

from functools import partial

import structlog
from flask import Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _
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
from modules import media, queries, rules, service, versions
from modules.answer_shapes import given_on
from modules.blocks import ActionPlan
from modules.earlier import Earlier, answered_before
from modules.library.queries import file_behind, files_on
from modules.library.usage import is_published_in
from modules.queries import Current, Visits
from modules.reading import Reading, read
from modules.service import Place
from modules.shelf import shelf_around
from modules.texts import page_ids
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
        address=lambda id: url_for("modules.page", course=course, slug=slug, page=id),
        media=url_for("modules.show_media", course=course, slug=slug, name=""),
        about_file=partial(media.about, current.module),
        pictures=files_on(db.session, reading.page),
        cards=_cards(run, reading) if mine else None,
        earlier=_earlier(run, current, reading) if mine else (),
        given_on=given_on,
        origin=queries.came_from(db.session, run, [current]).get(current.module.id),
    )
    if mine and page not in visits.opened:
        _note_opened(Place(me().id, run.id, current.module.id, page), current.version.id)
    return shown


@blueprint.post("/courses/<course>/modules/<slug>/<page>/finished")
def finish(course: str, slug: str, page: str) -> Redirect:
    """Going on: the page is finished, and the next one comes; after the last one the shelf."""
    run, current = _found(course, slug)
    check(_is_open_to_me(run, current))
    reading = _read(run, current, page, Visits())
    if rules.may_answer(actor(), run.scope):
        place = Place(me().id, run.id, current.module.id, page)
        versions.pin(db.session, place, current.version.id, now())
        service.finish_page(db.session, place, now())
        db.session.commit()
    if reading.after is None:
        return redirect(url_for("modules.shelf", course=course, _anchor=slug), 303)
    return redirect(url_for("modules.page", course=course, slug=slug, page=reading.after.id), 303)


@blueprint.post("/courses/<course>/modules/<slug>/newest")
def take_newest(course: str, slug: str) -> Redirect:
    """The reader goes on with the version that is published now; the answers come along."""
    run, current = _found(course, slug)
    check(rules.may_answer(actor(), run.scope))
    check(_is_open_to_me(run, current))
    newest = queries.newest_version(db.session, current.module.id)
    if newest is not None:
        place = Place(me().id, run.id, current.module.id, "")
        versions.take_newest(db.session, place, newest, chosen(), now())
        db.session.commit()
        flash(_("You have the newest version now. Your answers came along."), "success")
    return redirect(url_for("modules.resume", course=course, slug=slug), 303)


@blueprint.post("/courses/<course>/modules/<slug>/earlier/<int:number>/removal")
def remove_earlier(course: str, slug: str, number: int) -> Redirect:
    """An answer that has no place in the module any more is the reader's to take away."""
    run, current = _found(course, slug)
    check(rules.may_answer(actor(), run.scope))
    place = Place(me().id, run.id, current.module.id, "")
    versions.remove_earlier(db.session, place, min(number, 2**31 - 1))
    db.session.commit()
    last = page_ids(current.version.content, current.pages)[-1]
    return redirect(url_for("modules.page", course=course, slug=slug, page=last), 303)


@blueprint.get("/courses/<course>/modules/<slug>/media/<name>")
def show_media(course: str, slug: str, name: str) -> Response:
    run, current = _found(course, slug)
    if not _is_open_to_me(run, current):
        raise NotFound
    file = file_behind(db.session, name)
    if file is None:
        return media.send_own(current.module, name)
    if not is_published_in(db.session, current.module.id, file):
        raise NotFound
    return media.send_kept(file, name)


def _found(course: str, slug: str) -> tuple[CourseRun, Current]:
    """The course run and the module, for those who may read it."""
    run = find_course(db.session, course)
    check(rules.may_read(actor(), run.scope))
    return run, queries.find_for(db.session, run, me().id, slug)


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


def _earlier(run: CourseRun, current: Current, reading: Reading) -> list[Earlier]:
    """What was answered before and has no place any more, on the last page."""
    if reading.after is not None:
        return []
    kept = queries.earlier_answers(db.session, me().id, run.id, current.module.id)
    return answered_before(kept, chosen())


def _note_opened(place: Place, version_id: int) -> None:
    """In a transaction of its own, since the page only reads; reading goes on when nothing can be written."""
    db.session.commit()  # gives the connection back: whoever waits for a second one must hold none
    try:
        with Session(db.engine.execution_options(writes=True)) as session, session.begin():
            versions.pin(session, place, version_id, now())
            service.note_opened(session, place, now())
    except OperationalError as error:
        log.warning("page_opening_not_noted", reason=str(error.orig))
