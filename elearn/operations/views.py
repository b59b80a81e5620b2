"""Operations: is it healthy, who did what."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, request

from elearn.accounts.access import public
from elearn.accounts.current import actor
from elearn.clock import now
from elearn.errors import NotFound, check
from elearn.extensions import db
from elearn.operations import metrics, queries
from elearn.operations.live import live
from elearn.operations.readings import last_readings
from elearn.operations.rules import may_operate, may_read_metrics
from elearn.operations.state_words import media_words, state_words
from elearn.operations.words import what_was_read, what_went

blueprint = Blueprint("operations", __name__)


@blueprint.get("/operations")
def index() -> str:
    check(may_operate(actor()))
    found = live()
    return render_template(
        "operations/index.html",
        live=found,
        state=state_words()[found.state],
        media=media_words(current_app.config),
        version=queries.version(),
        database=queries.database(db.session),
        log_entries=queries.log_entries(db.session),
        rooms=queries.open_rooms(db.session, now()),
        failed_sign_ins=queries.failed_sign_ins(db.session, now()),
        readings=last_readings(db.session),
        what_was_read=what_was_read,
        what_went=what_went,
        jobs=queries.jobs(db.session),
    )


@blueprint.get("/metrics")
@public
def prometheus() -> Response:
    """For Prometheus. To all others there is no such address."""
    if not may_read_metrics(
        request.remote_addr,
        request.host,
        request.headers.keys(),
        token=str(current_app.config["METRICS_TOKEN"]),
        authorization=request.headers.get("Authorization", ""),
    ):
        raise NotFound
    return Response(metrics.exposition(), content_type=metrics.CONTENT_TYPE)
