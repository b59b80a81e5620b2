"""Commands of the module authors: `.venv/bin/flask load-modules`."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from elearn.clock import now
from elearn.extensions import db
from modules.loading import Loaded
from modules.loading import load_modules as load
from modules.problems import ContentRefused


@click.command("load-modules")
@with_appcontext
def load_modules() -> None:
    """Publish the modules in modules/content whose files have changed. Harmless to repeat."""
    try:
        loaded = load(db.session, now())
    except ContentRefused as refused:
        raise click.ClickException("Nothing was published.\n" + "\n".join(refused.lines)) from refused
    db.session.commit()
    for module in loaded:
        click.echo(f"{module.slug}: {_words(module)}")


def _words(module: Loaded) -> str:
    if module.is_written_here:
        return "has changed, but is written on this server: left as it is"
    return f"version {module.version}" if module.version else "unchanged"
