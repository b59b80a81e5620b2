"""Archives that are damaged or hostile: refused before anything of the installation is touched."""

from __future__ import annotations

import io
import random
import tarfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest
from flask import Flask

from elearn.clock import now
from elearn.operations.backups.archive import Manifest
from elearn.operations.backups.refused import Refused
from elearn.operations.backups.unpacking import DAMAGED, unpack

CONTENT = b"not a database, but this is not asked here"


def archive_of(path: Path, *members: tarfile.TarInfo, content: bytes = CONTENT, **options: Any) -> Path:
    """An archive of these members, each with the same content, and a manifest that promises all of them."""
    sums = {member.name: sha256(content).hexdigest() for member in members}
    facts: dict[str, Any] = {"product": "1", "created_at": now(), "database": "sqlite", "revision": "1"}
    told = msgspec.json.encode(Manifest(**facts, log_entries=0, sha256=sums))
    with tarfile.open(path, "w:gz", **{"format": tarfile.GNU_FORMAT, **options}) as tar:
        for member in members:
            member.size = len(content) if member.isreg() else 0
            tar.addfile(member, io.BytesIO(content))
        manifest = tarfile.TarInfo("manifest.json")
        manifest.size = len(told)
        tar.addfile(manifest, io.BytesIO(told))
    return path


def named(name: str, type_: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = type_, link
    return member


DATABASE = "database"


def test_a_whole_archive_is_unpacked(tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()

    manifest = unpack(archive_of(tmp_path / "archive", named(DATABASE), named("files/a1.webp")), into)

    assert sorted(manifest.sha256) == [DATABASE, "files/a1.webp"]
    assert (into / "files/a1.webp").read_bytes() == CONTENT


@pytest.mark.parametrize(
    "member",
    [
        named("/etc/passwd"),
        named("../outside"),
        named("files/../../outside"),
        named("files/.."),
        named("files/a/b"),
        named("files"),
        named("database\n"),
        named("mestringsrom.sqlite3"),
        named("files/a1.pdf", tarfile.SYMTYPE, "/etc/passwd"),
        named("files/a1.pdf", tarfile.LNKTYPE, "../outside"),
        named("files", tarfile.SYMTYPE, "/tmp"),
        named("files/a1.pdf", tarfile.FIFOTYPE),
        named("files/a1.pdf", tarfile.BLKTYPE),
        named("files/", tarfile.DIRTYPE),
        named("files/" + "a" * 200),
        named(DATABASE),
    ],
    ids=lambda member: f"{member.name[:20]!r} {member.type!r}",
)
def test_strange_members_are_refused(member: tarfile.TarInfo, target: Flask, tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "archive", named(DATABASE), member)

    assert_refused(target, archive)


def test_headers_of_any_length_are_refused_unread(target: Flask, tmp_path: Path) -> None:
    long = named(DATABASE)
    long.pax_headers = {"comment": "x" * 1_000_000}

    assert_refused(target, archive_of(tmp_path / "archive", long, format=tarfile.PAX_FORMAT))


def test_a_bomb_is_refused(target: Flask, tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "archive", named(DATABASE), content=bytes(200_000_000))

    assert archive.stat().st_size < 300_000
    assert_refused(target, archive)


def test_thousands_of_empty_files_are_refused(target: Flask, tmp_path: Path) -> None:
    members = [named(f"files/{number}") for number in range(40_000)]

    assert_refused(target, archive_of(tmp_path / "archive", named(DATABASE), *members, content=b""))


Harm = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    "harm",
    [
        lambda whole: b"",
        lambda whole: b"nothing like an archive",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-20],
        lambda whole: whole[:100] + bytes(50) + whole[150:],
    ],
    ids=["empty", "foreign", "half", "without its end", "overwritten"],
)
def test_a_damaged_archive_is_refused(harm: Harm, target: Flask, tmp_path: Path) -> None:
    content = random.Random(1).randbytes(100_000)
    whole = archive_of(tmp_path / "whole", named(DATABASE), content=content)
    damaged = tmp_path / "damaged"
    damaged.write_bytes(harm(whole.read_bytes()))

    assert_refused(target, damaged)


def test_no_damage_whatever_gets_through(tmp_path: Path) -> None:
    chance = random.Random(2)
    whole = archive_of(tmp_path / "whole", named(DATABASE), named("files/a1.webp")).read_bytes()
    for number in range(1_000):
        broken = bytearray(whole)
        broken[chance.randrange(10, len(broken))] ^= chance.randrange(1, 256)
        (tmp_path / "broken").write_bytes(broken)
        into = tmp_path / str(number)
        into.mkdir()

        try:
            unpack(tmp_path / "broken", into)
        except Refused as refused:
            assert str(refused) == DAMAGED
        else:
            assert (into / DATABASE).read_bytes() == CONTENT


@pytest.mark.parametrize(
    "manifest",
    [b"", b"{}", b"[" * 100_000, b"\xff", b'{"format": "1"}'],
    ids=["empty", "bare", "deep", "no text", "other types"],
)
def test_a_manifest_that_says_nothing_is_refused(manifest: bytes, target: Flask, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "archive", "w:gz") as tar:
        for name, content in ((DATABASE, CONTENT), ("manifest.json", manifest)):
            member = named(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))

    assert_refused(target, tmp_path / "archive")


def assert_refused(target: Flask, archive: Path) -> None:
    """In one sentence, and nothing is left where it was to be unpacked."""
    done = target.test_cli_runner().invoke(args=["restore", str(archive), "--replace"])

    assert (done.exit_code, done.output) == (1, f"Error: {DAMAGED}\n")
    assert [path.name for path in target.config["DATA"].iterdir()] == ["secret_key"]
