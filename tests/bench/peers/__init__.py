"""The servers of others, and how each is installed and started."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
INSTALLED = HERE / "node_modules" / ".package-lock.json"
LOCK = HERE / "package-lock.json"


def node_absent() -> str:
    """Why Node cannot be had; empty when npm has installed what it needs. SQLite is compiled: a minute."""
    if not INSTALLED.exists() or INSTALLED.stat().st_mtime < LOCK.stat().st_mtime:
        try:
            subprocess.run(["npm", "ci", "--loglevel=error"], cwd=HERE, check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            return f"Node's socket.io: npm could not install it ({error})"
    return ""


def node(port: int, database: Path | None = None) -> list[str | Path]:
    """Node's socket.io; with a database it stores every message there first."""
    stored = [database] if database else []
    return ["node", HERE / "node_socketio.mjs", str(port), *stored]


def stock(port: int, database: Path) -> list[str | Path]:
    """Flask-SocketIO with SQLAlchemy."""
    return [sys.executable, HERE / "stock_flask_socketio.py", str(port), database]
