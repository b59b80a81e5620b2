"""Files on the room's table: checked by content, pictures made anew, kept under made-up names."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageOps
from sqlalchemy.orm import Session

from elearn.accounts.models import new_public_id
from elearn.clock import now
from elearn.errors import DomainError
from rooms.core.texts import one_line
from rooms.models import ShownFile

PDF, WEBP = "application/pdf", "image/webp"
# A decompressed picture larger than this is a bomb, or of no use on a screen.
MOST_PIXELS = 40_000_000
LARGEST_SIDE = 2_000


class UnfitFile(DomainError):
    """Neither a picture nor a PDF, whatever it is called."""

    status, code = 415, "unfit_file"


def made_safe(content: bytes) -> tuple[bytes, str]:
    """What may be stored, and its type. Raises `UnfitFile` unless it is a PDF or a readable picture."""
    return (content, PDF) if content.startswith(b"%PDF-") else (_made_anew(content), WEBP)


def keep_file(
    session: Session, folder: Path, room_id: int, title: str, content: bytes, mime: str
) -> ShownFile:
    """Store a file, made safe before, for a room."""
    shown = ShownFile(
        public_id=new_public_id(),
        room_id=room_id,
        title=one_line(title)[:120],
        mime=mime,
        size=len(content),
        created_at=now(),
    )
    path = path_of(folder, shown)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    session.add(shown)
    return shown


def path_of(folder: Path, shown: ShownFile) -> Path:
    """Where the content lies. The name is our own: nothing of the uploaded name is used."""
    return folder / "files" / f"{shown.public_id}.{'pdf' if shown.mime == PDF else 'webp'}"


def _made_anew(content: bytes) -> bytes:
    """The picture drawn again: whatever else was hidden in the file (scripts, places, names) is gone."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
            is_a_bomb = picture.width * picture.height > MOST_PIXELS
            upright = None if is_a_bomb else ImageOps.exif_transpose(picture).convert("RGBA")
    except Exception as error:  # broken files make Pillow's readers fail in every way there is
        raise UnfitFile from error
    if upright is None:
        raise UnfitFile
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    drawn = io.BytesIO()
    upright.save(drawn, "WEBP", quality=82)
    return drawn.getvalue()
