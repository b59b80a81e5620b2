"""Pictures, recordings, captions and documents from elsewhere: by what is in them, not by their names."""

from __future__ import annotations

import io
from pathlib import PurePosixPath

import webvtt
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from PIL import Image

from modules.checking import FILE, LIVELY_SVG, MEDIA
from modules.exchange.refused import NotBroughtIn
from modules.take_home import TYPES, is_document

LARGEST_PICTURE, MOST_PIXELS = 10_000_000, 40_000_000
# The module's own number and some words come before a name where it is kept, and 80 signs is the end there.
LONGEST_NAME = 60
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".webp": "WEBP", ".avif": "AVIF"}
# How recordings begin; a letter at (place, sign).
BEGINNINGS: dict[str, tuple[tuple[int, bytes], ...]] = {
    ".mp3": ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2"), (0, b"\xff\xfa")),
    ".ogg": ((0, b"OggS"),),
    ".opus": ((0, b"OggS"),),
    ".m4a": ((4, b"ftyp"),),
    ".mp4": ((4, b"ftyp"),),
    ".webm": ((0, b"\x1a\x45\xdf\xa3"),),
}


def check_media(name: str, content: bytes) -> None:
    """Go on only when it is what its name says, and nothing else. Raises `NotBroughtIn`."""
    suffix = PurePosixPath(name).suffix
    if not FILE.fullmatch(name) or len(name) > LONGEST_NAME or suffix not in MEDIA:
        raise NotBroughtIn("unfit_file_name", name)
    if suffix == ".svg":
        _check_drawing(name, content)
    elif suffix in FORMATS:
        _check_picture(name, content, FORMATS[suffix])
    elif suffix == ".vtt":
        _check_captions(name, content)
    elif suffix in TYPES:
        if not is_document(suffix, io.BytesIO(content)):
            raise NotBroughtIn("unfit_document", name)
    elif not any(content[place:].startswith(sign) for place, sign in BEGINNINGS[suffix]):
        raise NotBroughtIn("unfit_recording", name)


def _check_drawing(name: str, content: bytes) -> None:
    if len(content) > LARGEST_PICTURE:
        raise NotBroughtIn("picture_too_large", name)
    try:
        text = content.decode("utf-8-sig")
        root = fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise NotBroughtIn("unfit_picture", name) from error
    shown = text.split("?>", 1)[-1] if text.lstrip().startswith("<?xml") else text
    if root.tag != "{http://www.w3.org/2000/svg}svg" or LIVELY_SVG.search(shown):
        raise NotBroughtIn("unfit_picture", name)


def _check_picture(name: str, content: bytes, format: str) -> None:
    if len(content) > LARGEST_PICTURE:
        raise NotBroughtIn("picture_too_large", name)
    try:
        with Image.open(io.BytesIO(content), formats=(format,)) as picture:
            is_a_bomb = picture.width * picture.height > MOST_PIXELS
            if not is_a_bomb:
                picture.load()
    except Exception as error:  # broken files make Pillow's readers fail in every way there is
        raise NotBroughtIn("unfit_picture", name) from error
    if is_a_bomb:
        raise NotBroughtIn("picture_too_large", name)


def _check_captions(name: str, content: bytes) -> None:
    try:
        webvtt.from_string(content.decode("utf-8-sig"))
    except (
        UnicodeDecodeError,
        webvtt.errors.MalformedFileError,
        webvtt.errors.MalformedCaptionError,
    ) as error:
        raise NotBroughtIn("unfit_captions", name) from error
