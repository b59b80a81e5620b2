"""The evening that lives: those nobody plays do something now and then, and the room is always open."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Lock
from zoneinfo import ZoneInfo

import structlog
from flask import Flask, current_app

from elearn import background
from elearn.clock import now
from elearn.demo import course as courses
from elearn.demo import people
from elearn.demo.loading import load
from elearn.demo.pace import Pace
from elearn.extensions import db, socketio
from rooms import queries
from rooms.core.commands import SendMessage
from rooms.core.refusals import Refused
from rooms.core.rules import place_of
from rooms.engine import RoomEngine, engine
from rooms.live import LiveRoom
from rooms.members import actor_in
from rooms.models import Room
from rooms.simulation import company_talk
from rooms.simulation.company import next_act
from rooms.simulation.company_scene import Act, Companion, Scene
from rooms.simulation.company_talk import Talk

log = structlog.get_logger()

TALK = Path(__file__).parent / "talk"
# Somebody whose page is being loaded again is not gone.
RELOADING_MS = 20_000
# Two who choose a role in the same moment get the same evening.
OPENING = Lock()
# How long others see that somebody is writing.
WRITES_MS = 3_000


@dataclass(slots=True)
class Evening:
    """The room that is on, and those who may be played; `room_id` 0: not looked up yet.

    `writing`: what somebody is about to say, and when they will have written it.
    """

    talk: Talk
    pace: Pace = field(default_factory=Pace)
    writes_ms: int = WRITES_MS
    writing: tuple[Act, int] | None = None
    room_id: int = 0
    cast: dict[str, Companion] = field(default_factory=dict)


def init(app: Flask) -> None:
    """Have the company act while the application is served."""
    evening = Evening(company_talk.read(TALK))
    background.register(app, background.Job("demo.open", 30.0, lambda: keep_open(evening), alone=True))
    # Every process, for an empty room waits: where several serve, a room's visitors are led to one of them.
    background.register(app, background.Job("demo.company", 1.0, lambda: keep_company(evening)))


def keep_open(evening: Evening) -> None:
    """See that there is an evening that has begun a few minutes ago.

    One that has ended is left to those who are still in its room; one that is on, to whoever is at a browser.
    """
    if not engine().broadcast.in_room(evening.room_id):
        open_when_ended()
    if not any(engine().broadcast.everyone()):
        course = courses.latest(db.session)
        over = course is not None and courses.is_over(db.session, course, now())
        if course is None or over:
            _load(fresh=over)
        else:
            courses.move_to_now(db.session, course, now())
    db.session.commit()
    look_up(evening)


def open_when_ended() -> None:
    """Open a new evening if the last one was ended."""
    with OPENING:
        course = courses.latest(db.session)
        if course is not None and courses.has_ended(course):
            _load(fresh=True)


def _load(fresh: bool) -> None:
    load(db.session, db.engine, now(), ZoneInfo(current_app.config["TIMEZONE"]), fresh)


def look_up(evening: Evening) -> None:
    """Find tonight's room and the people of the demonstration."""
    course = courses.latest(db.session)
    room = queries.room_of(db.session, courses.tonight(course)) if course else None
    if room is not None:
        stored = people.everybody(db.session)
        if evening.room_id != room.id:
            evening.room_id, evening.writing = room.id, None
        evening.cast = {stored[one.name].public_id: one.companion(stored) for one in people.players()}
    db.session.rollback()


def keep_company(evening: Evening) -> None:
    """Let one of those nobody plays do something, when it is time for it."""
    if not evening.room_id:
        look_up(evening)
    if not evening.room_id:
        return
    found = engine()
    live = found.rooms.open(evening.room_id)
    found.simulated.update((live.id, person) for person in evening.cast)
    scene = look(evening, found, live)
    if evening.writing is not None:
        _finish_writing(evening, found, live, scene)
    elif evening.pace.is_time(scene):
        act = next_act(scene)
        evening.pace.go_on(scene, act)
        if act is not None:
            _begin(evening, found, live, act, scene.at)


def look(evening: Evening, found: RoomEngine, live: LiveRoom) -> Scene:
    """The room as it is this moment. Whoever is at a browser is nobody's to play."""
    at = found.rooms.clock()
    visitors = frozenset(_visitors(found, live, at))
    return Scene(
        room=live.room,
        company={id: one for id, one in evening.cast.items() if id not in visitors},
        visitors=visitors,
        talk=evening.talk,
        at=at,
        rng=Random(f"{live.room.id}:{live.room.seq}:{at}"),  # noqa: S311 - what is said, no secret
        alone_ms=evening.pace.alone_ms(live.room, visitors, at),
    )


def _begin(evening: Evening, found: RoomEngine, live: LiveRoom, act: Act, at: int) -> None:
    """A message is being written for a moment; everything else is done at once."""
    if not isinstance(act.command, SendMessage):
        do(found, live, act)
        return
    evening.writing = act, at + evening.writes_ms
    place = place_of(live.room, act.person)
    for one in found.broadcast.in_room(live.id):
        if one.audience is not None and not one.audience.is_outside and one.audience.place == place:
            socketio.emit("signal", {"kind": "typing", "by": act.person}, to=one.sid)


def _finish_writing(evening: Evening, found: RoomEngine, live: LiveRoom, scene: Scene) -> None:
    if evening.writing is None:
        return
    act, done_at = evening.writing
    if scene.at >= done_at or act.person not in scene.company:
        evening.writing = None
        do(found, live, act)


def do(found: RoomEngine, live: LiveRoom, act: Act) -> None:
    """Ask the room, as the person the act belongs to."""
    room = db.session.get_one(Room, live.id)
    person = people.by_public_id(db.session, act.person)
    actor = actor_in(db.session, room, person) if person else None
    db.session.rollback()
    if actor is None or found.broadcast.is_connected(live.id, act.person):
        return
    try:
        found.rooms.handle(live.id, actor, act.command)
    except Refused as refused:
        log.debug("company_refused", command=type(act.command).__name__, code=refused.code.value)


def _visitors(found: RoomEngine, live: LiveRoom, at: int) -> set[str]:
    connected = {one.actor.id for one in found.broadcast.in_room(live.id) if one.joined}
    seen = found.broadcast.last_seen.items()
    return connected | {who for (room, who), left in seen if room == live.id and at - left < RELOADING_MS}
