"""What is kept about me, who looked at it, and all of it as a file."""

from __future__ import annotations

import msgspec
from flask import Response, render_template

from elearn import privacy
from elearn.accounts import queries
from elearn.accounts.access_log import what_was_read
from elearn.accounts.current import me
from elearn.accounts.views.blueprint import blueprint
from elearn.extensions import db


@blueprint.get("/me/data")
def kept() -> str:
    found, readings = privacy.export(db.session, me()), queries.readings(db.session, me())
    return render_template("accounts/kept.html", kept=found, readings=readings, what_was_read=what_was_read)


@blueprint.get("/me/data.json")
def export() -> Response:
    """Everything, to take along."""
    found = privacy.export(db.session, me())
    file = msgspec.json.format(msgspec.json.encode(found))
    return Response(
        file,
        mimetype="application/json",
        headers={"Content-Disposition": 'attachment; filename="mestringsrom.json"'},
    )
