"""The joint debrief: both leaders write one text, read it and sign it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.access_log import note_readings
from elearn.accounts.current import me
from elearn.errors import Forbidden, check
from elearn.extensions import db
from rooms import queries, rules
from rooms.core import state
from rooms.core.actors import Actor
from rooms.core.commands import ReviseDebrief, SignDebrief
from rooms.core.refusals import Code, Refused
from rooms.core.rules import has_ended, is_debrief_signed, signatures_needed
from rooms.core.texts import clean
from rooms.engine import engine
from rooms.log_pages.access import (
    coordinator_of,
    find_room,
    led_room,
    led_room_of,
    reading_of,
    session_of,
)
from rooms.log_pages.doing import ask, tell, try_to
from rooms.log_pages.log import READ
from rooms.log_pages.showing import who_in
from rooms.members import actor_in
from rooms.models import Room
from rooms.refusal_words import refusal_sentences
from rooms.story.reading import Reading
from rooms.telling.labels import labels
from rooms.views import blueprint

FIELDS = ("went_well", "hard", "differently", "follow_up")


@blueprint.get("/sessions/<public_id>/debrief")
def session_debrief(public_id: str) -> Response:
    """The debrief of a session, for pages that know the session and not its room."""
    return redirect(url_for("rooms.debrief", public_id=led_room_of(public_id).public_id))


@blueprint.get("/rooms/<public_id>/debrief")
def debrief(public_id: str) -> str:
    """The text as it stands: the leaders write in it, a coordinator who stands in reads and signs it."""
    room = find_room(public_id)
    reading = reading_of(room)
    actor = _signer(room, reading)
    page = _page(room, reading, actor)
    if rules.may_read_log(actor):
        about = {task.person for task in reading.room.wellbeing.tasks.values()}
        note_readings(queries.people_called(db.session, about), READ)
    return page


@blueprint.post("/rooms/<public_id>/debrief")
def save_debrief(public_id: str) -> Response | tuple[str, int]:
    """Keep the text, and sign it when the form says so; the other leader's words are never written over."""
    room, actor = led_room(public_id)
    written = {name: request.form.get(name, "") for name in FIELDS}
    try:
        ask(room, actor, ReviseDebrief(**written, revision=_revision()))
        if request.form.get("then") == "sign":
            _sign_what_was_written(room, actor, written)
    except Refused as refused:
        status = 409 if refused.code is Code.DEBRIEF_CHANGED else 422
        return _page(room, reading_of(room), actor, written, refused.code), status
    flash(_("Signed. Thank you.") if request.form.get("then") == "sign" else _("Saved."), "success")
    return redirect(url_for("rooms.debrief", public_id=public_id), 303)


@blueprint.post("/rooms/<public_id>/debrief/signatures")
def sign_debrief(public_id: str) -> Response:
    """Sign the text that was read, and no other."""
    room = find_room(public_id)
    actor = _signer(room, reading_of(room))
    try_to(room, actor, SignDebrief(_revision()), _("Signed. Thank you."))
    return redirect(url_for("rooms.debrief", public_id=public_id), 303)


def _signer(room: Room, reading: Reading) -> Actor:
    """A leader, or the coordinator whose signature is needed; refused to everybody else."""
    leader = actor_in(db.session, room, me())
    if rules.may_read_log(leader) and leader is not None:
        return leader
    coordinator = coordinator_of(session_of(room).course_run)
    needed = signatures_needed(reading.room) if has_ended(reading.room) else frozenset()
    check(rules.may_read_debrief(coordinator, needed))
    if coordinator is None:
        raise Forbidden
    return coordinator


def _sign_what_was_written(room: Room, actor: Actor, written: dict[str, str]) -> None:
    """The revision that this very text got; if the other leader was faster, there is nothing to sign yet."""
    now = engine().rooms.open(room.id).room.debrief
    if now.revised_by != actor.id and _fields(now) != {name: clean(text) for name, text in written.items()}:
        raise Refused(Code.DEBRIEF_CHANGED)
    ask(room, actor, SignDebrief(now.revision))


def _page(
    room: Room,
    reading: Reading,
    actor: Actor,
    written: dict[str, str] | None = None,
    refused: Code | None = None,
) -> str:
    """`written`: what the leader tried to save, when it was refused; it stays in the fields."""
    told, course_session = reading.room, session_of(room)
    is_changed = refused is Code.DEBRIEF_CHANGED
    if refused is not None and not is_changed:
        tell(refused)
    return render_template(
        "rooms/log/debrief.html",
        room=room,
        session=course_session,
        run=course_session.course_run,
        told=told,
        text=told.debrief,
        questions=_questions(),
        written=written or _fields(told.debrief),
        others=_fields(told.debrief) if is_changed else {},
        changed_words=refusal_sentences()[Code.DEBRIEF_CHANGED.value] if is_changed else "",
        has_ended=has_ended(told),
        is_signed=is_debrief_signed(told),
        may_write=rules.may_read_log(actor),
        may_sign=has_ended(told) and actor.part in signatures_needed(told),
        has_signed=actor.part in told.debrief.signatures,
        waiting_for=sorted(signatures_needed(told) - told.debrief.signatures.keys())
        if has_ended(told)
        else [],
        who=who_in(reading),
        labels=labels(),
    )


def _questions() -> list[dict[str, Any]]:
    """The four questions, in the order in which two people talk."""
    return [
        {"name": "went_well", "words": _("What went well?")},
        {"name": "hard", "words": _("What was hard?")},
        {"name": "differently", "words": _("What will we do differently next time?")},
        {"name": "follow_up", "words": _("Whom do we follow up, and with what?")},
    ]


def _fields(debrief: state.Debrief) -> dict[str, str]:
    return {name: getattr(debrief, name) for name in FIELDS}


def _revision() -> int:
    revision = request.form.get("revision", "")
    return int(revision) if revision.isdecimal() and len(revision) < 10 else 0
