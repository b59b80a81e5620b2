"""Operations: is it healthy, who did what."""

from __future__ import annotations

from flask import Blueprint, render_template

from elearn.accounts.access_log import what_was_read
from elearn.accounts.current import actor
from elearn.clock import now
from elearn.errors import check
from elearn.extensions import db
from elearn.operations import queries
from elearn.operations.rules import may_operate

blueprint = Blueprint("operations", __name__)


@blueprint.get("/operations")
def index() -> str:
    check(may_operate(actor()))
    return render_template(
        "operations/index.html",
        version=queries.version(),
        database=queries.database(db.session),
        log_entries=queries.log_entries(db.session),
        rooms=queries.open_rooms(db.session, now()),
        failed_sign_ins=queries.failed_sign_ins(db.session, now()),
        readings=queries.last_readings(db.session),
        what_was_read=what_was_read,
        jobs=queries.jobs(db.session),
    )
