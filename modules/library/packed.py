"""Papers to take along: PDF, and documents of office programs. They are handed out, never shown in a page."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

MOST_MEMBERS = 10_000


def is_pdf(path: Path) -> bool:
    """True when it begins as one and has an end: half of one would open with a complaint, or not at all."""
    with path.open("rb") as file:
        begins = file.read(5) == b"%PDF-"
        file.seek(max(0, path.stat().st_size - 2048))
        return begins and b"%%EOF" in file.read()


def is_office(folder: str) -> Callable[[Path], bool]:
    """Documents of Microsoft's programs: a zip with its content in `folder`, and no program inside."""

    def agrees(path: Path) -> bool:
        names = _names(path)
        has_program = any(_is_program(name.lower()) for name in names)
        inside = any(name.startswith(f"{folder}/") for name in names)
        return inside and "[Content_Types].xml" in names and not has_program

    return agrees


def is_open(mime: str) -> Callable[[Path], bool]:
    """Documents of LibreOffice and its kin: a zip that says first of all what it is, and has no macros."""

    def agrees(path: Path) -> bool:
        names = _names(path)
        if "mimetype" not in names or any(name.startswith(("Basic/", "Scripts/")) for name in names):
            return False
        with zipfile.ZipFile(path) as archive, archive.open("mimetype") as said:
            return said.read(200) == mime.encode()

    return agrees


def _is_program(name: str) -> bool:
    """Macros and embedded objects are `.bin`; so are the settings of a printer, which sheets hold."""
    return name.endswith((".exe", ".dll", ".js", ".vbs")) or (
        name.endswith(".bin") and "/printersettings/" not in name
    )


def _names(path: Path) -> set[str]:
    """The names in the archive. Nothing is unpacked, so that nothing can grow; nothing when it is none."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":  # a zip may have anything before it, and be that as well
            return set()
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return set()
    return set(names) if len(names) <= MOST_MEMBERS else set()
