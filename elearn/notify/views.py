"""The mailbox page: e-mails and SMS as they look, for the demo and for administrators."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.access import public
from elearn.accounts.access_log import note_readings
from elearn.accounts.current import actor
from elearn.clock import now
from elearn.errors import check
from elearn.extensions import db
from elearn.notify import queries, rules, service
from elearn.notify.carriers import NOT_SET_UP, reaches_people
from elearn.notify.models import Channel

blueprint = Blueprint("notify", __name__)


@blueprint.get("/mailbox")
@public  # in the demo; elsewhere the rule asks for an administrator
def mailbox() -> str:
    check(rules.may_see_mailbox(actor(), bool(current_app.config["DEMO"])))
    page = min(max(1, request.args.get("page", 1, int)), queries.LAST_PAGE)
    messages, has_older = queries.mailbox(db.session, page)
    html = render_template(
        "notify/mailbox.html",
        messages=messages,
        page=page,
        not_set_up=NOT_SET_UP,
        is_sending=any(reaches_people(current_app.config, channel) for channel in Channel),
        has_older=has_older,
        is_demo=bool(current_app.config["DEMO"]),
        may_send_again=rules.may_send_again(actor()),
    )
    if rules.may_send_again(actor()):
        # In the demo anybody looks in, and nobody there is real.
        note_readings({message.person for message in messages}, "messages")
    return html


@blueprint.post("/mailbox/<int:message_id>/another-attempt")
def send_again(message_id: int) -> Response:
    """Try once more with a message that did not leave."""
    check(rules.may_send_again(actor()))
    service.send_again(db.session, message_id, now())
    db.session.commit()
    flash(_("We try to send it once more."))
    return redirect(url_for("notify.mailbox"), 303)
