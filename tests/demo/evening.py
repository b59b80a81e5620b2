"""A room in memory for tests of the company: the third session, everybody by name, a clock one can turn."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import elearn.demo
from elearn.courses.programmes import CONTENT
from elearn.courses.run_sheets import Phase as Planned
from rooms.core import commands as c
from rooms.core.actors import CLOCK, LEADERS, Actor, Leader, Part
from rooms.core.decide import decide
from rooms.core.decisions.clock import next_deadline
from rooms.core.events import Entry
from rooms.core.evolve import evolve
from rooms.core.refusals import Refused
from rooms.core.run_sheet import Phase
from rooms.core.state import EMPTY, Room
from rooms.simulation import company_talk
from rooms.simulation.company import next_act
from rooms.simulation.company_scene import Act, Companion, Scene

TALK = company_talk.read(Path(elearn.demo.__file__).parent / "talk")
STAFF = {"marit": Part.PROFESSIONAL, "olav": Part.EXPERIENCED_USER, "tove": Part.TECHNICAL_HOST}
NYNORSK = ("dag", "gerd", "harald", "inger", "olav")
PEOPLE = (
    "ana",
    "bjorn",
    "cecilie",
    "dag",
    "elin",
    "farid",
    "gerd",
    "harald",
    "inger",
    "jonas",
    "kari",
    "lars",
)
LATE = ("cecilie", "lars")
CAST = {
    name: Companion(name, STAFF.get(name, Part.PARTICIPANT), "nn" if name in NYNORSK else "nb")
    for name in (*STAFF, *PEOPLE)
}


@dataclass
class Evening:
    """The room, who is at a browser, and what has been done and refused."""

    visitors: set[str] = field(default_factory=set)
    room: Room = EMPTY
    at: int = 0
    alone_ms: int = 0
    acts: list[Act] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)

    def do(self, who: str, *commands: c.Command) -> None:
        """Have somebody do something now."""
        actor = Actor(who, CAST[who].part, who, accepted_rules=True) if who else CLOCK
        for command in commands:
            for event in decide(self.room, actor, command, self.at):
                self.room = evolve(self.room, Entry(self.room.seq + 1, self.at, who, event))

    def scene(self) -> Scene:
        company = {name: one for name, one in CAST.items() if name not in self.visitors}
        rng = Random(f"{self.room.seq}:{self.at}")
        return Scene(self.room, company, frozenset(self.visitors), TALK, self.at, rng, self.alone_ms)

    def goes_on(self, seconds: float, every: float = 8.0) -> list[Act]:
        """Let time pass, with something every few seconds. What the company did in it."""
        before, until = len(self.acts), self.at + int(seconds * 1000)
        while self.at < until:
            self.at += int(every * 1000)
            self._clock()
            led = any(one in STAFF and STAFF[one] in LEADERS for one in self.visitors)
            self.alone_ms = 0 if led or not self.visitors else self.alone_ms + int(every * 1000)
            act = next_act(self.scene())
            if act is not None:
                self._try(act)
        return self.acts[before:]

    def begins(self, kind: str) -> None:
        """Start the session, and go to the phase of that kind."""
        self.do("marit", c.StartSession())
        kinds = [phase.kind for phase in self.room.run_sheet.phases]
        self.do("marit", c.BeginPhase(kinds.index(kind)))

    def _try(self, act: Act) -> None:
        try:
            self.do(act.person, act.command)
        except Refused as refused:
            self.refused[f"{type(act.command).__name__} {refused.code}"] += 1
        else:
            self.acts.append(act)

    def _clock(self) -> None:
        due = next_deadline(self.room)
        if due is not None and due <= self.at:
            self.do("", c.Tick())


def evening(*visitors: str, late: Iterable[str] = LATE) -> Evening:
    """Everybody but the late ones is at the table; the session has not begun."""
    told = Evening(set(visitors))
    told.do("", _prepared())
    told.do("marit", c.Enter())
    told.do("olav", c.Enter())
    told.do("tove", c.Enter())
    for name in PEOPLE:
        if name not in late:
            told.do(name, c.Enter())
    told.do("tove", c.AdmitAll())
    return told


def _prepared() -> c.PrepareRoom:
    written = tomllib.loads((CONTENT / "hverdagsmestring.toml").read_text("utf-8"))
    planned = map(Planned.from_json, written["phases"])
    return c.PrepareRoom(
        room_id="room",
        title={"nb": "Tanker, følelser og uro"},
        course="course",
        number=3,
        kind="session",
        run_sheet=tuple(
            Phase(p.kind, p.title, p.minutes, p.owner, p.exchange, p.prompt, p.tool) for p in planned
        ),
        ground_rules=({"nb": "Alle kan si pass."},),
        leaders=(Leader("marit", "Marit", STAFF["marit"]), Leader("olav", "Olav", STAFF["olav"])),
        earlier_buddies=(("ana", "elin"), ("gerd", "kari"), ("dag", "harald")),
    )
