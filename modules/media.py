"""Pictures, sounds, films and captions of modules: sent in ranges, and only from the module's own ones."""

from __future__ import annotations

from flask import Response, current_app, send_from_directory

from elearn.errors import NotFound
from modules.kept_media import media_of
from modules.models import Module

# A drawing that is opened by itself is a document: it may draw, and nothing else.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


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


def _kind(name: str) -> str | None:
    """Python's table of file kinds depends on the machine; these are the ones it may lack."""
    kinds = {".vtt": "text/vtt", ".webp": "image/webp", ".avif": "image/avif", ".opus": "audio/ogg"}
    return next((kind for suffix, kind in kinds.items() if name.endswith(suffix)), None)
