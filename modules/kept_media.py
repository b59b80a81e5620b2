"""Where a module's media lie: in the library, among those that came with it, or in the folder that ships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from modules.checking import FILE, MEDIA
from modules.files import CONTENT
from modules.library.places import LIBRARY
from modules.models import Module

# Backups hold everything in this folder of the data.
KEPT = "files"


def find_media(session: Session, data: Path, module: Module, name: str) -> Path | None:
    """The file that the module means by that name, if there is one. A copy has those of its origins, too."""
    if not FILE.fullmatch(name) or not name.endswith(tuple(MEDIA)):
        return None
    own = (place for each in _line(module) for place in _own_places(session, data, each, name))
    return next((path for path in (data / LIBRARY / name, *own) if path.is_file()), None)


def media_of(session: Session, data: Path, module: Module, shown: Iterable[str] = ()) -> dict[str, Path]:
    """Every file of the module's own and its origins', by name, and those of the library among `shown`."""
    names = {name for each in _line(module) for name in _own_names(session, data, each)}
    found = {name: find_media(session, data, module, name) for name in {*names, *shown}}
    return {name: path for name, path in sorted(found.items()) if path}


def keep(data: Path, module: Module, name: str, content: Path) -> None:
    """Take the file, looked through before, as one of the module's. It leaves where it lay."""
    (data / KEPT).mkdir(exist_ok=True)
    content.replace(data / KEPT / _name_kept(module, name))


def _line(module: Module) -> Iterator[Module]:
    """The module, what it was copied from, what that was copied from, and so on."""
    yield module
    while module.origin is not None:
        module = module.origin
        yield module


def _own_places(session: Session, data: Path, module: Module, name: str) -> tuple[Path, Path]:
    return data / KEPT / _name_kept(module, name), _shipped(session, module) / name


def _own_names(session: Session, data: Path, module: Module) -> set[str]:
    start = _name_kept(module, "")
    kept = {path.name.removeprefix(start) for path in (data / KEPT).glob(f"{start}*")}
    return kept | {path.name for path in _shipped(session, module).glob("*")}


def _shipped(session: Session, module: Module) -> Path:
    """Both names come from the database, never from an address."""
    programme = session.get_one(Programme, module.programme_id)
    return CONTENT / programme.slug / module.slug / "media"


def _name_kept(module: Module, name: str) -> str:
    return f"module-{module.id}-{name}"
