"""Pictures, sounds, films, captions and documents of modules: the one way in which they are sent, in ranges.

A file is looked for in the library first, and then among the module's own. Who may have it is asked before,
each time.
"""

from __future__ import annotations

from pathlib import Path

from flask import Response, current_app, send_from_directory

from elearn.errors import NotFound
from elearn.extensions import db
from modules.kept_media import find_media
from modules.library.models import Kind, MediaFile
from modules.library.places import library_folder
from modules.models import Module
from modules.take_home import described, media_type

# A drawing that is opened by itself is a document: it may draw, and nothing else.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
# The name is made of the content: what a browser has under it stays true. Not for caches that others share.
NEVER_CHANGES = "private, max-age=31536000, immutable"
# Asked for again each time: a file that ships may change. On poor lines the answer is "unchanged".
MAY_CHANGE = "private, no-cache"


def send_kept(file: MediaFile, name: str) -> Response:
    """A file of the library, whole or the part the browser asks for. `name`: also that of a narrower picture.

    What a browser has no business to show is handed out to be saved. Raises `NotFound`.
    """
    if name not in file.files:
        raise NotFound
    saved_as = f"{file.title}{Path(name).suffix}" if file.kind == Kind.FILE else None
    return _sent(library_folder(), name, file.mime, NEVER_CHANGES, saved_as)


def send_own(module: Module, name: str) -> Response:
    """The same of a file that came with the module. Raises `NotFound`."""
    path = find_media(db.session, current_app.config["DATA"], module, name)
    if path is None:
        raise NotFound
    to_keep = media_type(name)
    return _sent(path.parent, path.name, to_keep or _kind(name), MAY_CHANGE, name if to_keep else None)


def about(module: Module, name: str) -> str:
    """Type and size of a document, in the reader's words; nothing when it is not there."""
    path = find_media(db.session, current_app.config["DATA"], module, name)
    return described(name, path.stat().st_size) if path else ""


def _sent(folder: Path, name: str, mime: str | None, cache: str, saved_as: str | None = None) -> Response:
    if not (folder / name).is_file():
        raise NotFound
    response = send_from_directory(
        folder, name, mimetype=mime, conditional=True, as_attachment=bool(saved_as), download_name=saved_as
    )
    response.headers["Content-Security-Policy"] = ALONE
    response.headers["Cache-Control"] = cache
    return response


def _kind(name: str) -> str | None:
    """Python's table of file kinds depends on the machine; these are the ones it may lack."""
    kinds = {".vtt": "text/vtt", ".webp": "image/webp", ".avif": "image/avif", ".opus": "audio/ogg"}
    return next((kind for suffix, kind in kinds.items() if name.endswith(suffix)), None)
