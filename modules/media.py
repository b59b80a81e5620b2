"""Pictures, sounds, films and documents of modules: sent in ranges, only from the module's own folder."""

from __future__ import annotations

from flask import Response, send_from_directory

from elearn.errors import NotFound
from modules.checking import FILE, MEDIA
from modules.files import CONTENT
from modules.take_home import described, media_type

# A drawing that is opened by itself is a document: it may draw, and nothing else.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def send(programme: str, slug: str, name: str) -> Response:
    """The file, whole or the part the browser asks for. Raises `NotFound`.

    `programme` and `slug` come from the database, never from the address.
    """
    folder = CONTENT / programme / slug / "media"
    if not FILE.fullmatch(name) or not name.endswith(tuple(MEDIA)) or not (folder / name).is_file():
        raise NotFound
    to_keep = media_type(name)
    response = send_from_directory(
        folder, name, mimetype=to_keep or _kind(name), conditional=True, as_attachment=to_keep is not None
    )
    response.headers["Content-Security-Policy"] = ALONE
    # Asked for again each time, so that access is checked each time; on poor lines the answer is "unchanged".
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def about(programme: str, slug: str, name: str) -> str:
    """Type and size of a document, in the reader's words; nothing when it is not there."""
    path = CONTENT / programme / slug / "media" / name
    return described(name, path.stat().st_size) if FILE.fullmatch(name) and path.is_file() else ""


def _kind(name: str) -> str | None:
    """Python's table of file kinds depends on the machine; these are the ones it may lack."""
    kinds = {".vtt": "text/vtt", ".webp": "image/webp", ".avif": "image/avif", ".opus": "audio/ogg"}
    return next((kind for suffix, kind in kinds.items() if name.endswith(suffix)), None)
