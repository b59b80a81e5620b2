"""Where a module's media lie: in the library, among those that came with it, or in the folder that ships."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from modules.checking import FILE, MEDIA
from modules.files import CONTENT
from modules.library.places import LIBRARY
from modules.models import Module

# Backups hold everything in this folder of the data.
KEPT = "files"


def find_media(data: Path, programme: str, module: Module, name: str) -> Path | None:
    """The file that the module means by that name, if there is one.

    `programme` and `module` come from the database, never from the address.
    """
    if not FILE.fullmatch(name) or not name.endswith(tuple(MEDIA)):
        return None
    places = (
        data / LIBRARY / name,
        data / KEPT / _name_kept(module, name),
        CONTENT / programme / module.slug / "media" / name,
    )
    return next((path for path in places if path.is_file()), None)


def media_of(data: Path, programme: str, module: Module, shown: Iterable[str] = ()) -> dict[str, Path]:
    """Every file of the module's own, by name, and those of the library among `shown`."""
    start = _name_kept(module, "")
    shipped = {path.name for path in (CONTENT / programme / module.slug / "media").glob("*")}
    kept = {path.name.removeprefix(start) for path in (data / KEPT).glob(f"{start}*")}
    found = {name: find_media(data, programme, module, name) for name in {*shipped, *kept, *shown}}
    return {name: path for name, path in sorted(found.items()) if path}


def keep(data: Path, module: Module, name: str, content: Path) -> None:
    """Take the file, looked through before, as one of the module's. It leaves where it lay."""
    (data / KEPT).mkdir(exist_ok=True)
    content.replace(data / KEPT / _name_kept(module, name))


def _name_kept(module: Module, name: str) -> str:
    return f"module-{module.id}-{name}"
