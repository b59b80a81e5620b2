"""The archive: a compressed tar of plain files under known names, and a manifest with their checksums."""

from __future__ import annotations

import io
import os
import re
import tarfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO

import msgspec

from elearn.archives import Summed

MANIFEST, DATABASE, SECRET = "manifest.json", "database", "secret_key"
# Folders of plain files: what was shown in rooms, and what modules show.
FOLDERS = ("files", "library")
# Raised when an older product could not read what is written now.
FORMAT = 2
# The names there may be. No path leads out of a folder that holds only these.
NAME = re.compile(
    rf"({MANIFEST}|{DATABASE}|{SECRET}|({'|'.join(FOLDERS)})/[A-Za-z0-9_-][A-Za-z0-9_.-]{{0,79}})"
)
# A log is mostly hashes, which nothing makes smaller: level 6 takes half as long again for 1 %.
LEVEL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the archive is. `sha256` has the checksum of every other member by its name."""

    format: int = FORMAT
    product: str
    created_at: datetime
    database: str
    revision: str
    log_entries: int
    sha256: dict[str, str] = field(default_factory=dict)


def pack(archive: Path, manifest: Manifest, members: Iterable[tuple[str, Path]]) -> Manifest:
    """Write a new archive that only its owner may read, safe on the disk when this returns.

    The manifest comes last, since every member is read just once. Members that are gone by now are left out.
    """
    sums: dict[str, str] = {}
    with new_private_file(archive) as file:
        with tarfile.open(fileobj=file, mode="w:gz", format=tarfile.GNU_FORMAT, compresslevel=LEVEL) as tar:
            for name, path in members:
                with suppress(FileNotFoundError), path.open("rb") as content:
                    sums[name] = _add(tar, name, content, os.fstat(content.fileno()).st_size)
            manifest = replace(manifest, sha256=sums)
            told = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
            _add(tar, MANIFEST, io.BytesIO(told), len(told))
        file.flush()
        os.fsync(file.fileno())
    return manifest


def is_name(name: str) -> bool:
    """True for what may be the name of a member."""
    return NAME.fullmatch(name) is not None


def new_private_file(path: Path) -> BinaryIO:
    """A new file to be written that only its owner may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> str:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    summed = Summed(content)
    tar.addfile(member, summed)
    return summed.sum
