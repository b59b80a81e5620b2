"""Pictures, sounds, films and captions of modules: sent in ranges, and only from the module's own ones."""

from __future__ import annotations

from pathlib import Path

from flask import Response, current_app, send_from_directory

from elearn.errors import NotFound
from modules.checking import FILE, MEDIA
from modules.files import CONTENT
from modules.models import Module

# A drawing that is opened by itself is a document: it may draw, and nothing else.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
# Where files lie that did not ship with the product; backups hold everything there.
KEPT = "files"


def send(programme: str, module: Module, name: str) -> Response:
    """The file, whole or the part the browser asks for. Raises `NotFound`.

    `programme` and `module` come from the database, never from the address.
    """
    path = media_of(current_app.config["DATA"], programme, module).get(name)
    if path is None:
        raise NotFound
    response = send_from_directory(path.parent, path.name, mimetype=_kind(name), conditional=True)
    response.headers["Content-Security-Policy"] = ALONE
    # Asked for again each time, so that access is checked each time; on poor lines the answer is "unchanged".
    response.headers["Cache-Control"] = "private, no-cache"
    return response


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


def _kind(name: str) -> str | None:
    """Python's table of file kinds depends on the machine; these are the ones it may lack."""
    kinds = {".vtt": "text/vtt", ".webp": "image/webp", ".avif": "image/avif", ".opus": "audio/ogg"}
    return next((kind for suffix, kind in kinds.items() if name.endswith(suffix)), None)
