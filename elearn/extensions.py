"""The libraries the whole application shares, made here and bound to an app in `elearn/app.py`."""

from __future__ import annotations

import enum
import sqlite3
from datetime import UTC, datetime
from inspect import iscoroutinefunction
from typing import Any, ClassVar

from flask import has_request_context, request
from flask.sansio.app import App
from flask_alembic import Alembic
from flask_babel import Babel
from flask_login import LoginManager
from flask_socketio import SocketIO
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import JSON, Connection, DateTime, Engine, Enum, MetaData, event
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, always UTC: SQLite would otherwise forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the database")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# Words in a checked text column: PostgreSQL's own enum types are awkward to change in a migration.
Choice = Enum(
    enum.Enum,
    native_enum=False,
    create_constraint=True,
    length=30,
    values_callable=lambda choices: [choice.value for choice in choices],
)


class Model(DeclarativeBase):
    """Base of every table. Names of constraints are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        enum.Enum: Choice,
        dict[str, str]: JSON,
        dict[str, Any]: JSON,
        list[dict[str, Any]]: JSON,
        list[str]: JSON,
    }


class Database(SQLAlchemy):
    """Flask-SQLAlchemy-Lite without its asynchronous half."""

    def init_app(self, app: App) -> None:
        """Its closing of asynchronous sessions starts an asyncio loop after each request; eventlet's
        greenlets share one thread, where two such loops cannot run at a time."""
        super().init_app(app)
        ends = app.teardown_appcontext_funcs
        app.teardown_appcontext_funcs = [end for end in ends if not iscoroutinefunction(end)]


# Objects stay readable after a commit: reading them anew would open a transaction, and take SQLite's lock.
db = Database(session_options={"expire_on_commit": False})
alembic = Alembic(metadatas=Model.metadata)
babel = Babel()
csrf = CSRFProtect()
login_manager = LoginManager()
socketio = SocketIO()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """WAL so that readers never wait, FULL so that what is acknowledged survives a lost power supply."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once, except for pages that only read.

    A transaction that starts as a reader and then writes fails as soon as another process wrote in between.
    """
    if connection.dialect.name != "sqlite":
        return
    reading = has_request_context() and request.method in ("GET", "HEAD", "OPTIONS")
    writes = connection.get_execution_options().get("writes", not reading)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
