"""Archives that nobody should make: a clear refusal with a stable code, whatever is in them."""

from __future__ import annotations

import io
import struct
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable

import msgspec
import pytest

from modules.exchange import archives
from modules.exchange.archives import opened
from modules.exchange.folder_form import draft_from
from modules.exchange.packing import Course, Leaving, pack, zipped
from modules.exchange.refused import NotBroughtIn
from tests.modules.exchange.conftest import HERE, Reader, changed

Make = Callable[[], bytes]
M1 = "m1-hva-tapper-og-fyller"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
LIVELY = [
    SVG.format(inside)
    for inside in (
        "<script>alert(1)</script>",
        '<circle onload="alert(1)"/>',
        '<a xlink:href="javascript:alert(1)"/>',
        '<image href="https://example.org/x.png"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<rect style="fill: url(https://example.org/x)"/>',
        "<style>@import 'https://example.org/x.css'</style>",
    )
]


def named(name: str, mode: int = 0o100644) -> Make:
    """A zip with a file of that name and mode."""

    def make() -> bytes:
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as file:
            member = zipfile.ZipInfo("x")
            member.filename, member.external_attr, member.create_system = name, mode << 16, 3
            file.writestr(member, b"text")
        return archive.getvalue()

    return make


def twice(first: str, second: str) -> Make:
    def make() -> bytes:
        archive = io.BytesIO()
        with warnings.catch_warnings(), zipfile.ZipFile(archive, "w") as file:
            warnings.simplefilter("ignore")
            file.writestr(first, "a")
            file.writestr(second, "b")
        return archive.getvalue()

    return make


def locked() -> bytes:
    content = bytearray(zipped({"nb.md": b"text"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def of_other_kind() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("nb.md", "text")
    return archive.getvalue()


def of_very_many() -> bytes:
    return zipped({f"{number}": b"" for number in range(2_001)})


def with_large_end() -> bytes:
    content = zipped({"nb.md": b"text"})
    place = content.index(b"PK\x05\x06")
    return content[:place] + b"PK\x06\x07" + bytes(16) + content[place:]


def cut() -> bytes:
    content = zipped({"nb.md": b"text" * 100})
    place = content.index(b"PK\x01\x02")
    return content[: place - 20] + content[place:]


def broken_name() -> bytes:
    return zipped({"æ": b"text"}).replace("æ".encode(), b"\xff\xfe")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "not_an_archive"),
        (lambda: b"GIF89a" + bytes(500), "not_an_archive"),
        (lambda: b"PK\x05\x06", "not_an_archive"),
        (lambda: b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 1, 1, 46, 0, 0), "damaged_archive"),
        (named("../nb.md"), "name_leads_out"),
        (named("a/../../nb.md"), "name_leads_out"),
        (named("/etc/passwd"), "name_leads_out"),
        (named("a\\..\\nb.md"), "name_leads_out"),
        (named("C:/nb.md"), "name_leads_out"),
        (named("a//nb.md"), "name_leads_out"),
        (named("./nb.md"), "name_leads_out"),
        (named("nb\n.md"), "name_leads_out"),
        (named("x" * 301), "name_leads_out"),
        (named("nb.md", 0o120777), "not_a_plain_file"),
        (named("nb.md", 0o010644), "not_a_plain_file"),
        (named("nb.md", 0o020644), "not_a_plain_file"),
        (named("more.zip"), "archive_in_archive"),
        (named("more.IMSCC"), "archive_in_archive"),
        (twice("nb.md", "nb.md"), "name_twice"),
        (twice("nb.md", "NB.md"), "name_twice"),
        (locked, "locked_archive"),
        (of_other_kind, "damaged_archive"),
        (of_very_many, "too_many_files"),
        (with_large_end, "too_many_files"),
        (cut, "damaged_archive"),
        (broken_name, "damaged_archive"),
    ],
)
def test_it_is_refused_with_its_code(make: Make, code: str) -> None:
    with pytest.raises(NotBroughtIn) as refused, opened(io.BytesIO(make())) as archive:
        for name in archive.names:
            archive.read(name)

    assert refused.value.code == code


