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
from rooms.log_pages.tasks import numbers_to_call
from rooms.members import actor_in
from rooms.models import Room
from rooms.story.debrief import (
    FIELDS,
    Together,
    brought_together,
    fields_of,
    text_at,
    withdrawn_signature,
)
from rooms.story.reading import Reading
from rooms.telling.labels import labels
from rooms.views import blueprint

# How often both may save within the same moment before a leader is asked to look.
TRIES = 3


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
    mine = {name: clean(request.form.get(name, "")) for name in FIELDS}
    for _attempt in range(TRIES):
        reading = reading_of(room)
        before = reading.room.debrief
        together = brought_together(text_at(reading.entries, _revision()), fields_of(before), mine)
        if together.contested:
            return _page(room, reading, actor, together), 409
        try:
            ask(room, actor, ReviseDebrief(**together.texts, revision=before.revision))
            signs = request.form.get("then") == "sign" and together.texts == mine
            if signs:
                _sign_what_was_written(room, actor, mine)
        except Refused as refused:
            if refused.code is Code.DEBRIEF_CHANGED:
                continue  # the other leader saved in this very moment: bring that in, too
            tell(refused.code)
            return _page(room, reading_of(room), actor, together), 422
        _say_what_was_saved(reading, actor, together.texts, mine, signs=signs)
        return redirect(url_for("rooms.debrief", public_id=public_id), 303)
    tell(Code.DEBRIEF_CHANGED)
    return _page(room, reading_of(room), actor, together), 409


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
    if now.revised_by != actor.id and fields_of(now) != written:
        raise Refused(Code.DEBRIEF_CHANGED)
    ask(room, actor, SignDebrief(now.revision))


def _say_what_was_saved(
    reading: Reading, actor: Actor, kept: dict[str, str], mine: dict[str, str], *, signs: bool
) -> None:
    """`reading`: as it was before. Whose words came in, and whose signature fell away, is said."""
    before, who = reading.room.debrief, who_in(reading)
    if signs:
        flash(_("Signed. Thank you."), "success")
    elif kept == mine:
        flash(_("Saved."), "success")
    else:
        name = who(before.revised_by)
        flash(
            _("Saved, together with what %(name)s has written meanwhile. Read it again.", name=name),
            "success",
        )
    if kept != fields_of(before):
        for signature in before.signatures.values():
            if signature.person != actor.id:
                flash(_("%(name)s had signed the earlier text, and signs again.", name=who(signature.person)))


def _page(room: Room, reading: Reading, actor: Actor, together: Together | None = None) -> str:
    """`together`: what the leader tried to save, when it was not saved; it stays in the fields."""
    told, course_session = reading.room, session_of(room)
    contested = together.contested if together else frozenset()
    return render_template(
        "rooms/log/debrief.html",
        room=room,
        session=course_session,
        run=course_session.course_run,
        told=told,
        text=told.debrief,
        questions=_questions(),
        written=together.texts if together else fields_of(told.debrief),
        others={name: text for name, text in fields_of(told.debrief).items() if name in contested},
        withdrawn=withdrawn_signature(reading.entries, actor.id),
        has_ended=has_ended(told),
        is_signed=is_debrief_signed(told),
        may_write=rules.may_read_log(actor),
        numbers=numbers_to_call(told) if rules.may_read_log(actor) else {},
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


def _revision() -> int:
    revision = request.form.get("revision", "")
    return int(revision) if revision.isdecimal() and len(revision) < 10 else 0
