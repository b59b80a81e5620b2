"""The servers of others, and how each is started; npm installs what Node's need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
INSTALLED = HERE / "node_modules" / ".package-lock.json"
LOCK = HERE / "package-lock.json"


def absent(name: str) -> str:
    """Why the contestant or measure of that name cannot be had on this machine; empty when it can."""
    if name.startswith("node"):
        install()
    return ""


def install() -> None:
    """What Node's socket.io needs, unless it is there already. SQLite is compiled, which takes a minute."""
    if not INSTALLED.exists() or INSTALLED.stat().st_mtime < LOCK.stat().st_mtime:
        subprocess.run(["npm", "ci", "--loglevel=error"], cwd=HERE, check=True)


def node(port: int, database: Path | None = None) -> list[str | Path]:
    """Node's socket.io; with a database it stores every message there first."""
    stored = [database] if database else []
    return ["node", HERE / "node_socketio.mjs", str(port), *stored]


def stock(port: int, database: Path) -> list[str | Path]:
    """Flask-SocketIO with SQLAlchemy."""
    return [sys.executable, HERE / "stock_flask_socketio.py", str(port), database]
