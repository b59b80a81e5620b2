"""When a room's state is kept: beside the turns, when its log has grown, and when it is put away."""

from __future__ import annotations

from flask import Flask

from elearn import background, eventloop
from rooms import aftermath
from rooms.engine import engine
from rooms.live import LiveRoom
from rooms.service import Rooms

LOOK_S = 30.0
# So many entries are folded in some milliseconds; and what is kept is written whole each time.
EVERY = 100
# A room that is put away is not kept for fewer than these.
LEAST = 50


def init(app: Flask) -> None:
    """Keep rooms while the application is served."""
    background.register(app, background.Job("rooms.keep", LOOK_S, keep_grown))


def keep_grown() -> None:
    """Keep the rooms of this process whose logs have grown; those whose words have gone are read anew."""
    rooms = engine().rooms
    redactions = rooms.snapshots.redactions([live.id for live in rooms.live()])
    for live in rooms.live():
        if live.redactions != redactions.get(live.id, live.redactions):
            rooms.read_anew(live.id)
        elif live.head.seq - live.kept >= EVERY:
            keep(rooms, live)


def put_away_quiet() -> None:
    """Free the memory of rooms that everybody has left long ago."""
    found = engine()
    for live in found.rooms.quiet(found.broadcast.rooms()):
        if live.head.seq - live.kept >= LEAST:
            keep(found.rooms, live)
    # Asked again: somebody may have come meanwhile.
    for live in found.rooms.quiet(found.broadcast.rooms()):
        found.rooms.forget(live.id)


def keep(rooms: Rooms, live: LiveRoom) -> None:
    """Keep what the room is now. It may go on meanwhile: what it was stays as it is."""
    room, head, recent = live.room, live.head, live.remembered()
    # Whoever opens the room from its snapshot does not read what the course may not have been told.
    aftermath.keep_if_untold(live.id, room)
    frozen = eventloop.off_loop(live.freezer.freeze, room, recent)
    if rooms.snapshots.keep(live.id, head, live.redactions, frozen):
        live.kept = head.seq
    else:
        # Words were taken out of the log, and what is remembered here has them still.
        rooms.read_anew(live.id)
