"""Files on their way in, by the tus protocol 1.0: what has arrived is on the disk, and one goes on there.

Each is two files in `DATA/uploads`: the bytes, whose number is the offset, and what was said about them. So
any process of an installation can go on with what another began.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from elearn.errors import DomainError, NotFound
from elearn.eventloop import off_loop
from modules.library.refusals import DiskFull, Locked, TooLarge, WrongOffset, told_when_full

UPLOAD = re.compile(r"[0-9a-f]{32}")
# How much of a body is in memory at a time.
PIECE = 64 * 1024
# What is kept free for everything else that is written here.
KEPT_FREE = 64_000_000
MOST_UNFINISHED = 20
UNFINISHED_FOR_S = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Upload:
    """`filename` is what its sender calls it: it is shown, and tells the kind, and is no path of ours.

    `taken_as` is the name of the file that has been made of it, once it has.
    """

    id: str
    person_id: int
    filename: str
    length: int
    taken_as: str = ""


class Uploads:
    """All that are on their way, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, person_id: int, filename: str, length: int, most: int) -> Upload:
        """A place for `length` bytes. Raises `TooLarge`, `DiskFull`, and `DomainError` for too many."""
        if length > most:
            raise TooLarge
        if length < 1:
            raise DomainError("empty_file")
        if len(self.of(person_id)) >= MOST_UNFINISHED:
            raise DomainError("too_many_uploads")
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if shutil.disk_usage(self._folder).free < length + KEPT_FREE:
            raise DiskFull
        upload = Upload(secrets.token_hex(16), person_id, filename, length)
        with told_when_full():
            self.content(upload).touch(mode=0o600)
            self._tell(upload)
        return upload

    def find(self, id: str, person_id: int) -> Upload:
        """One's own upload. Raises `NotFound`, also for somebody else's."""
        if not UPLOAD.fullmatch(id):
            raise NotFound
        try:
            upload = msgspec.json.decode(self._told(id).read_bytes(), type=Upload)
        except (FileNotFoundError, msgspec.MsgspecError) as error:
            raise NotFound from error
        if upload.person_id != person_id:
            raise NotFound
        return upload

    def of(self, person_id: int) -> list[Upload]:
        """The person's unfinished uploads."""
        found = (self._read(path) for path in sorted(self._folder.glob("*.json")))
        return [each for each in found if each and each.person_id == person_id and not each.taken_as]

    def offset(self, upload: Upload) -> int:
        """How many bytes have arrived."""
        path = self.content(upload)
        return path.stat().st_size if path.exists() else upload.length

    def content(self, upload: Upload) -> Path:
        return self._folder / f"{upload.id}.part"

    @contextmanager
    def locked(self, upload: Upload) -> Iterator[BinaryIO]:
        """Its bytes, to add to, for one at a time in all processes. Raises `Locked` and `NotFound`."""
        try:
            file = self.content(upload).open("r+b", buffering=0)
        except FileNotFoundError as error:
            raise NotFound from error
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Locked from error
            yield file

    def add(self, upload: Upload, offset: int, pieces: Iterator[bytes]) -> int:
        """Write what comes at `offset`; returns how many bytes are there then. When it breaks off, they stay.

        Raises `Locked`, `WrongOffset`, `TooLarge` (more than was said) and `DiskFull`.
        """
        with self.locked(upload) as file:
            at = file.seek(0, os.SEEK_END)
            if offset != at:
                raise WrongOffset
            try:
                with told_when_full():
                    at = _written(file, at, pieces, upload.length)
            except (DiskFull, TooLarge):
                with suppress(OSError):
                    file.truncate(offset)
                raise
        return at

    def note_taken(self, upload: Upload, name: str) -> None:
        """It has become a file of the library: asked once more, the answer is the same."""
        self._tell(Upload(upload.id, upload.person_id, upload.filename, upload.length, name))
        self.content(upload).unlink(missing_ok=True)

    def remove(self, upload: Upload) -> None:
        self.content(upload).unlink(missing_ok=True)
        self._told(upload.id).unlink(missing_ok=True)

    def expire(self, before: float) -> int:
        """Remove what has not been added to since `before` (seconds since the epoch); how many went."""
        gone = set()
        for path in self._folder.glob("*.*"):
            newest = max((each.stat().st_mtime for each in self._folder.glob(f"{path.stem}.*")), default=0.0)
            if newest < before:
                path.unlink(missing_ok=True)
                gone.add(path.stem)
        return len(gone)

    def expires_at(self, upload: Upload) -> float:
        """When it goes unless something is added, in seconds since the epoch."""
        path = self.content(upload)
        last = path.stat().st_mtime if path.exists() else time.time()
        return last + UNFINISHED_FOR_S

    def _told(self, id: str) -> Path:
        return self._folder / f"{id}.json"

    def _read(self, path: Path) -> Upload | None:
        try:
            return msgspec.json.decode(path.read_bytes(), type=Upload)
        except (FileNotFoundError, msgspec.MsgspecError):
            return None

    def _tell(self, upload: Upload) -> None:
        beside = self._folder / f"{upload.id}.new"
        beside.write_bytes(msgspec.json.encode(upload))
        beside.replace(self._told(upload.id))


def _written(file: BinaryIO, at: int, pieces: Iterator[bytes], most: int) -> int:
    """Write all of it from `at` on; returns where it ends."""
    for piece in pieces:
        if at + len(piece) > most:
            raise TooLarge("more_than_said")
        view = memoryview(piece)
        while view:
            # A nearly full disk takes a part first, and refuses the rest.
            done = file.write(view)
            view, at = view[done:], at + done
    # A lost power supply must not take back what the sender has been told.
    off_loop(os.fsync, file.fileno())
    return at
