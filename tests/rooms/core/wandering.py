"""Random evenings: a seed and a number of steps make a history that reaches every corner of the room."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from random import Random
from typing import Any, Literal, get_args, get_origin

from rooms.core import commands as c
from rooms.core.actors import CLOCK, Actor
from rooms.core.commands import Command
from rooms.core.events import Entry
from rooms.core.evolve import fold
from rooms.core.permissions import PERMISSIONS, Audience
from rooms.core.refusals import Refused
from rooms.core.state import Room
from tests.rooms.core.story import (
    ANA,
    BJORN,
    CECILIE,
    DAG,
    GERD,
    HARALD,
    INGER,
    MARIT,
    OLAV,
    PREPARE,
    RUN_SHEET,
    START,
    SUNNIVA,
    TOVE,
    VIDAR,
    written,
)

PARTICIPANTS = (ANA, BJORN, CECILIE, DAG, GERD, HARALD, INGER, VIDAR)
EVERYBODY = (*PARTICIPANTS, replace(ANA, name="Solstrålen"), MARIT, OLAV, TOVE, SUNNIVA, CLOCK)
# Most of the time somebody asks who may: a history of refusals goes nowhere.
LIKELY: Mapping[Audience, tuple[Actor, ...]] = {
    Audience.CLOCK: (CLOCK,),
    Audience.STAFF: (MARIT, OLAV, TOVE),
    Audience.LEADERS: (MARIT, OLAV),
    Audience.LEADERS_AND_COORDINATOR: (MARIT, OLAV, SUNNIVA),
}

TEXTS = ("Hei", "Hei igjen", "Takk", "", "  ", "x" * 2_001, "\u202eHei\x00", "<script>", "👩‍👧")
# Sensible values for most fields and odd ones now and then.
VALUES: Mapping[str, tuple[object, ...]] = {
    "person": (
        "ana",
        "bjorn",
        "cecilie",
        "dag",
        "gerd",
        "ana",
        "bjorn",
        "marit",
        "olav",
        "tove",
        "",
        "nobody",
    ),
    "about": ("ana", "bjorn", "olav", "", "nobody"),
    "place": ("group-1", "group-2", "group-1", "group-9", "side-1", "side-2", "main", ""),
    "reaction": ("heart", "smile", "heart", "skull"),
    "options": (("Ja", "Nei"), ("Ja", "Nei", "Kanskje"), ("Ja",), ("Ja", "Ja")),
    "phases": (RUN_SHEET, RUN_SHEET[:5], RUN_SHEET * 2, ()),
    "silent": ((), ("ana", "marit"), ("nobody",)),
    "url": ("https://a.no/", "javascript:alert(1)"),
    "index": tuple(range(-1, 9)),
    "after": tuple(range(-1, 8)),
    "group": (1, 2, 1, 2, 0, 3, -1),
    "size": (2, 3, 4, 3, 7),
    "option": (0, 1, 1, 2, -1),
    "seconds": (0, 5, 30, 60, -1, 400),
    "seconds_each": (0, 60, 900),
    "minutes": (1, 5, 20, -5, 0, 500),
    "confidence": (0, 7, 10, 11),
}
# Where the numbers of existing things are found.
KEPT: Mapping[str, Callable[[Room], Mapping[int, object]]] = {
    "message": lambda room: room.chat.messages,
    "reply_to": lambda room: room.chat.messages,
    "question": lambda room: room.questions,
    "poll": lambda room: room.polls,
    "item": lambda room: room.items,
    "task": lambda room: room.wellbeing.tasks,
    "report": lambda room: room.reports,
    "revision": lambda room: {room.debrief.revision: room.debrief},
}
# These carry an evening on, and so come up often; the others cut it short, and come up seldom.
OFTEN = (
    *(c.SendMessage, c.SendMessage, c.React, c.Enter, c.AdmitAll, c.AcceptGroundRules, c.StartSession),
    *(c.OpenChat, c.UnmuteMember, c.LetBackIn, c.CloseSideRoom, c.FinishTurn, c.ChooseBuddy, c.SignDebrief),
)
SELDOM = (c.EndSession, c.RemoveMember, c.LeaveRoom, c.LoseConnection)


def wandered(seed: int, steps: int, room: Room) -> tuple[list[Entry], Room]:
    """The log of a random history, and the live room at its end."""
    chance, log, now = Random(seed), [], max(room.at, START)
    for _ in range(steps):
        now += chance.choice((0, 1, 500, 2_000, 45_000))
        command = any_command(chance, room)
        try:
            entries = written(room, (any_actor(chance, command), command, now))
        except Refused:
            continue
        room = fold(entries, room)
        log += entries
    return log, room


def any_command(chance: Random, room: Room) -> Command:
    kind = chance.choice(OFTEN if chance.random() < 0.3 else get_args(Command))
    if kind in SELDOM:
        kind = chance.choice(get_args(Command))
    if kind is c.PrepareRoom:
        return PREPARE
    return kind(**{field.name: _value(chance, room, field.name, field.type) for field in fields(kind)})


def any_actor(chance: Random, command: Command) -> Actor:
    likely = LIKELY.get(PERMISSIONS[type(command)].audience, (*PARTICIPANTS[:5], MARIT))
    return chance.choice(likely if chance.random() < 0.8 else EVERYBODY)


def _value(chance: Random, room: Room, name: str, kind: Any) -> object:
    # A poll's question is a text, every other question the number of one.
    if name in KEPT and kind is not str:
        return chance.choice((*KEPT[name](room), None if name == "reply_to" else 1_000_000))
    return chance.choice(VALUES[name]) if name in VALUES else _of_kind(chance, kind)


def _of_kind(chance: Random, kind: Any) -> object:
    if get_origin(kind) is Literal:
        return chance.choice(get_args(kind))
    if kind is bool:
        return chance.random() < 0.5
    return chance.choice(TEXTS) if kind is str else chance.randint(-1, 11)
