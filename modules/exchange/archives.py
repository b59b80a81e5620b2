"""A zip that a stranger may have made: opened, its names looked through, its files read within limits."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from elearn.archives import BLOCK, CHUNK, Allowance, TooMuch
from modules.exchange.refused import NotBroughtIn

# The largest archive that is taken, and what it may unpack to; a programme of ours is under 2 MB.
MOST_BYTES, MOST_UNPACKED = 100_000_000, 300_000_000
MOST_FILES = 2_000
# One file of text, or one of media.
LARGEST_TEXT, LARGEST_FILE = 2_000_000, 60_000_000
# What lists the files: a name takes some hundred bytes. Read before Python reads all of it into memory.
LARGEST_LISTING = MOST_FILES * 400
END, END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
LARGE_END, LARGE_END_SIZE = b"PK\x06\x07", 20
PLAIN = (0, stat.S_IFREG)
ENCRYPTED = 1
NESTED = (".zip", ".imscc", ".tar", ".gz", ".tgz", ".7z", ".rar", ".bz2", ".xz")
BAD_NAME = re.compile(r"[\x00-\x1f\x7f\\]|^/|^[A-Za-z]:|(^|/)\.{0,2}(/|$)")
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    struct.error,
    ValueError,
    OverflowError,
)


class Archive:
    """The files of an archive by name. What is read is counted; what headers say of sizes is not believed."""

    def __init__(self, file: zipfile.ZipFile, packed: int) -> None:
        self._file, self._allowance = file, Allowance(packed, MOST_UNPACKED)
        self.names: list[str] = []
        self._members = {info.filename: info for info in file.infolist() if not info.is_dir()}
        _check_names(file.infolist())
        self.names = sorted(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str, most: int = LARGEST_FILE) -> bytes:
        """The file. Raises `NotBroughtIn` when it is larger than `most` bytes, or the whole is too much."""
        read, size = [], 0
        try:
            self._allowance.take(BLOCK)
            with self._file.open(self._members[name]) as content:
                while chunk := content.read(CHUNK):
                    size += len(chunk)
                    self._allowance.take(len(chunk))
                    if size > most:
                        raise NotBroughtIn("file_too_large", name)
                    read.append(chunk)
        except TooMuch as error:
            raise NotBroughtIn("unpacks_to_too_much", name) from error
        except DAMAGE as error:
            raise NotBroughtIn("damaged_archive", name) from error
        return b"".join(read)

    def text(self, name: str) -> str:
        """The file as text. Raises `NotBroughtIn` when it is not UTF-8."""
        try:
            return self.read(name, LARGEST_TEXT).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise NotBroughtIn("not_utf8", name) from error


@contextmanager
def opened(stream: IO[bytes]) -> Iterator[Archive]:
    """The archive in `stream`, with every name looked at. Raises `NotBroughtIn`."""
    packed = stream.seek(0, 2)
    if packed > MOST_BYTES:
        raise NotBroughtIn("archive_too_large")
    _check_listing(stream, packed)
    stream.seek(0)
    try:
        file = zipfile.ZipFile(stream)
    except DAMAGE as error:
        raise NotBroughtIn("damaged_archive") from error
    with file:
        yield Archive(file, packed)


def _check_listing(stream: IO[bytes], packed: int) -> None:
    """A listing of millions of files is refused before it is read. Zip64, which only giants need, is too."""
    stream.seek(max(0, packed - END_SIZE - LONGEST_COMMENT - LARGE_END_SIZE))
    tail = stream.read()
    place = tail.rfind(END)
    if place < 0 or len(tail) - place < END_SIZE:
        raise NotBroughtIn("not_an_archive")
    files, listing = struct.unpack_from("<HL", tail, place + 10)
    if tail[max(0, place - LARGE_END_SIZE) : place].startswith(LARGE_END):
        raise NotBroughtIn("too_many_files")
    if files > MOST_FILES or listing > LARGEST_LISTING:
        raise NotBroughtIn("too_many_files")


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename
        if BAD_NAME.search(name.removesuffix("/")) or len(name) > 300:
            raise NotBroughtIn("name_leads_out", name)
        if not member.is_dir() and stat.S_IFMT(member.external_attr >> 16) not in PLAIN:
            raise NotBroughtIn("not_a_plain_file", name)
        if member.flag_bits & ENCRYPTED:
            raise NotBroughtIn("locked_archive", name)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NotBroughtIn("damaged_archive", name)
        if name.casefold() in seen:
            raise NotBroughtIn("name_twice", name)
        if name.casefold().endswith(NESTED):
            raise NotBroughtIn("archive_in_archive", name)
        seen.add(name.casefold())
