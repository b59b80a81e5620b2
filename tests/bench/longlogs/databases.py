"""An empty database of either kind, as durable as in production, on the disk that holds temporary files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from elearn.extensions import Model
from tests.bench.cores import placed
from tests.bench.postgres import durable_postgres
from tests.bench.processes import Process


@dataclass(frozen=True, slots=True)
class Place:
    """Where the log is. `server` is the process whose CPU counts beside our own; None: there is none."""

    url: str
    server: Process | None = None


@contextmanager
def database(kind: str, folder: Path) -> Iterator[Place]:
    """SQLite in `folder`, or a PostgreSQL server of its own."""
    if kind == "sqlite":
        yield Place(f"sqlite:///{folder}/mestringsrom.sqlite3")
        return
    # What a machine of this size is given; the default is for one of twenty years ago.
    with durable_postgres(placed().beside, "-c", "shared_buffers=1GB", "-c", "max_wal_size=4GB") as made:
        yield Place(made.url, made.server)


@contextmanager
def engine_of(place: Place) -> Iterator[Engine]:
    """Connections to the tables, which are made."""
    engine = create_engine(place.url)
    Model.metadata.create_all(engine)
    yield engine
    engine.dispose()


def size_mb(engine: Engine) -> float:
    """What the log and its indexes take on the disk."""
    if engine.dialect.name == "sqlite":
        return Path(str(engine.url.database)).stat().st_size / 1e6
    with engine.connect() as connection:
        return float(connection.scalar(text("SELECT pg_total_relation_size('log_entry')")) or 0) / 1e6
