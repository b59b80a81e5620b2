"""Commands about programmes."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from elearn.courses import programmes
from elearn.extensions import db


@click.command("load-programmes")
@with_appcontext
def load_programmes() -> None:
    """Store the programmes that ship, or bring them up to date. Harmless to repeat."""
    loaded = programmes.load_programmes(db.session)
    db.session.commit()
    for programme in loaded:
        click.echo(f"{programme.slug}: {len(programme.sessions)} sessions")
