"""Where the library lies in the data folder."""

from __future__ import annotations

from pathlib import Path

from flask import current_app

from modules.library.uploads import Uploads

LIBRARY = "library"


def library_folder() -> Path:
    """What is kept, each file under the name that modules use."""
    data: Path = current_app.config["DATA"]
    return data / LIBRARY


def uploads() -> Uploads:
    """What is on its way."""
    data: Path = current_app.config["DATA"]
    return Uploads(data / "uploads")
