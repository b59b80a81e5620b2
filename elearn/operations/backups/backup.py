"""Taking a backup while the server goes on."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from elearn.operations.backups.archive import DATABASE, FOLDERS, SECRET, Manifest, is_name, pack
from elearn.operations.backups.databases import Database, is_prepared
from elearn.operations.backups.refused import Refused, told_when_full
from elearn.operations.queries import version

ARCHIVE = "archive"
ENDINGS = (".tar.gz", ".tgz")
FULL = "The disk is full: no backup was written."


def back_up(
    database: Database, data: Path, target: Path, now: datetime, secret: str | None
) -> tuple[Path, Manifest]:
    """Write one archive to `target`, or into it when it is a folder; where it is, and its manifest.

    A name that does not end as an archive's is a folder's, and is made when it is missing: the same command
    must do every night. `secret` is left out when None. Raises `Refused`, and then leaves nothing behind.
    """
    if not target.name.endswith(ENDINGS):
        if target.is_file():
            raise Refused(f"{target} is a file: name a folder, or a file that ends in {ENDINGS[0]}.")
        target.mkdir(exist_ok=True)
    if target.is_dir():
        target /= f"mestringsrom-{now:%Y-%m-%dT%H%M%SZ}.tar.gz"
    if target.exists():
        raise Refused(f"{target} is there already: choose another name.")
    if not database.is_there() or not is_prepared(database.engine):
        raise Refused("There is nothing to back up here: is ELEARN_DATA right?")
    with told_when_full(FULL), tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as beside:
        manifest = _written(database, data, Path(beside), now, secret)
        (Path(beside) / ARCHIVE).rename(target)
        sync_folder(target.parent)
    return target, manifest


def sync_folder(folder: Path) -> None:
    """Have the names in a folder survive a lost power supply."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _written(database: Database, data: Path, beside: Path, now: datetime, secret: str | None) -> Manifest:
    """The order matters: a file is there before the database tells of it, so the database comes first."""
    facts = database.snapshot(beside / DATABASE)
    if secret is not None:
        (beside / SECRET).write_text(secret)
    manifest = Manifest(
        product=version(),
        created_at=now,
        database=database.kind,
        revision=facts.revision,
        log_entries=facts.log_entries,
    )
    return pack(beside / ARCHIVE, manifest, _members(data, beside))


def _members(data: Path, beside: Path) -> Iterator[tuple[str, Path]]:
    yield from ((name, beside / name) for name in (DATABASE, SECRET))
    for path in (path for folder in FOLDERS for path in sorted((data / folder).glob("*"))):
        name = f"{path.parent.name}/{path.name}"
        if is_name(name) and path.is_file() and not path.is_symlink():
            yield name, path
