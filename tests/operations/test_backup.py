"""The drill, and what a backup holds and tells."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elearn.accounts import personal_links
from elearn.clock import now
from elearn.extensions import db
from rooms.files import PDF, keep_file, path_of
from rooms.models import LogEntry, Room
from rooms.simulation.client import Client, Ticket
from rooms.simulation.crowd import gather as gather_crowd
from tests.cast import STAFF_PASSWORD, Cast, gather
from tests.operations.drill import Outcome, beside, drill
from tests.serving import ROOT, Server

LEAFLET = b"%PDF-1.7 " + bytes(range(256)) * 400


class Installation:
    """What is in the running server before the drill: the cast, a file, a room, and Ana's link."""

    def __init__(self, server: Server) -> None:
        with beside(server) as app:
            cast = gather(db.session)
            (room,) = gather_crowd(app, db.session, server.url, rooms=1, people=4)
            self.tickets = room.tickets
            self.link = personal_links.issue_link(db.session, cast.ana, now(), timedelta(days=1))
            room_id = db.session.scalars(select(Room.id).where(Room.public_id == room.room)).one()
            shown = keep_file(db.session, server.data, room_id, "Leaflet", LEAFLET, PDF)
            self.file = path_of(Path(), shown)
            db.session.commit()


class Visitor:
    """A browser without a screen, on a real server."""

    def __init__(self, server: Server) -> None:
        self._url = server.url
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def submit(self, path: str, **fields: str) -> str:
        """Open a page, send its form, and follow; the path where that leads."""
        page = self._opener.open(self._url + path).read().decode()
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token, page
        answer = self._opener.open(self._url + path, urlencode({"csrf_token": token[1], **fields}).encode())
        return answer.url.removeprefix(self._url)


@pytest.mark.parametrize(
    ("database_urls", "options"),
    [("sqlite", ("--with-secret",)), ("postgresql", ())],
    indirect=["database_urls"],
    ids=["SQLite with the secret", "PostgreSQL without it"],
)
def test_what_was_acknowledged_before_the_backup_is_there_after_the_restore(
    running: Server, fresh: Server, tmp_path: Path, options: tuple[str, ...]
) -> None:
    before, archive = Installation(running), tmp_path / "drill.tar.gz"

    outcome = drill(running, before.tickets, archive, fresh, *options)

    restored = set(outcome.restored)
    assert outcome.backup.code == 0, outcome.backup.err
    assert len(outcome.restored) == len(restored)
    assert outcome.acknowledged_before - restored == set()
    assert len(outcome.written_after) >= 20
    assert outcome.written_after & restored == set()
    assert (fresh.data / before.file).read_bytes() == LEAFLET
    assert_every_chain_holds(outcome, fresh, archive)
    assert Visitor(fresh).submit(f"/l/{before.link}") != f"/l/{before.link}"
    assert Visitor(fresh).submit("/sign-in", email="marit@example.org", password=STAFF_PASSWORD) != "/sign-in"
    assert is_let_in(replace(before.tickets[2], url=fresh.url)) == bool(options)


def assert_every_chain_holds(outcome: Outcome, fresh: Server, archive: Path) -> None:
    with tarfile.open(archive) as tar:
        file = tar.extractfile("manifest.json")
        assert file is not None
        entries = json.load(file)["log_entries"]
    told = outcome.restore.out.splitlines()
    assert told[-1] == f"1 of 1 rooms and {entries} of {entries} entries hold"
    with beside(fresh):
        assert db.session.scalar(select(func.count()).select_from(LogEntry)) >= entries


def is_let_in(ticket: Ticket) -> bool:
    """True when the cookie and the page of before still open the room's door."""

    async def knock() -> bool:
        client = Client(ticket)
        try:
            await asyncio.wait_for(client.start(), 3)
        except TimeoutError:
            return False
        finally:
            await client.stop()
        return bool(client.view)

    with ThreadPoolExecutor(1) as thread:  # the browsers' tests hold this thread's event loop
        return thread.submit(asyncio.run, knock()).result()


