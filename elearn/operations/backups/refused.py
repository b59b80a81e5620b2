"""What is told to whoever runs the installation when a backup or a restore cannot be."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Refused(Exception):
    """It is not done, and here is why: one sentence without any personal data."""


@contextmanager
def told_when_full(sentence: str) -> Iterator[None]:
    """Say `sentence` when the disk is full; other errors go on."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise Refused(sentence) from error
