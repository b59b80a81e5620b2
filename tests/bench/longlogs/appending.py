"""Appending to a log of 20 million rows and to an empty one, in turn; and blanking what has expired in it."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Engine, select, text

from elearn.app import create_app
from elearn.clock import milliseconds, now
from elearn.extensions import db
from rooms import expiry, queries
from rooms.core.events import MessageSent
from rooms.log import ENTRIES, ROOMS, Addition, Head, Log
from tests.bench.cores import placed
from tests.bench.longlogs.cpu import cpu_ms
from tests.bench.longlogs.databases import Place, database, engine_of, size_mb
from tests.bench.processes import pinned_to
from tests.rooms.filled import ENTRIES_EACH, WORDS, fill

# An evening at six: so many rooms write at once, each on from where its log ends.
BUSY_ROOMS = 25
# Rows in a commit, and commits in a round: a message alone, and what a busy turn joins.
SIZES = {1: 100, 20: 50}
EXPIRED = 20
# What SQLite calls it.
FULL = 2

Figures = dict[str, Any]


@dataclass(slots=True)
class Writer:
    """Some rooms of one log, and where each of them is."""

    engine: Engine
    place: Place
    heads: dict[int, Head]
    rng: random.Random = field(default_factory=lambda: random.Random(1))

    def commits(self, rows: int, times: int) -> tuple[float, float]:
        """Milliseconds of wall time and of CPU for each of so many commits of so many rows."""
        log = Log(self.engine)
        additions = [self._additions(rows) for _ in range(times)]
        cpu, began = self._cpu_ms(), time.perf_counter()
        for each in additions:
            log.append(each)
        return (time.perf_counter() - began) * 1e3 / times, (self._cpu_ms() - cpu) / times

    def _cpu_ms(self) -> float:
        return time.process_time() * 1e3 + (cpu_ms(self.place.server) if self.place.server else 0.0)

    def _additions(self, rows: int) -> list[Addition]:
        """A message in each of so many rooms."""
        return [self._addition(room_id) for room_id in self.rng.sample(sorted(self.heads), rows)]

    def _addition(self, room_id: int) -> Addition:
        addition = Addition(room_id, self.heads[room_id])
        said = MessageSent(" ".join(self.rng.choices(WORDS, k=20)), None, "main")
        by, command = f"{self.rng.getrandbits(64):016x}", f"{self.rng.getrandbits(128):032x}-web"
        addition.add(addition.numbered(milliseconds(), by, [said]), command)
        self.heads[room_id] = addition.head
        return addition


def appending(kind: str, rows: int, times: int) -> Figures:
    """Medians over `times` rounds; a round is some commits to the long log and as many to the empty one."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as one,
        tempfile.TemporaryDirectory(prefix="bench-") as other,
        database(kind, Path(one)) as long_place,
        database(kind, Path(other)) as empty_place,
        engine_of(long_place) as long_log,
        engine_of(empty_place) as empty_log,
    ):
        began = time.perf_counter()
        fill(long_log, rows)
        filled_s, filled_mb = time.perf_counter() - began, size_mb(long_log)
        _make_empty_rooms(empty_log)
        figures = {
            f"{kind}: rows": rows,
            f"{kind}: MB with its indexes": filled_mb,
            f"{kind}: filled in s": filled_s,
        }
        with pinned_to(placed().servers[0]):
            writers = [
                Writer(each, place, _busy(each))
                for each, place in ((long_log, long_place), (empty_log, empty_place))
            ]
            figures |= dict(_rounds(kind, writers, times))
            figures |= _expired(kind, Path(one), writers[0])
    return figures


def _make_empty_rooms(engine: Engine) -> None:
    """As many rooms as are busy, and no entry."""
    fill(engine, BUSY_ROOMS * ENTRIES_EACH)
    with engine.begin() as connection:
        connection.execute(ENTRIES.delete())


def _busy(engine: Engine) -> dict[int, Head]:
    """The newest rooms, and where their logs end."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA synchronous")) == FULL
        rooms = connection.scalars(select(ROOMS.c.id).order_by(ROOMS.c.id.desc()).limit(BUSY_ROOMS)).all()
    return {room_id: Log(engine).verify(room_id) for room_id in rooms}


def _rounds(kind: str, writers: list[Writer], times: int) -> Iterator[tuple[str, Any]]:
    for rows, commits in SIZES.items():
        for writer in writers:
            writer.commits(rows, commits)
        took = [[writer.commits(rows, commits) for writer in writers] for _ in range(times)]
        for index, figure in enumerate(("wall", "CPU")):
            long, empty = ([each[which][index] for each in took] for which in (0, 1))
            yield f"{kind}, commit of {rows}, long log: {figure} ms", median(long)
            yield f"{kind}, commit of {rows}, empty log: {figure} ms", median(empty)
            ratios = sorted(one / other for one, other in zip(long, empty, strict=True))
            yield f"ratio of {figure}, {kind}, commit of {rows}, long / empty", median(ratios)
            middle_half = ratios[len(ratios) // 4 : -(len(ratios) // 4) or None]
            yield (
                f"middle half of those ratios, {figure}, {kind}, commit of {rows}",
                [
                    round(middle_half[0], 3),
                    round(middle_half[-1], 3),
                ],
            )


def _expired(kind: str, folder: Path, writer: Writer) -> Figures:
    """Evenings that are due, blanked as the daily work does it: how long a commit may wait for it."""
    settings = {} if kind == "sqlite" else {"DATABASE_URL": writer.place.url}
    batches: list[float] = []
    last = 0.0

    def rest() -> None:
        nonlocal last
        batches.append((time.perf_counter() - last) * 1e3)
        writer.commits(1, 1)
        last = time.perf_counter()

    app = create_app(DATA=folder, TESTING=True, **settings)
    with app.app_context():
        log, began = Log(db.engine), time.perf_counter()
        due = expiry._due(db.session, now())
        found_ms = (time.perf_counter() - began) * 1e3
        db.session.rollback()
        rooms, blanked = list(due)[:EXPIRED], 0
        for room_id in rooms:
            last = time.perf_counter()
            blanked += log.redact(room_id, milliseconds(), rest=rest)
        for room_id in rooms:
            log.verify(room_id)
        acted_ms = _acted_ms(rooms[0])
        for each in db.engines.values():
            each.dispose()
    return {
        f"{kind}, expiry: evenings that are due": len(due),
        f"{kind}, expiry: ms to find them": found_ms,
        f"{kind}, expiry: evenings blanked": len(rooms),
        f"{kind}, expiry: entries blanked": blanked,
        f"{kind}, expiry: ms for 200 entries, median": median(batches),
        f"{kind}, expiry: ms for 200 entries, most": max(batches),
        f"{kind}, ms to find the evenings of somebody": acted_ms,
    }


def _acted_ms(room_id: int) -> float:
    """Where somebody who was in this room has done something, as the page of what is kept asks for it."""
    person = db.session.scalars(
        select(ENTRIES.c.by).where(ENTRIES.c.room_id == room_id, ENTRIES.c.by != "").limit(1)
    ).one()
    began = time.perf_counter()
    assert room_id in db.session.scalars(queries.acted_in(person)).all()
    db.session.rollback()
    return (time.perf_counter() - began) * 1e3
