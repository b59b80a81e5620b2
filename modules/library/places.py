"""Where the library lies in the data folder."""

from __future__ import annotations

from pathlib import Path

from flask import current_app

from modules.files import CONTENT
from modules.library.uploads import Uploads


def library_folder() -> Path:
    """What is kept, each file under the name that modules use."""
    data: Path = current_app.config["DATA"]
    return data / "library"


def folders_of(programme: str, slug: str) -> list[Path]:
    """Where the files of a module may lie, in the order in which they are looked for.

    `programme` and `slug` come from the database, never from the address.
    """
    return [library_folder(), CONTENT / programme / slug / "media"]


def uploads() -> Uploads:
    """What is on its way."""
    data: Path = current_app.config["DATA"]
    return Uploads(data / "uploads")
