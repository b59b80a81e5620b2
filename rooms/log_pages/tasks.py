"""What comes next: the leaders' tasks after an evening."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.access_log import note_readings
from elearn.extensions import db
from rooms import queries
from rooms.core.commands import AddTask, CompleteTask, ReopenTask
from rooms.core.state import Room
from rooms.log_pages.access import led_room
from rooms.log_pages.doing import try_to
from rooms.views import blueprint


@blueprint.post("/rooms/<public_id>/tasks")
def add_task(public_id: str) -> Response:
    """Note something to do, about somebody or about nobody in particular."""
    room, actor = led_room(public_id)
    command = AddTask(request.form.get("text", ""), request.form.get("person", ""))
    # The page's own id: a button that is pressed twice notes it once.
    command_id = request.form.get("id", "")[:40] or None
    try_to(room, actor, command, _("It is noted."), command_id)
    return _back(public_id)


@blueprint.post("/rooms/<public_id>/tasks/<int:task>/completion")
def complete_task(public_id: str, task: int) -> Response:
    room, actor = led_room(public_id)
    try_to(room, actor, CompleteTask(task), _("Done. Thank you."))
    return _back(public_id)


@blueprint.post("/rooms/<public_id>/tasks/<int:task>/reopening")
def reopen_task(public_id: str, task: int) -> Response:
    room, actor = led_room(public_id)
    try_to(room, actor, ReopenTask(task), _("It is on the list again."))
    return _back(public_id)


def numbers_to_call(told: Room) -> dict[str, str]:
    """The phone numbers of those who are still to be called, by person. That they are shown is noted."""
    calls = {
        task.person
        for task in told.wellbeing.tasks.values()
        if task.kind == "call_next_day" and not task.done_by
    }
    reachable = [person for person in queries.people_called(db.session, calls) if person.mobile]
    numbers = {person.public_id: str(person.mobile) for person in reachable}
    note_readings(reachable, "phone")
    return numbers


def _back(public_id: str) -> Response:
    """To the page with the list that was used: it is on the log and on the debrief."""
    endpoint = "rooms.debrief" if request.form.get("back") == "debrief" else "rooms.log_page"
    return redirect(url_for(endpoint, public_id=public_id, _anchor="tasks"), 303)