def test_a_small_file_that_unpacks_to_a_mountain_is_given_up_underway() -> None:
    archive = zipped({f"{number}.md": bytes(50_000_000) for number in range(7)})

    with pytest.raises(NotBroughtIn) as refused, opened(io.BytesIO(archive)) as file:
        for name in file.names:
            file.read(name)

    assert len(archive) < 500_000
    assert refused.value.code == "unpacks_to_too_much"


def test_one_file_may_not_be_larger_than_what_it_is_for() -> None:
    archive = zipped({"nb.md": bytes(3_000_000)})

    with pytest.raises(NotBroughtIn) as refused, opened(io.BytesIO(archive)) as file:
        file.text("nb.md")

    assert refused.value.code == "file_too_large"


def test_what_a_header_says_of_a_size_is_not_believed() -> None:
    archive = bytearray(zipped({"nb.md": bytes(10_000_000)}))
    place = archive.index(b"PK\x01\x02")
    archive[place + 24 : place + 28] = struct.pack("<L", 10)

    with pytest.raises(NotBroughtIn) as refused, opened(io.BytesIO(bytes(archive))) as file:
        file.read("nb.md")

    assert refused.value.code == "damaged_archive"


def test_a_listing_of_millions_is_refused_before_it_is_read() -> None:
    listing = b"PK\x01\x02" + bytes(42)
    archive = listing * 500_000 + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 9, 9, 46 * 500_000, 0, 0)

    tracemalloc.start()
    with pytest.raises(NotBroughtIn) as refused, opened(io.BytesIO(archive)):
        pass
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert refused.value.code == "too_many_files"
    assert most < 2_000_000


def test_an_archive_over_the_limit_is_not_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 100)

    with pytest.raises(NotBroughtIn) as refused, opened(io.BytesIO(bytes(101))):
        pass

    assert refused.value.code == "archive_too_large"


def refusal(read: Reader, archive: bytes) -> tuple[str, str]:
    with pytest.raises(NotBroughtIn) as refused:
        read(archive)
    return refused.value.code, refused.value.about


@pytest.fixture
def archive() -> bytes:
    """A programme of one small module."""
    draft = draft_from(
        {"module.toml": "minutes = 10\n", "nb.md": "# Krukka {#krukka}\n\nTekst.\n"}, "nb", ["nb"]
    )
    return pack([Leaving(M1, M1, draft, 1, HERE, {})], Course("kurs", {"nb": "Kurs"}, {}))


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({f"{M1}/nb.md": b"# Annet {#krukka}\n"}, "other_than_manifest"),
        ({f"{M1}/more.md": b"x"}, "other_than_manifest"),
        ({"more.txt": b"x"}, "other_than_manifest"),
        ({"manifest.json": b"{"}, "unreadable_manifest"),
        ({"manifest.json": b"[" * 100_000}, "unreadable_manifest"),
        ({"manifest.json": b'{"format": "another"}'}, "unreadable_manifest"),
        ({"manifest.json": b'{"modules": "\xff"}'}, "unreadable_manifest"),
        ({"manifest.json": b'{"version": 2}'}, "newer_format"),
        ({"manifest.json": b"{}"}, "other_than_manifest"),
    ],
)
def test_an_archive_of_ours_that_was_changed_is_refused(
    read: Reader, archive: bytes, files: dict[str, bytes], code: str
) -> None:
    assert refusal(read, changed(archive, files))[0] == code


