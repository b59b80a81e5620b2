"""Archives that nobody vouches for: how much one may unpack to, measured while it is read."""

from __future__ import annotations

from hashlib import sha256
from typing import IO

# Our archives shrink to a third or so. What unpacks to hundreds of times its size is a bomb.
MOST_TIMES, TO_BEGIN_WITH = 200, 50_000_000
# What a file takes on the disk at least: a million empty ones are a bomb, too.
BLOCK = 4096
CHUNK = 1 << 20


class TooMuch(Exception):
    """The archive unpacks to more than it may."""


class Allowance:
    """What an archive of `packed` bytes may still unpack to; `most` is the end of it, however large it is."""

    def __init__(self, packed: int, most: int | None = None) -> None:
        allowed = packed * MOST_TIMES + TO_BEGIN_WITH
        self._left = allowed if most is None else min(allowed, most)

    def take(self, size: int) -> None:
        """So many bytes more. Raises `TooMuch`."""
        self._left -= size
        if self._left < 0:
            raise TooMuch


class Summed:
    """A file that is read once, and its checksum as far as it has been read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._hash = file, sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._hash.update(data)
        return data

    @property
    def sum(self) -> str:
        return self._hash.hexdigest()
