"""An evening that has been held, in the database of the application: what the log pages tell of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.clock import now
from rooms.core import commands as c
from rooms.core.actors import Actor
from rooms.members import actor_in
from rooms.models import Room
from rooms.preparing import open_room
from rooms.service import Rooms
from tests.cast import Cast

MINUTE = 60_000
WELCOME, OPENING, INPUT, PAUSE, BREAKOUT, PLAN, CLOSING, CHECK = range(1, 9)


@dataclass(slots=True)
class Held:
    """The room of the third session, with a clock of its own. `made`: numbers of entries, by name."""

    id: int
    public_id: str
    rooms: Rooms
    actors: dict[str, Actor]
    at: int
    made: dict[str, int]

    def do(self, who: str, command: c.Command, name: str = "") -> int:
        """Have somebody do something a second later; `name` keeps the number of what it made."""
        self.at += 1_000
        seq = self.rooms.handle(self.id, self.actors[who], command)
        if name:
            self.made[name] = seq
        return seq

    def wait(self, minutes: int) -> None:
        self.at += minutes * MINUTE


def prepare(session: Session, cast: Cast, leaders: str = "Marit Olav", rooms: Rooms | None = None) -> Held:
    """The room is ready, and nobody has come. `rooms`: where, if not in a process of its own."""
    engine: Any = session.get_bind()
    cast.evening.starts_at = now() - timedelta(hours=3)
    session.commit()
    start = int(cast.evening.starts_at.timestamp() * 1000) - 10 * MINUTE
    held = Held(0, "", rooms or Rooms(engine), {}, start, {})
    held.rooms.clock = lambda: held.at
    room = open_room(session, held.rooms, cast.evening)
    held.id, held.public_id = room.id, room.public_id
    people = [*cast.participants, cast.tove, *(p for p in (cast.marit, cast.olav) if p.given_name in leaders)]
    held.actors = {person.given_name: _actor(session, room, person) for person in people}
    session.commit()
    return held


def hold(
    session: Session,
    cast: Cast,
    guests: str = "Ana Bjørn Cecilie Dag Elin Farid",
    rooms: Rooms | None = None,
) -> Held:
    """A whole evening: Farid comes late, Elin leaves early, Bjørn is asked to leave, Ana is not well."""
    held = prepare(session, cast, rooms=rooms)
    do, wait = held.do, held.wait
    names = guests.split()
    for who in ("Marit", "Olav", "Tove"):
        do(who, c.Enter())
    for who in names[:-1]:
        do(who, c.AcceptGroundRules())
        do(who, c.Enter())
    do("Marit", c.AdmitAll())
    wait(10)
    do("Marit", c.StartSession())
    wait(6)
    do("Olav", c.BeginPhase(OPENING))
    for _turn in range(20):
        _take_turn(held)
    do(names[-1], c.AcceptGroundRules())
    do(names[-1], c.Enter())
    do("Olav", c.Admit(held.actors[names[-1]].id))
    _in_the_middle(held, names)
    _towards_the_end(held, names)
    return held


def _take_turn(held: Held) -> None:
    """Whoever's turn it is speaks for a minute; Dag passes."""
    going = held.rooms.open(held.id).room.round
    if going is None or not going.current:
        return
    who = next(name for name, actor in held.actors.items() if actor.id == going.current)
    held.wait(1)
    held.do(who, c.PassTurn() if who == "Dag" else c.FinishTurn())


def _in_the_middle(held: Held, names: list[str]) -> None:
    do, wait, made = held.do, held.wait, held.made
    do("Marit", c.BeginPhase(INPUT))
    do("Marit", c.CloseChat())
    do("Ana", c.AskQuestion("Kan jeg trene for mye?"), "answered")
    do("Cecilie", c.AskQuestion("Tør dere si det på jobben?", anonymous=True), "left over")
    do("Elin", c.SupportQuestion(made["left over"]))
    do("Marit", c.TakeQuestion(made["answered"]))
    do("Marit", c.AnswerQuestion(made["answered"], "Ja, begynn smått"))
    wait(15)
    do("Marit", c.OpenChat())
    do("Ana", c.SendMessage("Jeg kjenner meg igjen"), "said")
    do("Bjørn", c.SendMessage("Du bare later som"), "rude")
    do("Ana", c.ReportMessage(made["rude"], "Det såret"), "report")
    do("Ana", c.ReportSaid("Han avbrøt meg", held.actors["Olav"].id), "about a leader")
    do("Olav", c.HideMessage(made["rude"], "Ikke greit"), "hidden")
    do("Olav", c.MuteMember(held.actors["Bjørn"].id), "muted")
    do("Olav", c.UnmuteMember(held.actors["Bjørn"].id))
    do("Ana", c.SignalUnwell("Litt mye nå"), "signal")
    do("Marit", c.OpenPoll("Pause nå?", ("Ja", "Nei")), "poll")
    for who in names[:3]:
        do(who, c.Vote(made["poll"], 0))
    do("Olav", c.BeginPhase(BREAKOUT))
    do("Olav", c.PrepareBreakouts("random", 3, 30))
    do("Olav", c.OpenBreakouts())
    do("Ana", c.SendMessage("Dette sier jeg bare i gruppa"), "in group")
    wait(30)
    do("Olav", c.CloseBreakouts(0))


def _towards_the_end(held: Held, names: list[str]) -> None:
    do, wait = held.do, held.wait
    do("Marit", c.RemoveMember(held.actors["Bjørn"].id, "Fortsatte å såre"), "removed")
    do("Marit", c.BeginPhase(PLAN))
    do("Ana", c.SharePlan("Gå en tur", "10 minutter", "etter middag", "3 dager", 6))
    do("Cecilie", c.TakePen())
    do("Cecilie", c.WriteNote("Små steg"))
    wait(10)
    if "Elin" in names:
        do("Elin", c.LeaveRoom())
    wait(5)
    do("Olav", c.BeginPhase(CHECK))
    for score, who in enumerate(name for name in names if name not in ("Bjørn", "Elin")):
        do(who, c.AnswerSessionCheck(6 + score, 8, 7, 5))
    wait(5)
    do("Olav", c.EndSession())


def _actor(session: Session, room: Room, person: Person) -> Actor:
    actor = actor_in(session, room, person)
    assert actor is not None
    return actor
