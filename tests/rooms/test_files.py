"""Files for the room's table: whatever they hold, only a picture or a PDF comes out."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image

from rooms.files import UnfitFile, made_safe


def picture(kind: str) -> bytes:
    about = Image.Exif()
    about[0x0112] = 6
    file = io.BytesIO()
    Image.new("RGB", (16, 12), (200, 30, 30)).save(file, kind, exif=about)
    return file.getvalue()


def test_what_is_hidden_behind_a_picture_is_gone() -> None:
    content, mime = made_safe(picture("PNG") + b"<script>alert(1)</script>")

    assert (mime, b"script" in content) == ("image/webp", False)


@pytest.mark.parametrize("content", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a"])
def test_what_is_neither_picture_nor_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(UnfitFile):
        made_safe(content)


@pytest.mark.filterwarnings("ignore")  # Pillow warns of what it finds broken
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_broken_picture_is_drawn_anew_or_refused(kind: str) -> None:
    chance, whole = random.Random(kind), picture(kind)

    for _ in range(2_000):
        broken = bytearray(whole)
        for _ in range(3):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            _, mime = made_safe(bytes(broken))
        except UnfitFile:
            continue
        assert mime == "image/webp"
