"""The people, the evening and the few verbs that every test of the room's core is told with.

A history is a list of steps: who did what, and when if it matters. It is played through decide and
evolve, so that no test starts from a room that could not exist.
"""

from collections.abc import Iterable
from typing import TypeAlias

from rooms.core.actors import CLOCK, Actor, Leader, Part
from rooms.core.commands import (
    AdmitAll,
    BeginPhase,
    Command,
    EndSession,
    Enter,
    PrepareRoom,
    StartSession,
)
from rooms.core.decide import decide
from rooms.core.events import Entry, Event
from rooms.core.evolve import fold
from rooms.core.refusals import Code, Refused
from rooms.core.run_sheet import Phase
from rooms.core.state import EMPTY, Room

Step: TypeAlias = tuple[Actor, Command] | tuple[Actor, Command, int]

ANA = Actor("ana", Part.PARTICIPANT, "Ana", accepted_rules=True)
BJORN = Actor("bjorn", Part.PARTICIPANT, "Bjørn", accepted_rules=True)
CECILIE = Actor("cecilie", Part.PARTICIPANT, "Cecilie", accepted_rules=True)
DAG = Actor("dag", Part.PARTICIPANT, "Dag", accepted_rules=True)
ELIN = Actor("elin", Part.PARTICIPANT, "Elin", accepted_rules=True)
FARID = Actor("farid", Part.PARTICIPANT, "Farid", accepted_rules=True)
GERD = Actor("gerd", Part.PARTICIPANT, "Gerd", accepted_rules=True)
HARALD = Actor("harald", Part.PARTICIPANT, "Harald", accepted_rules=True)
INGER = Actor("inger", Part.PARTICIPANT, "Inger")
JONAS = Actor("jonas", Part.PARTICIPANT, "Jonas", accepted_rules=True)
MARIT = Actor("marit", Part.PROFESSIONAL, "Marit")
OLAV = Actor("olav", Part.EXPERIENCED_USER, "Olav")
TOVE = Actor("tove", Part.TECHNICAL_HOST, "Tove")
SUNNIVA = Actor("sunniva", Part.COORDINATOR, "Sunniva")
VIDAR = Actor("vidar", Part.PARTICIPANT, "Vidar")

GROUP = (ANA, BJORN, CECILIE, DAG, ELIN, FARID)

START = 1_760_000_000_000
SECOND = 1_000
MINUTE = 60 * SECOND

CHECK_IN, WELCOME, OPENING, TALK, BREAKOUT, CLOSING, CHECK = range(7)
RUN_SHEET = (
    Phase("check_in_tech", {"nb": "Åpent rom"}, -15, "technical_host"),
    Phase("welcome", {"nb": "Velkommen"}, 5, "leaders"),
    Phase("opening_round", {"nb": "Innsjekk"}, 14, "experienced_user", exchange=True),
    Phase("experience_talk", {"nb": "Erfaring"}, 15, "experienced_user"),
    Phase("breakout", {"nb": "Smågrupper"}, 25, exchange=True),
    Phase("closing_round", {"nb": "Utsjekk"}, 7, exchange=True),
    Phase("session_check", {"nb": "Øktsjekk"}, 3, tool="session_check"),
)
PREPARE = PrepareRoom(
    room_id="evening-3",
    title={"nb": "Tanker, følelser og uro"},
    course="hverdagsmestring",
    number=3,
    kind="coping_course",
    run_sheet=RUN_SHEET,
    ground_rules=({"nb": "Det som sies her, blir her."},),
    leaders=(
        Leader("marit", "Marit", Part.PROFESSIONAL),
        Leader("olav", "Olav", Part.EXPERIENCED_USER),
    ),
    earlier_groups=(("ana", "bjorn", "gerd"), ("cecilie", "dag", "elin")),
)


def written(room: Room, step: Step) -> list[Entry]:
    """The entries a step adds to the log; by default each step comes a second after the last entry."""
    actor, command = step[0], step[1]
    at = step[2] if len(step) == 3 else max(room.at, START) + SECOND
    events = decide(room, actor, command, at)
    return [Entry(room.seq + n, at, actor.id, event) for n, event in enumerate(events, start=1)]


def after(*steps: Step, since: Room | None = None) -> Room:
    """The room when all these steps have been taken, from the evening that has begun."""
    room = EVENING if since is None else since
    for step in steps:
        room = fold(written(room, step), room)
    return room


def decided(
    *, given: Iterable[Step] = (), by: Actor, when: Command, since: Room | None = None, at: int | None = None
) -> list[Event]:
    room = after(*given, since=since)
    return decide(room, by, when, room.at + SECOND if at is None else at)


def refused(
    *, given: Iterable[Step] = (), by: Actor, when: Command, since: Room | None = None, at: int | None = None
) -> Code | None:
    """The code the command is refused with, or None when it is allowed."""
    try:
        decided(given=given, by=by, when=when, since=since, at=at)
    except Refused as refusal:
        return refusal.code
    return None


PREPARED = after((CLOCK, PREPARE, START), since=EMPTY)
# Everybody is here, and it has not begun.
GATHERED = after(
    *((person, Enter()) for person in (MARIT, OLAV, TOVE, *GROUP)), (MARIT, AdmitAll()), since=PREPARED
)
# The session has begun: the phase is the welcome.
EVENING = after((MARIT, StartSession()), since=GATHERED)
# The number of the first entry that a step taken in the evening makes.
FIRST = EVENING.seq + 1
ENDED = after((OLAV, BeginPhase(CHECK)), (OLAV, EndSession()))
