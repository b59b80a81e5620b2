"""The two commands: `flask backup`, `flask restore`."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from elearn.clock import now
from elearn.extensions import db
from elearn.operations.backups.backup import back_up
from elearn.operations.backups.databases import Database
from elearn.operations.backups.embedded import Embedded
from elearn.operations.backups.grown import Grown
from elearn.operations.backups.refused import Refused
from elearn.operations.backups.restore import Restored
from elearn.operations.backups.restore import restore as put_back


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--with-secret", is_flag=True, help="With the secret key: people stay signed in after a restore."
)
@with_appcontext
def backup(file: Path, with_secret: bool) -> None:
    """Write database and uploaded files to FILE.

    FILE ends in .tar.gz, or is a folder, which is made when it is missing and gets a new file each time.

    The server may go on running. The secret key is left out unless asked for: whoever has it can sign
    cookies, and come in as anybody. Without it people sign in once more, with the links and passwords they
    have.
    """
    secret = str(current_app.config["SECRET_KEY"]) if with_secret else None
    with _told():
        written, manifest = back_up(_database(), current_app.config["DATA"], file, now(), secret)
    files = sum("/" in name for name in manifest.sha256)
    size = written.stat().st_size
    click.echo(f"{written}: {size} bytes, {manifest.log_entries} log entries, {files} files")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Although there are people or files here already.")
@with_appcontext
def restore(file: Path, replace: bool) -> None:
    """Put what `flask backup` wrote to FILE into this installation, while no server runs on it.

    An older database is brought up to date. Then every room's log is walked: stops with 1 unless all hold.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with _told():
        restored = put_back(_database(), current_app.config["DATA"], file, now(), replace)
    _tell(restored)
    if not restored.holds:
        raise click.ClickException("The logs do not hold: the backup was tampered with, or is not whole.")


def _database() -> Database:
    return Embedded(db.engine) if db.engine.dialect.name == "sqlite" else Grown(db.engine)


@contextmanager
def _told() -> Iterator[None]:
    """Refusals, and what the disk refuses, as one sentence. Who is told to stop tidies up before."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        yield
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    except OSError as error:
        raise click.ClickException(f"{error.strerror}: {error.filename}") from error
    finally:
        signal.signal(signal.SIGTERM, before)


def _tell(restored: Restored) -> None:
    manifest, walked = restored.manifest, restored.walked
    click.echo(f"restored: version {manifest.product}, {manifest.created_at:%Y-%m-%d %H:%M:%S} UTC")
    if restored.aside:
        click.echo(f"what was here before: {restored.aside}")
    for sentence in walked.broken:
        click.echo(sentence)
    rooms = f"{walked.rooms} of {walked.rooms + len(walked.broken)} rooms"
    click.echo(f"{rooms} and {walked.entries} of {manifest.log_entries} entries hold")
