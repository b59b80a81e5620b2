"""Putting a backup in the place of what is there, and proving that it holds."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alembic.util import CommandError

from elearn.extensions import alembic
from elearn.operations.backups.archive import DATABASE, FOLDERS, SECRET, Manifest
from elearn.operations.backups.backup import sync_folder
from elearn.operations.backups.databases import Database
from elearn.operations.backups.refused import Refused, told_when_full
from elearn.operations.backups.unpacking import unpack
from rooms.chains import Walked, walk

FULL = "The disk is full: nothing was changed."
HOLDS_DATA = (
    "There are people or files here already: nothing was changed. Use --replace to restore all the same."
)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, where that lies which was there before, and what the walk along the logs found."""

    manifest: Manifest
    aside: Path | None
    walked: Walked

    @property
    def holds(self) -> bool:
        """True when every chain holds and no entry is missing."""
        return not self.walked.broken and self.walked.entries == self.manifest.log_entries


def restore(database: Database, data: Path, archive: Path, now: datetime, replace: bool) -> Restored:
    """Put the archive in the place of what is there. Needs the application's context, for the migrations.

    Raises `Refused` before anything is touched. Afterwards the database is up to date.
    """
    holds_files = any(any((data / folder).glob("*")) for folder in FOLDERS)
    if not replace and (database.holds_people() or holds_files):
        raise Refused(HOLDS_DATA)
    database.check_unused()
    aside = data / f"before-restore-{now:%Y-%m-%dT%H%M%SZ}"
    with told_when_full(FULL), tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as folder:
        unpacked = Path(folder)
        manifest = unpack(archive, unpacked)
        _check_fit(manifest, database)
        aside.mkdir(mode=0o700)
        try:
            database.replace(unpacked / DATABASE, aside)
            _put(unpacked, data, aside)
        finally:
            is_empty = not any(aside.iterdir())
            if is_empty:
                aside.rmdir()
    alembic.upgrade()
    return Restored(manifest, None if is_empty else aside, walk(database.engine))


def _check_fit(manifest: Manifest, database: Database) -> None:
    if manifest.database != database.kind:
        raise Refused(
            f"The archive is of {manifest.database}, and here is {database.kind}: nothing was changed."
        )
    try:
        alembic.script_directory.get_revision(manifest.revision)
    except CommandError as error:
        raise Refused("The archive is of a newer version of the product: nothing was changed.") from error


def _put(unpacked: Path, data: Path, aside: Path) -> None:
    """The files, and the secret key when the archive has one."""
    for folder in FOLDERS:
        (unpacked / folder).mkdir(exist_ok=True)
    names = [name for name in (*FOLDERS, SECRET) if (unpacked / name).exists()]
    for name in names:
        if (data / name).exists():
            (data / name).rename(aside / name)
        (unpacked / name).rename(data / name)
    sync_folder(data)