def test_a_backup_into_a_folder_is_named_by_its_date_and_only_its_owner_may_read_it(
    stamped: Flask, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    done = stamped.test_cli_runner().invoke(args=["backup", str(folder)])

    (written,) = folder.iterdir()
    size = written.stat().st_size
    assert re.fullmatch(r"mestringsrom-\d{4}-\d\d-\d\dT\d{6}Z\.tar\.gz", written.name)
    assert written.stat().st_mode & 0o777 == 0o600
    assert done.output == f"{written}: {size} bytes, 0 log entries, 0 files\n"


def test_the_secret_key_is_left_out_unless_asked_for(stamped: Flask, tmp_path: Path) -> None:
    backup = stamped.test_cli_runner().invoke

    backup(args=["backup", str(tmp_path / "without.tar.gz")])
    backup(args=["backup", str(tmp_path / "with.tar.gz"), "--with-secret"])

    assert names_in(tmp_path / "without.tar.gz") == ["database", "manifest.json"]
    assert names_in(tmp_path / "with.tar.gz") == ["database", "secret_key", "manifest.json"]


def test_links_and_strange_names_among_the_files_stay_where_they_are(stamped: Flask, tmp_path: Path) -> None:
    files: Path = stamped.config["DATA"] / "files"
    files.mkdir()
    (files / "a1.pdf").write_bytes(b"%PDF-")
    (files / ".hidden").write_text("")
    (files / "passwords").symlink_to("/etc/passwd")

    stamped.test_cli_runner().invoke(args=["backup", str(tmp_path / "backup.tar.gz")])

    assert names_in(tmp_path / "backup.tar.gz") == ["database", "files/a1.pdf", "manifest.json"]


def test_words_that_have_been_deleted_are_not_in_the_backup(
    stamped: Flask, session: Session, cast: Cast, tmp_path: Path
) -> None:
    words = "Kvardagen min er blitt tung " * 200
    cast.course.name = words
    session.commit()
    cast.course.name = ""
    session.commit()

    stamped.test_cli_runner().invoke(args=["backup", str(tmp_path / "backup.tar.gz")])

    with tarfile.open(tmp_path / "backup.tar.gz") as tar:
        file = tar.extractfile("database")
        assert file is not None
        assert b"Kvardagen min" not in file.read()


def test_a_missing_folder_is_made(stamped: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "backups"

    done = stamped.test_cli_runner().invoke(args=["backup", str(folder)])

    (written,) = folder.iterdir()
    assert (done.exit_code, written.name.startswith("mestringsrom-")) == (0, True)


def test_a_file_that_is_no_archive_is_not_taken_for_a_folder(stamped: Flask, tmp_path: Path) -> None:
    there = tmp_path / "backups"
    there.write_text("mine")

    done = stamped.test_cli_runner().invoke(args=["backup", str(there)])

    assert (done.exit_code, there.read_text()) == (1, "mine")
    assert done.output == f"Error: {there} is a file: name a folder, or a file that ends in .tar.gz.\n"


def test_an_older_backup_is_not_written_over(stamped: Flask, tmp_path: Path) -> None:
    there = tmp_path / "backup.tar.gz"
    there.write_text("older")

    done = stamped.test_cli_runner().invoke(args=["backup", str(there)])

    assert (done.exit_code, there.read_text()) == (1, "older")
    assert done.output == f"Error: {there} is there already: choose another name.\n"


def test_an_empty_folder_is_not_backed_up(target: Flask, tmp_path: Path) -> None:
    done = target.test_cli_runner().invoke(args=["backup", str(tmp_path / "backup.tar.gz")])

    assert done.output == "Error: There is nothing to back up here: is ELEARN_DATA right?\n"
    assert not (target.config["DATA"] / "mestringsrom.sqlite3").exists()


def test_a_folder_that_is_not_there_is_told(stamped: Flask, tmp_path: Path) -> None:
    done = stamped.test_cli_runner().invoke(args=["backup", str(tmp_path / "nowhere/backup")])

    assert (done.exit_code, done.output.startswith("Error: No such file or directory: ")) == (1, True)


ALONE = ("unshare", "--user", "--map-root-user", "--mount")


@pytest.mark.skipif(
    not shutil.which("unshare") or subprocess.run([*ALONE, "true"], check=False).returncode != 0,
    reason="this machine lets nobody mount a small disk of their own",
)
@pytest.mark.parametrize("kilobytes", [100, 2_000])
def test_a_full_disk_is_told_and_leaves_no_half_archive(
    stamped: Flask, tmp_path: Path, kilobytes: int
) -> None:
    """So small that the snapshot does not fit, or that the archive does not fit beside it."""
    files: Path = stamped.config["DATA"] / "files"
    files.mkdir()
    (files / "a1.pdf").write_bytes(os.urandom(3_000_000))
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = f'mount -t tmpfs -o size={kilobytes}k none "{disk}"'
    flask = Path(sys.executable).parent / "flask"
    script = f'{mounted}; "{flask}" --app elearn.app backup "{disk}"; ls -A "{disk}"'
    environment = {**os.environ, "ELEARN_DATA": str(stamped.config["DATA"])}

    done = subprocess.run(
        [*ALONE, "sh", "-c", script], env=environment, capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert (done.stdout, done.stderr) == ("", "Error: The disk is full: no backup was written.\n")


def test_a_backup_that_is_told_to_stop_leaves_nothing_behind(stamped: Flask, tmp_path: Path) -> None:
    files, folder = stamped.config["DATA"] / "files", tmp_path / "backups"
    for place in (files, folder):
        place.mkdir()
    (files / "a1.pdf").write_bytes(os.urandom(150_000_000))

    backup = Server(stamped.config["DATA"]).flask("backup", str(folder))
    until = time.monotonic() + 60
    while not list(folder.glob(".backup-*/archive")) and time.monotonic() < until:
        time.sleep(0.01)
    backup.terminate()

    assert (backup.communicate(), backup.returncode) == (("", ""), 1)
    assert list(folder.iterdir()) == []


def names_in(archive: Path) -> list[str]:
    with tarfile.open(archive) as tar:
        return tar.getnames()
