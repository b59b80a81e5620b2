"""A room while PostgreSQL's machine is gone without a word, in a network of its own: tells what came of it.

unshare --net .venv/bin/python -m tests.rooms.silent_database FOLDER
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from elearn.app import create_app
from elearn.extensions import Model, db
from rooms.core.commands import SendMessage
from rooms.core.refusals import Refused
from rooms.engine import engine
from tests.rooms.core.story import ANA
from tests.rooms.evening import a_room, begin
from tests.services.postgres import private_postgres

# Longer than it takes to notice, far shorter than the system's own quarter of an hour.
NOTICED_S = 20


def said(room_id: int) -> str:
    began = time.monotonic()
    try:
        engine().rooms.handle(room_id, ANA, SendMessage("Hei"), "command-1")
    except Refused as refused:
        return refused.code.value if time.monotonic() - began < NOTICED_S else "too late"
    return "said"


def main(folder: Path) -> None:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with private_postgres() as postgres, postgres.database() as name:
        app = create_app(DATA=folder, TESTING=True, DATABASE_URL=postgres.url(name))
        with app.app_context():
            Model.metadata.create_all(db.engine)
            room_id = a_room(db.engine)
            begin(engine().rooms, room_id)
            lost = ["INPUT", "-p", "tcp", "--dport", str(postgres.port), "-j", "DROP"]
            subprocess.run(["iptables", "-A", *lost], check=True)
            away = said(room_id)
            subprocess.run(["iptables", "-D", *lost], check=True)
            print(away, said(room_id))
            for each in db.engines.values():
                each.dispose()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
