"""Why the library does not take something. Codes are stable; `elearn.errors` has their sentences."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from elearn.errors import DomainError


class Unfit(DomainError):
    """The content is not what its name says, or nothing that the library keeps."""

    status, code = 415, "content_differs"


class TooLarge(DomainError):
    status, code = 413, "file_too_large"


class Locked(DomainError):
    """Somebody is sending to the same upload, or it is being taken in."""

    status, code = 423, "upload_is_busy"


class WrongOffset(DomainError):
    status, code = 409, "wrong_offset"


class OtherProtocol(DomainError):
    status, code = 412, "tus_version"


class DiskFull(DomainError):
    """There is no room; what has been stored so far is whole."""

    status, code = 507, "disk_full"


@contextmanager
def told_when_full() -> Iterator[None]:
    """A full disk (or a quota that is used up) in the words of the library. Raises `DiskFull`."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from error
        raise
