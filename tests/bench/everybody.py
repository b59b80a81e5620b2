"""All contestants by the names they are asked for."""

from __future__ import annotations

from tests.bench import contestants as c
from tests.bench.grown import ours_grown

CONTESTANTS: dict[str, c.Start] = {
    "ours": c.ours,
    "ours-stock": c.ours_stock,
    "ours-postgres": c.ours_postgres,
    "ours-normal": lambda data, people: c.ours_altered(data, people, "normal"),
    "ours-no-log": lambda data, people: c.ours_altered(data, people, "without-log"),
    "ours-bare": lambda data, people: c.ours_altered(data, people, "without-log", "without-joining"),
    "grown-1": lambda data, people: ours_grown(data, people, 1),
    "grown-2": lambda data, people: ours_grown(data, people, 2),
    "node": c.node_storing_nothing,
    "node-sqlite": c.node_sqlite,
    "flask-socketio": c.stock_flask_socketio,
    "ejabberd": c.ejabberd_muc,
    "c": c.c_floor,
}
