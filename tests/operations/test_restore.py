"""What a restore refuses before it touches anything, what it moves aside, and what it proves afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.app import create_app
from elearn.extensions import alembic, db
from elearn.operations.backups.archive import DATABASE, Manifest, pack
from elearn.operations.backups.programs import program
from elearn.operations.backups.refused import Refused
from elearn.operations.backups.unpacking import unpack
from rooms.log import ENTRIES, Head, Log
from rooms.models import Room
from tests.cast import Cast, gather
from tests.operations.conftest import dispose
from tests.operations.drill import told_by
from tests.rooms.test_log import hand_raised
from tests.services.postgres import PostgresServer
from tests.serving import Server

NAME = "mestringsrom.sqlite3"


@pytest.fixture
def room_id(stamped: Flask, session: Session, cast: Cast) -> int:
    """A room in which a hand was raised twice."""
    room = Room(session_id=cast.evening.id, course_run_id=cast.course.id, created_at=cast.ana.created_at)
    session.add(room)
    session.commit()
    first = hand_raised(room.id, Head(), "ana")
    Log(engine_of(stamped)).append([first])
    Log(engine_of(stamped)).append([hand_raised(room.id, first.head, "bjorn")])
    return room.id


@pytest.fixture
def archive(stamped: Flask, room_id: int, tmp_path: Path) -> Path:
    """A backup of the cast and of the room."""
    path = tmp_path / "archive.tar.gz"
    stamped.test_cli_runner().invoke(args=["backup", str(path)])
    return path


def engine_of(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


def restore(target: Flask, archive: Path, *options: str) -> Result:
    return target.test_cli_runner().invoke(args=["restore", str(archive), *options])


def people_in(target: Flask) -> int:
    with target.app_context():
        count = len(db.session.scalars(select(Person)).all())
        db.session.rollback()
    return count


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def changed(archive: Path, change: Callable[[Manifest, Path], Manifest], folder: Path) -> Path:
    """The archive packed anew, with other words in the manifest or another database: its checksums fit."""
    folder.mkdir()
    manifest = change(unpack(archive, folder), folder)
    members = [(name, folder / name) for name in manifest.sha256]
    pack(folder / "archive", manifest, members)
    return folder / "archive"


def test_a_restore_tells_how_many_rooms_and_entries_hold(target: Flask, archive: Path) -> None:
    done = restore(target, archive)

    assert (done.exit_code, done.output.splitlines()[1:]) == (
        0,
        ["1 of 1 rooms and 2 of 2 entries hold"],
    )
    assert people_in(target) == 20


def test_people_who_are_there_are_not_replaced_unless_asked(target: Flask, archive: Path) -> None:
    restore(target, archive)
    there = contents(target.config["DATA"])

    done = restore(target, archive)

    assert (done.exit_code, contents(target.config["DATA"])) == (1, there)
    assert done.output == (
        "Error: There are people or files here already: nothing was changed. "
        "Use --replace to restore all the same.\n"
    )


def test_the_library_of_modules_comes_along(target: Flask, stamped: Flask, tmp_path: Path) -> None:
    library: Path = stamped.config["DATA"] / "library"
    library.mkdir()
    (library / "picture-0123456789abcdef.480.webp").write_bytes(b"RIFF")
    stamped.test_cli_runner().invoke(args=["backup", str(tmp_path / "archive.tar.gz")])

    assert restore(target, tmp_path / "archive.tar.gz").exit_code == 0
    assert contents(target.config["DATA"] / "library") == {"picture-0123456789abcdef.480.webp": b"RIFF"}


@pytest.mark.parametrize("folder", ["files", "library"])
def test_files_that_are_there_are_not_replaced_unless_asked(
    target: Flask, archive: Path, folder: str
) -> None:
    (target.config["DATA"] / folder).mkdir()
    (target.config["DATA"] / folder / "a1.pdf").write_bytes(b"%PDF-")

    assert restore(target, archive).exit_code == 1


def test_what_is_replaced_lies_aside_whole(target: Flask, archive: Path) -> None:
    data: Path = target.config["DATA"]
    restore(target, archive)
    (data / "files/a1.pdf").write_bytes(b"%PDF-")
    with target.app_context():
        db.session.add(
            Person(given_name="Nils", created_at=db.session.scalars(select(Person.created_at)).first())
        )
        db.session.commit()

    done = restore(target, archive, "--replace")

    (aside,) = data.glob("before-restore-*")
    assert f"what was here before: {aside}" in done.output.splitlines()
    assert aside.stat().st_mode & 0o777 == 0o700
    assert sorted(contents(aside)) == ["files/a1.pdf", NAME]
    with closing(sqlite3.connect(aside / NAME)) as old:
        assert old.execute("SELECT count(*) FROM person").fetchone() == (21,)
    assert people_in(target) == 20
    assert [*(data / "files").iterdir()] == []


def test_a_broken_database_is_replaced_with_what_lies_beside_it(target: Flask, archive: Path) -> None:
    data: Path = target.config["DATA"]
    (data / NAME).write_bytes(b"no database at all" * 1000)
    (data / f"{NAME}-wal").write_bytes(b"nor this")

    refused, done = restore(target, archive), restore(target, archive, "--replace")

    (aside,) = data.glob("before-restore-*")
    assert (refused.exit_code, done.exit_code) == (1, 0)
    assert contents(aside)[NAME].startswith(b"no database at all")
    assert people_in(target) == 20


def test_the_secret_key_is_replaced_only_by_one_in_the_archive(
    stamped: Flask, target: Flask, archive: Path, tmp_path: Path
) -> None:
    own = (target.config["DATA"] / "secret_key").read_text()
    stamped.test_cli_runner().invoke(args=["backup", str(tmp_path / "with.tar.gz"), "--with-secret"])

    restore(target, archive)
    kept = (target.config["DATA"] / "secret_key").read_text()
    restore(target, tmp_path / "with.tar.gz", "--replace")

    assert (kept, (target.config["DATA"] / "secret_key").read_text()) == (own, "test")


@pytest.mark.parametrize("database_urls", ["sqlite", "postgresql"], indirect=True)
def test_nothing_is_replaced_under_a_running_server(running: Server, tmp_path: Path) -> None:
    archive = tmp_path / "archive.tar.gz"
    assert told_by(running.flask("backup", str(archive))).code == 0

    told = told_by(running.flask("restore", str(archive), "--replace"))

    assert (told.code, told.out) == (1, "")
    assert told.err.endswith("stop it first. Nothing was changed.\n")


def test_a_chain_that_does_not_hold_is_told(
    stamped: Flask, target: Flask, room_id: int, tmp_path: Path
) -> None:
    with engine_of(stamped).begin() as connection:
        connection.execute(update(ENTRIES).where(ENTRIES.c.seq == 2).values(by="cecilie"))
    stamped.test_cli_runner().invoke(args=["backup", str(tmp_path / "archive.tar.gz")])

    done = restore(target, tmp_path / "archive.tar.gz")

    told = done.output.splitlines()
    assert done.exit_code == 1
    assert told[1].endswith("the chain breaks at entry 2")
    assert told[2:] == [
        "0 of 1 rooms and 0 of 2 entries hold",
        "Error: The logs do not hold: the backup was tampered with, or is not whole.",
    ]


def test_entries_that_are_missing_at_the_end_are_told(target: Flask, archive: Path, tmp_path: Path) -> None:
    def cut(manifest: Manifest, folder: Path) -> Manifest:
        with closing(sqlite3.connect(folder / DATABASE)) as database:
            database.execute("DELETE FROM log_entry WHERE seq = 2")
            database.commit()
        return manifest

    done = restore(target, changed(archive, cut, tmp_path / "cut"))

    assert (done.exit_code, done.output.splitlines()[1]) == (1, "1 of 1 rooms and 1 of 2 entries hold")


def test_a_broken_database_in_the_archive_is_refused(target: Flask, archive: Path, tmp_path: Path) -> None:
    def spoil(manifest: Manifest, folder: Path) -> Manifest:
        with (folder / DATABASE).open("r+b") as file:
            file.seek(20_000)
            file.write(b"\xff" * 40_000)
        return manifest

    done = restore(target, changed(archive, spoil, tmp_path / "spoilt"), "--replace")

    assert done.output == "Error: The database in the archive is broken: nothing was changed.\n"
    assert sorted(contents(target.config["DATA"])) == ["secret_key"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"revision": "99"}, "The archive is of a newer version of the product: nothing was changed."),
        ({"format": 3}, "The archive was made by a newer version of the product: nothing was changed."),
        (
            {"database": "postgresql"},
            "The archive is of postgresql, and here is sqlite: nothing was changed.",
        ),
    ],
)
def test_what_does_not_fit_here_is_refused(
    target: Flask, archive: Path, tmp_path: Path, change: dict[str, object], told: str
) -> None:
    other = changed(archive, lambda manifest, _: replace(manifest, **change), tmp_path / "other")

    done = restore(target, other, "--replace")

    assert (done.exit_code, done.output) == (1, f"Error: {told}\n")
    assert sorted(contents(target.config["DATA"])) == ["secret_key"]


NEXT = '''"""What comes after."""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "next", "{newest}", None, None


def upgrade():
    op.create_table("newer", sa.Column("id", sa.Integer, primary_key=True))
'''


def test_an_older_database_is_brought_up_to_date(target: Flask, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "migrations").mkdir()
    with target.app_context():
        (newest,) = alembic.script_directory.get_heads()
    (tmp_path / "migrations/next.py").write_text(NEXT.format(newest=newest))
    target.config["ALEMBIC"]["version_locations"] = [str(tmp_path / "migrations")]
    alembic.init_app(target)

    done = restore(target, archive)

    with engine_of(target).connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM migration").scalar() == "next"
        assert connection.exec_driver_sql("SELECT count(*) FROM newer").scalar() == 0
    assert done.exit_code == 0


# PostgreSQL alone.


@pytest.fixture
def grown(postgres: PostgresServer, tmp_path: Path) -> Iterator[Flask]:
    """An installation on PostgreSQL with the cast in it."""
    with postgres.database() as name:
        app = create_app(DATA=tmp_path / "grown", DATABASE_URL=postgres.url(name), TESTING=True)
        with app.app_context():
            alembic.upgrade()
            gather(db.session)
        dispose(app)
        yield app
        dispose(app)


def test_what_was_in_postgresql_is_replaced(grown: Flask, tmp_path: Path) -> None:
    archive = tmp_path / "archive.tar.gz"
    grown.test_cli_runner().invoke(args=["backup", str(archive)])
    with grown.app_context():
        db.session.add(
            Person(given_name="Nils", created_at=db.session.scalars(select(Person.created_at)).first())
        )
        db.session.commit()

    refused, done = restore(grown, archive), restore(grown, archive, "--replace")

    assert (refused.exit_code, done.exit_code) == (1, 0)
    assert people_in(grown) == 20


def test_tables_that_the_backup_does_not_know_are_refused(grown: Flask, tmp_path: Path) -> None:
    archive = tmp_path / "archive.tar.gz"
    grown.test_cli_runner().invoke(args=["backup", str(archive)])
    with engine_of(grown).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE newer (id integer)")

    done = restore(grown, archive, "--replace")

    assert done.output == (
        "Error: The database has tables that the backup does not know: restore into an empty one. "
        "Nothing was changed.\n"
    )


def test_a_dump_that_breaks_off_leaves_postgresql_as_it_was(grown: Flask, tmp_path: Path) -> None:
    archive = tmp_path / "archive.tar.gz"
    grown.test_cli_runner().invoke(args=["backup", str(archive)])

    def cut(manifest: Manifest, folder: Path) -> Manifest:
        whole = (folder / DATABASE).read_bytes()
        (folder / DATABASE).write_bytes(whole[: len(whole) - 5_000])
        return manifest

    done = restore(grown, changed(archive, cut, tmp_path / "cut"), "--replace")

    assert (done.exit_code, done.output.startswith("Error: pg_restore: error: ")) == (1, True)
    assert people_in(grown) == 20


def test_a_server_that_is_away_is_told(tmp_path: Path) -> None:
    app = create_app(DATA=tmp_path, DATABASE_URL="postgresql+psycopg://nobody:hush@127.0.0.1:1/none")

    done = app.test_cli_runner().invoke(args=["backup", str(tmp_path / "archive.tar.gz")])

    assert done.output == "Error: PostgreSQL does not answer at ELEARN_DATABASE_URL.\n"


def test_a_missing_program_is_told() -> None:
    with pytest.raises(Refused, match=r"^pg_nothing is missing: install PostgreSQL's client programs"):
        program("pg_nothing", 15)


def test_a_program_older_than_the_server_is_told() -> None:
    with pytest.raises(Refused, match=r"^pg_dump \d+ is older than the server: install version 99 or newer"):
        program("pg_dump", 99)
