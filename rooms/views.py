"""Pages around a room: the room itself, and the files on its table."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from elearn.accounts.current import me
from elearn.clock import now
from elearn.courses.action_plans import week_cards
from elearn.courses.timetable import opens_at
from elearn.errors import Invalid, NotFound, check
from elearn.eventloop import off_loop
from elearn.extensions import db
from elearn.languages import utc_offset_minutes
from rooms import queries, rules
from rooms.core.actors import Actor
from rooms.engine import engine
from rooms.files import keep_file, made_safe, path_of
from rooms.members import actor_in
from rooms.models import Room
from rooms.preparing import open_room
from rooms.tokens import page_token
from rooms.words import spoken

blueprint = Blueprint("rooms", __name__)


@blueprint.get("/sessions/<public_id>/room")
def enter_session(public_id: str) -> BaseResponse | str:
    """The way into a session's room; before it opens, a page that says when."""
    course_session = queries.session_by_public_id(db.session, public_id)
    if course_session is None:
        raise NotFound
    room = queries.room_of(db.session, course_session) or Room(course_run_id=course_session.course_run_id)
    check(rules.may_enter(actor_in(db.session, room, me())))
    if now() < opens_at(course_session):
        return render_template("rooms/not_open.html", session=course_session, run=course_session.course_run)
    room = open_room(db.session, engine().rooms, course_session)
    return redirect(url_for("rooms.room", public_id=room.public_id))


@blueprint.get("/rooms/<public_id>")
def room(public_id: str) -> str:
    """The live room."""
    found, actor = _entered(public_id)
    course_session = queries.session_of(db.session, found)
    person, run = me(), course_session.course_run
    return render_template(
        "rooms/room.html",
        room=found,
        session=course_session,
        run=run,
        me=person,
        cards=week_cards(db.session, person.id, run, course_session.number),
        part=actor.part.value,
        contact=current_app.config["CONTACT"],
        spoken=spoken(),
        media=engine().media.name,
        token=page_token(found.public_id, current_user.id),
        utc_offset=utc_offset_minutes(course_session.starts_at),
    )


@blueprint.post("/rooms/<public_id>/files")
def add_file(public_id: str) -> Response:
    """Take a file for the room's table; showing it is a command of its own."""
    found, actor = _entered(public_id)
    check(rules.may_show_files(actor))
    upload = request.files.get("file")
    if upload is None:
        raise Invalid
    title = request.form.get("title") or "–"
    room_id = found.id
    db.session.rollback()  # drawing a picture anew takes a while, and others run meanwhile
    content, mime = off_loop(made_safe, upload.read())
    shown = keep_file(db.session, current_app.config["DATA"], room_id, title, content, mime)
    db.session.commit()
    return jsonify(id=shown.public_id, title=shown.title, mime=shown.mime)


@blueprint.get("/rooms/<public_id>/files/<file_id>")
def file(public_id: str, file_id: str) -> Response:
    """A file on the table, to those at the table. Never run by the browser as part of our pages."""
    found, _actor = _entered(public_id)
    shown = queries.file_of(db.session, found, file_id)
    if shown is None:
        raise NotFound
    path = path_of(current_app.config["DATA"], shown)
    response = send_file(
        path, mimetype=shown.mime, as_attachment=shown.mime == "application/pdf", download_name=path.name
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _entered(public_id: str) -> tuple[Room, Actor]:
    """The room and the signed-in person's part in it; refused to everybody whom it does not concern."""
    person = me()
    found = queries.room_by_public_id(db.session, public_id)
    if found is None:
        raise NotFound
    actor = actor_in(db.session, found, person)
    check(rules.may_enter(actor))
    assert actor is not None  # noqa: S101 - may_enter has said so
    return found, actor
