"""What only one process of an installation may do: whoever has the lock, for as long as it lives."""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from elearn.extensions import db


def is_mine(name: str) -> bool:
    """True when this process has the lock, or gets it now. With SQLite there is one process, and it has all.

    PostgreSQL keeps a lock while the connection lives that took it: when a process dies, another gets it.
    """
    if db.engine.dialect.name == "sqlite":
        return True
    held: dict[str, Connection] = current_app.extensions.setdefault("locks", {})
    if name in held and _is_alive(held[name]):
        return True
    held.pop(name, None)
    connection = db.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    if connection.scalar(select(func.pg_try_advisory_lock(_number(name)))):
        held[name] = connection
        return True
    connection.close()
    return False


def _is_alive(connection: Connection) -> bool:
    try:
        connection.scalar(select(1))
    except DBAPIError:
        connection.invalidate()
        connection.close()
        return False
    return True


def _number(name: str) -> Any:
    return func.hashtext(f"mestringsrom:{name}")
