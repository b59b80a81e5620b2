"""Where a module's media lie: in the folder that ships, or among the files that were brought in."""

from __future__ import annotations

from pathlib import Path

from modules.checking import FILE, MEDIA
from modules.files import CONTENT
from modules.models import Module

# Backups hold everything in this folder of the data.
KEPT = "files"


def media_of(data: Path, programme: str, module: Module) -> dict[str, Path]:
    """Every file that the module may show, by name: those that shipped, and over them those brought in."""
    shipped = {path.name: path for path in (CONTENT / programme / module.slug / "media").glob("*")}
    start = _name_kept(module, "")
    kept = {path.name.removeprefix(start): path for path in (data / KEPT).glob(f"{start}*")}
    return {
        name: path
        for name, path in (shipped | kept).items()
        if FILE.fullmatch(name) and name.endswith(tuple(MEDIA)) and path.is_file()
    }


def keep(data: Path, module: Module, name: str, content: Path) -> None:
    """Take the file, looked through before, as one of the module's. It leaves where it lay."""
    (data / KEPT).mkdir(exist_ok=True)
    content.replace(data / KEPT / _name_kept(module, name))


def _name_kept(module: Module, name: str) -> str:
    return f"module-{module.id}-{name}"
