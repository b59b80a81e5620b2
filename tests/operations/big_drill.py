"""The drill by hand on a large database: `python -m tests.operations.big_drill --gigabytes 1`.

It fills a database, has a server run on it, takes a backup while people write, kills the server, restores
into an empty installation, and prints as JSON how long everything took and how much memory it needed.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from elearn.extensions import db
from elearn.operations.queries import database
from rooms.core.events import MessageSent
from rooms.log import Addition, Head, Log
from rooms.models import Room
from rooms.simulation.crowd import gather
from tests.operations.drill import beside, drill, told_by
from tests.services.postgres import private_postgres
from tests.serving import Server

ROOMS, AT_A_TIME = 50, 500
LETTERS = "aaabdeeeefgghiijklllmnnnnooprrrsssttttuvyæøå"


def main() -> None:
    parser = argparse.ArgumentParser(description="Drill backup and restore on a large database.")
    parser.add_argument("--gigabytes", type=float, default=1.0)
    parser.add_argument("--postgresql", action="store_true", help="Instead of SQLite.")
    parser.add_argument("--folder", type=Path, help="Where there is room for about five times the size.")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="big-drill-", dir=wanted.folder) as name, ExitStack() as stack:
        urls = stack.enter_context(_two_databases()) if wanted.postgresql else ("", "")
        print(json.dumps(_drilled(Path(name), urls, wanted.gigabytes), indent=1))


def _drilled(folder: Path, urls: tuple[str, str], gigabytes: float) -> dict[str, Any]:
    old, fresh = (_installation(folder / name, url) for name, url in zip(("old", "fresh"), urls, strict=True))
    with beside(old) as app:
        rooms = gather(app, db.session, old.url, rooms=ROOMS + 1, people=4)
        db.session.commit()
        began = time.monotonic()
        _fill(gigabytes * 1e9)
        filled_s, size = time.monotonic() - began, database(db.session)
        db.session.rollback()
    old.start()
    try:
        outcome = drill(old, rooms[ROOMS].tickets, folder / "archive.tar.gz", fresh)
        verify = told_by(fresh.flask("verify-logs"))
    finally:
        old.stop()
        fresh.stop()
    restored = set(outcome.restored)
    return {
        "database": size.kind,
        "database_bytes": size.size,
        "archive_bytes": (folder / "archive.tar.gz").stat().st_size,
        "log_entries": int(re.findall(r"(\d+) log entries", outcome.backup.out)[0]),
        "fill_s": round(filled_s, 1),
        "backup_s": round(outcome.backup.seconds, 1),
        "restore_and_verify_s": round(outcome.restore.seconds, 1),
        "verify_alone_s": round(verify.seconds, 1),
        "restore_said": outcome.restore.out.splitlines()[-1],
        "most_memory_of_a_process_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "acknowledged_before_and_lost": len(outcome.acknowledged_before - restored),
        "acknowledged_before": len(outcome.acknowledged_before),
        "written_after_and_honestly_missing": len(outcome.written_after - restored),
        "written_after": len(outcome.written_after),
    }


def _installation(data: Path, url: str) -> Server:
    data.mkdir()
    return Server(data, DATABASE_URL=url, LOG_LEVEL="WARNING")


@contextmanager
def _two_databases() -> Iterator[tuple[str, str]]:
    with private_postgres() as server, server.database() as first, server.database() as second:
        yield server.url(first), server.url(second)


def _fill(size: float) -> None:
    """Write messages into all rooms but the last, in turn, until the database has `size` bytes."""
    log, chance = Log(db.engine), random.Random(1)
    room_ids = db.session.scalars(select(Room.id).order_by(Room.id).limit(ROOMS)).all()
    db.session.rollback()
    heads: dict[int, Head] = {}
    words = ["".join(chance.choices(LETTERS, k=chance.randint(2, 11))) for _ in range(20_000)]
    while _size() < size:
        for room_id in room_ids:
            head = heads.get(room_id) or log.verify(room_id)
            addition = Addition(room_id, head)
            for _ in range(AT_A_TIME):
                text = " ".join(chance.choices(words, k=chance.randint(3, 50)))
                said = [MessageSent(text, None, "main")]
                by = f"{chance.getrandbits(64):016x}"
                addition.add(
                    addition.numbered(int(time.time() * 1000), by, said), f"{chance.getrandbits(128):032x}"
                )
            log.append([addition])
            heads[room_id] = addition.head


def _size() -> int:
    size = database(db.session).size
    db.session.rollback()
    return size


if __name__ == "__main__":
    main()
