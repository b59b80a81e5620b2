"""Documents to take home: which types there are, what they are called, and that they hold no programs."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import BinaryIO

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from elearn.languages import number

TYPES = {
    ".pdf": ("application/pdf", _("PDF")),
    ".docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _("text document (Word)"),
    ),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _("spreadsheet (Excel)")),
    ".pptx": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _("slides (PowerPoint)"),
    ),
    ".odt": ("application/vnd.oasis.opendocument.text", _("text document (OpenDocument)")),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", _("spreadsheet (OpenDocument)")),
    ".odp": ("application/vnd.oasis.opendocument.presentation", _("slides (OpenDocument)")),
}
LARGE = 1_000_000
# Where office programs keep macros.
PROGRAMS = ("vbaproject.bin", "basic/", "scripts/")


def media_type(name: str) -> str | None:
    """What a browser is told that the file is; None for what is not taken home."""
    return TYPES[suffix][0] if (suffix := Path(name).suffix) in TYPES else None


def type_of(name: str) -> str:
    """What kind of document it is, in the reader's words."""
    return str(TYPES[Path(name).suffix][1])


def described(name: str, size: int) -> str:
    """What the file is and how large, in the reader's words; `size` is in bytes."""
    words = type_of(name)
    if size < LARGE:
        return gettext("%(type)s, %(size)s kB", type=words, size=max(1, round(size / 1000)))
    return gettext("%(type)s, %(size)s MB", type=words, size=number(size / LARGE))


def is_harmless(path: Path) -> bool:
    """True when the file is what its name says and holds no macros."""
    try:
        with path.open("rb") as file:
            return is_document(path.suffix, file)
    except OSError:
        return False


def is_document(suffix: str, file: BinaryIO) -> bool:
    """The same of a file that is open, or in memory."""
    if suffix == ".pdf":
        return file.read(5) == b"%PDF-"
    try:
        with zipfile.ZipFile(file) as document:
            names = [name.lower() for name in document.namelist()]
    except zipfile.BadZipFile:
        return False
    return not any(name.startswith(PROGRAMS[1:]) or name.endswith(PROGRAMS[0]) for name in names)