def resealed(archive: bytes, files: dict[str, bytes]) -> bytes:
    """The archive with other files, and a manifest that vouches for them, as an attacker would make it."""
    from hashlib import sha256

    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        told = msgspec.json.decode(file.read("manifest.json"))
    told["sha256"] |= {name: sha256(content).hexdigest() for name, content in files.items()}
    return changed(archive, {**files, "manifest.json": msgspec.json.encode(told)})


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({f"{M1}/nb.md": b"# \xff\xfe {#krukka}\n"}, "not_utf8"),
        ({f"{M1}/nb.md": b"# En {#a}\n\nTekst\n\n# To {#a}\n\nTekst\n"}, "unfit_names"),
        ({f"{M1}/nb.md": b"# En {#title}\n\nTekst\n"}, "unfit_names"),
        ({f"{M1}/nb.md": b"# En {#en}\n\n::: reflection {#summary}\nHva?\n:::\n"}, "unfit_names"),
        ({f"{M1}/nb.md": b"# En {#en}\n\n::: reflection {#B_c}\nHva?\n:::\n"}, "unfit_names"),
        ({f"{M1}/nb.md": b"# En {#en}\n\n" + b"ord " * 6_000}, "module_too_large"),
        ({f"{M1}/nb.md": b"".join(b"# En {#p%d}\n\nTekst\n\n" % n for n in range(41))}, "module_too_large"),
        ({f"{M1}/module.toml": b"minutes = "}, "unreadable_file"),
        ({f"{M1}/module.toml": b"a=" + b"[" * 20_000}, "unreadable_file"),
        ({"course.toml": b"title = "}, "unreadable_file"),
        ({f"{M1}/media/bad.png": b"<script>alert(1)</script>"}, "unfit_picture"),
        ({f"{M1}/media/bad.jpg": b"\x89PNG\r\n\x1a\n" + bytes(50)}, "unfit_picture"),
        ({f"{M1}/media/bad.svg": b"GIF89a"}, "unfit_picture"),
        ({f"{M1}/media/bad.svg": b"<html/>"}, "unfit_picture"),
        ({f"{M1}/media/bad.mp3": b"#!/bin/sh\n"}, "unfit_recording"),
        ({f"{M1}/media/bad.vtt": b"<script>"}, "unfit_captions"),
        ({f"{M1}/media/bad.pdf": b"<script>"}, "unfit_document"),
        ({f"{M1}/media/bad.docx": b"%PDF-1.7"}, "unfit_document"),
        ({f"{M1}/media/bad.odt": zipped({"Basic/Standard/Module1.xml": b"x"})}, "unfit_document"),
        ({f"{M1}/media/bad.html": b"<p>"}, "unfit_file_name"),
        ({f"{M1}/media/BAD.png": b""}, "unfit_file_name"),
        ({f"{M1}/media/deep/x.png": b""}, "unfit_file_name"),
        ({f"{M1}/media/large.png": b"\x89PNG" + bytes(10_000_000)}, "picture_too_large"),
        ({f"{M1}/media/large.svg": b" " * 10_000_001}, "picture_too_large"),
        ({f"{M1}/media/larger.png": bytes(200_000_000)}, "file_too_large"),
    ],
)
def test_so_is_one_whose_manifest_vouches_for_bad_files(
    read: Reader, archive: bytes, files: dict[str, bytes], code: str
) -> None:
    assert refusal(read, resealed(archive, files))[0] == code


@pytest.mark.parametrize(
    ("name", "content"), [("plan.pdf", b"%PDF-1.7"), ("plan.docx", zipped({"word/document.xml": b"x"}))]
)
def test_a_document_to_take_home_comes_along(read: Reader, archive: bytes, name: str, content: bytes) -> None:
    brought = read(resealed(archive, {f"{M1}/media/{name}": content}))

    assert any(name in module.media for module in brought.modules)


@pytest.mark.parametrize("drawing", LIVELY)
def test_a_drawing_that_does_more_than_draw_is_refused(read: Reader, archive: bytes, drawing: str) -> None:
    assert refusal(read, resealed(archive, {f"{M1}/media/bad.svg": drawing.encode()}))[0] == "unfit_picture"


def test_entities_that_grow_are_not_read(read: Reader, archive: bytes) -> None:
    grows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY e0 "x">{grows}]><svg xmlns="http://www.w3.org/2000/svg">&e9;</svg>'

    assert refusal(read, resealed(archive, {f"{M1}/media/bad.svg": bomb.encode()}))[0] == "unfit_picture"
