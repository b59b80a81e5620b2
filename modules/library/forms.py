"""The forms of file the library takes: by the ending of the name, and what the content must be then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from modules.library import packed, recordings
from modules.library.models import Kind
from modules.library.refusals import Unfit

# Longer than any drawing or text of captions that somebody has made by hand.
LARGEST_TEXT = 2_000_000
# A photograph of a good camera has 10 to 25 MB; what is larger has to be made smaller first.
LARGEST_PICTURE = 40_000_000


@dataclass(frozen=True, slots=True)
class Form:
    """`kept_as`: the ending of what is kept. `most`: the most bytes there may be; 0 as the setting says.

    `agrees` says whether the content is of this form, as far as can be told without decoding it.
    """

    kind: Kind
    mime: str
    kept_as: str
    agrees: Callable[[Path], bool]
    most: int = 0


def _begins(*signatures: bytes, at: int = 0) -> Callable[[Path], bool]:
    def agrees(path: Path) -> bool:
        with path.open("rb") as file:
            head = file.read(64)[at:]
        return any(head.startswith(signature) for signature in signatures)

    return agrees


def _is_text(path: Path) -> bool:
    try:
        return "\0" not in path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return False


def _picture(*signatures: bytes, at: int = 0) -> Form:
    return Form(Kind.PICTURE, "image/webp", ".webp", _begins(*signatures, at=at), LARGEST_PICTURE)


OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"

FORMS: dict[str, Form] = {
    ".jpg": _picture(b"\xff\xd8\xff"),
    ".jpeg": _picture(b"\xff\xd8\xff"),
    ".png": _picture(b"\x89PNG\r\n\x1a\n"),
    ".gif": _picture(b"GIF87a", b"GIF89a"),
    ".webp": _picture(b"WEBP", at=8),
    ".avif": _picture(b"ftypavif", b"ftypavis", b"ftypmif1", at=4),
    ".svg": Form(Kind.PICTURE, "image/svg+xml", ".svg", _is_text, LARGEST_TEXT),
    ".vtt": Form(Kind.CAPTIONS, "text/vtt", ".vtt", _is_text, LARGEST_TEXT),
    ".mp3": Form(Kind.SOUND, "audio/mpeg", ".mp3", recordings.is_mp3),
    ".ogg": Form(Kind.SOUND, "audio/ogg", ".ogg", recordings.is_ogg),
    ".opus": Form(Kind.SOUND, "audio/ogg", ".opus", recordings.is_opus),
    ".m4a": Form(Kind.SOUND, "audio/mp4", ".m4a", recordings.is_mp4),
    ".mp4": Form(Kind.VIDEO, "video/mp4", ".mp4", recordings.is_mp4),
    ".webm": Form(Kind.VIDEO, "video/webm", ".webm", recordings.is_webm),
    ".pdf": Form(Kind.FILE, "application/pdf", ".pdf", packed.is_pdf),
    ".docx": Form(Kind.FILE, f"{OFFICE}.wordprocessingml.document", ".docx", packed.is_office("word")),
    ".xlsx": Form(Kind.FILE, f"{OFFICE}.spreadsheetml.sheet", ".xlsx", packed.is_office("xl")),
    ".pptx": Form(Kind.FILE, f"{OFFICE}.presentationml.presentation", ".pptx", packed.is_office("ppt")),
    ".odt": Form(Kind.FILE, f"{OPEN}.text", ".odt", packed.is_open(f"{OPEN}.text")),
    ".ods": Form(Kind.FILE, f"{OPEN}.spreadsheet", ".ods", packed.is_open(f"{OPEN}.spreadsheet")),
    ".odp": Form(Kind.FILE, f"{OPEN}.presentation", ".odp", packed.is_open(f"{OPEN}.presentation")),
}


def form_of(filename: str) -> Form:
    """The form that the name promises. Raises `Unfit`."""
    form = FORMS.get(PurePath(filename).suffix.lower())
    if form is None:
        raise Unfit("unknown_form")
    return form


def largest(filename: str, setting: int) -> int:
    """The most bytes a file of that name may have. Raises `Unfit`."""
    most = form_of(filename).most
    return min(most, setting) if most else setting
