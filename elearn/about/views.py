"""Pages about the service: accessibility, privacy, help, and whether it is healthy."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template

from elearn.about import queries
from elearn.accounts.access import public
from elearn.extensions import db
from elearn.privacy import registered

blueprint = Blueprint("about", __name__)


@blueprint.get("/accessibility")
@public
def accessibility() -> str:
    return render_template("about/accessibility.html", address=current_app.config["CONTACT"])


@blueprint.get("/privacy")
@public
def privacy() -> str:
    """The same list that the export and the expiry read, so that it cannot promise anything else."""
    return render_template("about/privacy.html", kept=registered(), address=current_app.config["CONTACT"])


@blueprint.get("/help")
@public
def help() -> str:
    return render_template("about/help.html", address=current_app.config["CONTACT"])


@blueprint.get("/healthz")
@public
def healthz() -> tuple[dict[str, str], int]:
    """For whoever watches the server: 200 while the database answers, else 503.

    Redis and Janus are only told of, where there is one: without them every room still works, in writing.
    """
    asked = {"redis": queries.redis_answers(), "janus": queries.janus_answers()}
    others = {name: "ok" if answers else "away" for name, answers in asked.items() if answers is not None}
    if queries.database_answers(db.session):
        return {"status": "ok", "database": "ok"} | others, 200
    return {"status": "unwell", "database": "away"} | others, 503
