"""What the leaders do about an evening from its log: take back, resolve a report, see to a signal."""

from __future__ import annotations

from typing import cast, get_args

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.errors import Invalid, NotFound
from rooms.core.actors import Actor
from rooms.core.commands import AttendSignal, ResolveReport
from rooms.core.kinds import ReportOutcome
from rooms.core.refusals import Refused
from rooms.log_pages.access import led_room, reading_of
from rooms.log_pages.doing import ask, tell, try_to
from rooms.models import Room
from rooms.story.moderation import moderation
from rooms.views import blueprint


@blueprint.post("/rooms/<public_id>/log/<int:seq>/reversal")
def undo(public_id: str, seq: int) -> Response:
    """Take a moderation act back."""
    room, actor = led_room(public_id)
    act = next((act for act in moderation(reading_of(room)) if act.seq == seq), None)
    if act is None:
        raise NotFound
    if act.undo is None:
        flash(_("This is taken back already, or the session is over and it no longer matters."), "warning")
    else:
        try_to(room, actor, act.undo, _("It is taken back."))
    return redirect(url_for("rooms.log_page", public_id=public_id, _anchor="moderation"), 303)


@blueprint.post("/rooms/<public_id>/signals/<person>/attending")
def attend_signal(public_id: str, person: str) -> Response:
    """Somebody was not well: write down what came of it."""
    room, actor = led_room(public_id)
    command = AttendSignal(person, request.form.get("outcome", ""))
    try_to(room, actor, command, _("It is written down."))
    return redirect(url_for("rooms.log_page", public_id=public_id, _anchor="wellbeing"), 303)


@blueprint.post("/rooms/<public_id>/reports/<int:report>/outcome")
def resolve_report(public_id: str, report: int) -> Response:
    """Give a report its outcome; the one who reported is told."""
    room, actor = led_room(public_id)
    try:
        resolve(room, actor, report)
    except Refused as refused:
        tell(refused.code)
    else:
        flash(_("Thank you. The one who told you can read the answer now."), "success")
    return redirect(url_for("rooms.log_page", public_id=public_id, _anchor="reports"), 303)


def resolve(room: Room, actor: Actor, report: int) -> None:
    """Resolve as the form says. Raises `Refused`."""
    outcome = request.form.get("outcome", "")
    if outcome not in get_args(ReportOutcome):
        raise Invalid
    words = request.form.get("words", "")
    ask(room, actor, ResolveReport(report, cast(ReportOutcome, outcome), words))
