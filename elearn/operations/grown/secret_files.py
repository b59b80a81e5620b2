"""Files with a secret in them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

# The service's group may read what its package has given it; others never.
MOST = 0o640


def write_secret(path: Path, text: str) -> None:
    """Write it for whoever owns the file: a new one is read by the user who runs this alone (0600).

    One that exists keeps its owner and group, and is closed to everybody else before the secret is in it.
    """
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        os.fchmod(file.fileno(), stat.S_IMODE(os.fstat(file.fileno()).st_mode) & MOST)
        file.truncate()
        file.write(text)
