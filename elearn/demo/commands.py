"""The command line of the demonstration."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import click
from flask import current_app
from flask.cli import with_appcontext

from elearn.clock import now
from elearn.demo.course import tonight
from elearn.demo.loading import load
from elearn.extensions import db


@click.command("load-demo")
@click.option("--fresh", is_flag=True, help="Plan a new evening, even when the last one is not over.")
@with_appcontext
def load_demo(fresh: bool = False) -> None:
    """Store the demonstration, and open its third session now. Harmless to repeat; nothing is deleted."""
    zone = ZoneInfo(current_app.config["TIMEZONE"])
    course = load(db.session, db.engine, now(), zone, fresh)
    begins = tonight(course).starts_at.astimezone(zone)
    click.echo(f"demo: {course.name}, the evening that began at {begins:%H:%M}")
