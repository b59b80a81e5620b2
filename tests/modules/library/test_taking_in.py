"""What becomes of files that have arrived: pictures drawn anew, the rest looked at, and liars refused."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image
from PIL.ExifTags import Base

from modules.library import pictures
from tests.modules.library.conftest import CAPTIONS, DRAWING, FILM, SOUND, Author, packed, picture

SCRIPT = b"<script>alert(1)</script>"
WORD = {"[Content_Types].xml": "<Types/>", "word__document.xml": "<w/>"}


def drawn(author: Author, name: str) -> Image.Image:
    return Image.open(io.BytesIO((author.data / "library" / name).read_bytes()))


def test_a_picture_is_kept_in_several_widths(author: Author) -> None:
    file = author.brought("krukke.png", picture(3000, 1500))

    stem = file.name.removesuffix(".webp")
    assert (file.kind, file.mime, file.width, file.height) == ("picture", "image/webp", 1440, 720)
    assert author.kept == [f"{stem}.480.webp", f"{stem}.960.webp", f"{stem}.webp"]
    assert {drawn(author, name).size for name in author.kept} == {
        (480, 240), (960, 480), (1440, 720)
    }  # fmt: skip


def test_a_small_picture_is_kept_as_it_is(author: Author) -> None:
    file = author.brought("ikon.png", picture(300, 200))

    assert (file.width, author.kept, file.srcset) == (300, [file.name], [])


def test_what_the_camera_wrote_is_gone_and_the_picture_stands_upright(author: Author) -> None:
    told = Image.Exif()
    told[Base.Orientation] = 6
    told[Base.Model] = "Secret camera"
    told.get_ifd(0x8825)[2] = (60.0, 23.0, 30.0)

    file = author.brought("foto.jpg", picture(400, 300, "JPEG", exif=told, comment=b"Secret remark"))

    content = (author.data / "library" / file.name).read_bytes()
    kept = Image.open(io.BytesIO(content))
    assert (file.width, file.height) == (300, 400)
    assert (dict(kept.getexif()), b"Secret" in content) == ({}, False)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_every_kind_of_picture_is_taken(author: Author, form: str) -> None:
    assert author.brought(f"bilde.{form.lower()}", picture(64, 36, form)).mime == "image/webp"


def test_clear_parts_of_a_picture_stay_clear(author: Author) -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (64, 36), (0, 0, 0, 0)).save(clear, "PNG")

    file = author.brought("klar.png", clear.getvalue())

    assert drawn(author, file.name).getpixel((0, 0))[3] == 0  # type: ignore[index]


def bomb() -> bytes:
    """A PNG of 30,000 × 30,000 pixels in a hundred kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(10**7)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("filename", "content", "code"),
    [
        ("bombe.png", bomb(), "too_many_pixels"),
        ("skript.jpg", SCRIPT, "content_differs"),
        ("skript.png", b"\x89PNG\r\n\x1a\n" + SCRIPT, "broken_file"),
        ("halv.png", picture()[:200], "broken_file"),
        ("halv.jpg", picture(form="JPEG")[:400], "broken_file"),
        ("eigentleg.png", picture(form="JPEG"), "content_differs"),
        ("skript.svg", b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>", "lively_drawing"),
        ("skript2.svg", b'<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script/></x:svg>', "lively_drawing"),
        ("klikk.svg", DRAWING.replace(b"<circle", b'<circle onclick="x()"'), "lively_drawing"),
        (
            "henter.svg",
            DRAWING.replace(b"<circle", b'<feImage href="https://example.org/x"/><circle'),
            "lively_drawing",
        ),
        ("lol.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWING, "lively_drawing"),
        ("halv.svg", DRAWING[:-6], "content_differs"),
        ("side.svg", b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "content_differs"),
        ("binaer.svg", b"\xff\xfe\x00", "content_differs"),
        ("lyd.mp3", SCRIPT, "content_differs"),
        ("merke.mp3", b"ID3\x04\x00\x00\x00\x00\x00\x00" + SCRIPT, "content_differs"),
        ("film.webm", SCRIPT + FILM.read_bytes(), "content_differs"),
        ("film.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(12), "content_differs"),
        ("film2.mp4", FILM.read_bytes(), "content_differs"),
        ("tekst.vtt", b"Hei", "no_captions"),
        ("tekst2.vtt", b"WEBVTT\n\n99:99.000 --> 00:02.000\nHei\n", "no_captions"),
        ("ark.pdf", SCRIPT, "content_differs"),
        ("halv.pdf", b"%PDF-1.7\n" + bytes(5000), "content_differs"),
        ("brev.docx", packed(**{"[Content_Types].xml": ""}), "content_differs"),
        ("makro.docx", packed(**WORD, word__vbaProject="", **{"word/vbaProject.bin": ""}), "content_differs"),
        ("halv.docx", packed(**WORD)[:-30], "content_differs"),
        ("dobbel.docx", SCRIPT + packed(**WORD), "content_differs"),
        ("ark.odt", packed(mimetype="application/zip"), "content_differs"),
    ],
)
def test_what_is_not_what_it_says_is_refused_and_nothing_is_kept(
    author: Author, filename: str, content: bytes, code: str
) -> None:
    assert author.refusal(filename, content) == (415, code)
    assert (author.kept, author.on_their_way) == ([], [])


@pytest.mark.parametrize(
    ("filename", "content", "kind", "mime"),
    [
        ("krukke.svg", DRAWING, "picture", "image/svg+xml"),
        ("pust.mp3", SOUND.read_bytes(), "sound", "audio/mpeg"),
        ("rommet.webm", FILM.read_bytes(), "video", "video/webm"),
        ("pust.nn.vtt", CAPTIONS, "captions", "text/vtt"),
        ("ark.pdf", b"%PDF-1.7\n1 0 obj\n%%EOF\n", "file", "application/pdf"),
        (
            "brev.docx", packed(**WORD), "file",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "brev.odt", packed(mimetype="application/vnd.oasis.opendocument.text"), "file",
            "application/vnd.oasis.opendocument.text",
        ),
    ],
)  # fmt: skip
def test_what_is_what_it_says_is_taken(
    author: Author, filename: str, content: bytes, kind: str, mime: str
) -> None:
    file = author.brought(filename, content)

    assert (file.kind, file.mime, author.kept) == (kind, mime, [file.name])


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, kind) + content


def test_how_long_a_film_lasts_is_read_where_it_is_said(author: Author) -> None:
    said = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, 64_000) + bytes(80))
    film = box(b"ftyp", b"mp42" + bytes(8)) + box(b"moov", said) + box(b"mdat", bytes(100))

    assert author.brought("film.mp4", film).seconds == 64
    assert author.refusal("halv.mp4", film[:-1]) == (415, "content_differs")


def test_captions_say_their_language_and_are_written_cleanly(author: Author) -> None:
    file = author.brought(
        "pust.nn.vtt", b"\xef\xbb\xbfWEBVTT - x\r\n\r\nNOTE y\r\n\r\n1\r\n00:01.000 --> 00:02.5\r\nPust.\r\n"
    )

    content = (author.data / "library" / file.name).read_text()
    assert (file.language, file.title) == ("nn", "pust.nn")
    assert content == "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nPust.\n"


def test_a_picture_for_which_there_is_no_room_leaves_nothing(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The narrower pictures go to the kernel's own full disk."""
    address = author.arrived("krukke.png", picture())
    monkeypatch.setattr(pictures, "narrower", lambda name, width: f"{width}.webp")
    (author.data / "library").mkdir()
    (author.data / "library/480.webp").symlink_to("/dev/full")

    refused = author.browser.post(f"{address}/file", headers={"Accept": "application/json"})

    assert (refused.status_code, refused.json["error"], author.kept) == (507, "disk_full", [])  # type: ignore[index]
    assert author.browser.post(f"{address}/file", headers={"Accept": "application/json"}).status_code == 201
