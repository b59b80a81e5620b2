"""Unpacking an archive that nobody vouches for: whole, as its manifest says, or not at all."""

from __future__ import annotations

import gzip
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Self

import msgspec

from elearn.archives import BLOCK, CHUNK, Allowance, Summed, TooMuch
from elearn.operations.backups.archive import (
    DATABASE,
    FORMAT,
    MANIFEST,
    Manifest,
    is_name,
    new_private_file,
)
from elearn.operations.backups.refused import Refused

DAMAGED = "The archive is damaged, or is none of ours: nothing was changed."
NO_ROOM = "There is not enough room on the disk to unpack the archive: nothing was changed."
LARGEST_MANIFEST = 100_000_000


class PlainFile(tarfile.TarInfo):
    """A member as it may be. Refused before anything of it is read: links, devices, headers of any length."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        member = super().frombuf(buf, encoding, errors)
        if member.type != tarfile.REGTYPE or member.size < 0 or not is_name(member.name):
            raise Refused(DAMAGED)
        return member


def unpack(archive: Path, into: Path) -> Manifest:
    """Unpack into an empty folder and hold every member against the manifest. Raises `Refused`."""
    try:
        sums = dict(_unpacked(archive, into))
        sums.pop(MANIFEST, None)
        manifest = _manifest(into / MANIFEST)
    except (tarfile.TarError, zlib.error, EOFError, gzip.BadGzipFile, FileExistsError, TooMuch) as error:
        raise Refused(DAMAGED) from error
    if manifest.sha256 != sums or DATABASE not in sums:
        raise Refused(DAMAGED)
    os.sync()  # before anything is renamed into its place
    return manifest


def _unpacked(archive: Path, into: Path) -> Iterator[tuple[str, str]]:
    """Write every member below `into`; yields its name and its checksum."""
    allowance = Allowance(archive.stat().st_size)
    with gzip.open(archive) as stream, tarfile.open(fileobj=stream, mode="r|", tarinfo=PlainFile) as tar:
        for member in tar:
            allowance.take(max(member.size, BLOCK))
            if member.size > shutil.disk_usage(into).free:
                raise Refused(NO_ROOM)
            content = tar.extractfile(member)
            assert content is not None  # noqa: S101 - it is a plain file
            yield member.name, _written(content, into / member.name)
        if stream.read(CHUNK).strip(b"\0") or stream.read(1):
            raise Refused(
                DAMAGED
            )  # nothing but padding follows; reading it has the compression's own sum checked


def _written(content: IO[bytes], path: Path) -> str:
    summed = Summed(content)
    path.parent.mkdir(exist_ok=True)
    with new_private_file(path) as file:
        while chunk := summed.read(CHUNK):
            file.write(chunk)
    return summed.sum


def _manifest(path: Path) -> Manifest:
    try:
        if path.stat().st_size > LARGEST_MANIFEST:
            raise Refused(DAMAGED)
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(DAMAGED) from error
    if manifest.format > FORMAT:
        raise Refused("The archive was made by a newer version of the product: nothing was changed.")
    return manifest
