"""A file of whichever kind to what is in it: ours, a Common Cartridge or questions in GIFT."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from modules.exchange import cartridge_manifest, manifest
from modules.exchange.archives import LARGEST_TEXT, opened
from modules.exchange.brought import Brought
from modules.exchange.cartridge import read_cartridge
from modules.exchange.gift import read_gift
from modules.exchange.refused import NotBroughtIn
from modules.exchange.unpacking import unpack

ZIP = b"PK"
QUESTIONS = (".txt", ".gift")


def read_arrival(stream: IO[bytes], name: str, language: str, into: Path) -> Brought:
    """What is in the file. Media wait in the empty folder `into`. Raises `NotBroughtIn`.

    `language` is the one that the text is written in, where the file itself does not say so.
    """
    stream.seek(0)
    if stream.read(2) != ZIP:
        return _questions(stream, name, language)
    with opened(stream) as archive:
        if manifest.NAME in archive:
            return unpack(archive, into)
        if cartridge_manifest.MANIFEST in archive:
            return read_cartridge(archive, name, language, into)
    raise NotBroughtIn("unknown_archive", name)


def _questions(stream: IO[bytes], name: str, language: str) -> Brought:
    if not name.lower().endswith(QUESTIONS):
        raise NotBroughtIn("not_an_archive", name)
    stream.seek(0)
    content = stream.read(LARGEST_TEXT + 1)
    if len(content) > LARGEST_TEXT:
        raise NotBroughtIn("file_too_large", name)
    return read_gift(content, name, language)
