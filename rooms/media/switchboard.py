"""The devices that come, change and go: who is told of it, and what the carrier is to do about it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from elearn import eventloop
from rooms.broadcast import Broadcast, Connection
from rooms.core.kinds import Circle
from rooms.core.refusals import Code, Refused
from rooms.core.rules import circle_of, is_wider, may_share, place_of
from rooms.core.state import Room
from rooms.live import Commit, LiveRoom
from rooms.media.carrier import Carrier
from rooms.media.choosing import chosen
from rooms.media.company import Party, Rung
from rooms.media.errands import Errands
from rooms.media.gathering import Gathering
from rooms.media.parties import Parties
from rooms.media.rules import Off, why_off
from rooms.media.speech import Later, Speech
from rooms.media.told import Shown, Told
from rooms.service import Rooms


@dataclass(frozen=True, slots=True)
class Wish:
    """How a device wants to take part."""

    rung: Rung
    voice: bool
    picture: bool
    screen: bool = False
    # Among how many the device says so; None: as it was, and at first where its person is.
    among: Circle | None = None


class Carried(NamedTuple):
    """What a carrier knows of a device."""

    shown: Shown
    place: str
    is_in_focus: bool
    speaking: bool


class Switchboard:
    """Nothing here waits: handlers that the loop calls may ask it.

    `changed` is called with a room in which something is different with the devices that are connected
    here, `spoke` with one that speaks, or no more.
    """

    def __init__(
        self,
        rooms: Rooms,
        broadcast: Broadcast,
        config: Mapping[str, Any],
        errands: Errands | None = None,
        later: Later = eventloop.soon,
    ) -> None:
        self.config = config
        self.parties = Parties()
        self.around = Gathering(rooms, broadcast, self.parties)
        self.carrier: Carrier | None = chosen(config, self.around)
        self.speech = Speech(self._speaks, rooms.clock, later)
        self.changed: Callable[[int], None] = lambda room_id: None
        self.spoke: Callable[[Party], None] = lambda party: None
        # Connections whose part is about to be written into the log.
        self.expected: set[str] = set()
        self._rooms = rooms
        self._errands = errands or Errands()
        self._told = Told(self.around)
        self._carried: dict[str, Carried] = {}
        rooms.listen(self._heed)

    @property
    def name(self) -> str:
        """What the page is told of the carrier."""
        return self.carrier.name if self.carrier else "none"

    def enter(self, connection: Connection, wish: Wish) -> Party:
        """A device comes, and whatever else its person took part on is put out.

        The log says already that the person takes part. Raises `Refused` when there is no room for more.
        """
        room_id, person = connection.room_id, connection.actor.id
        self.check_space(room_id, person, wish.picture)
        room, since = self.around.room(room_id), self._rooms.clock()
        for other in self.parties.of_person(room_id, person):
            # Another process's clock may be ahead of ours.
            since = max(since, other.since + 1)
            self.drop(other, None if other.sid == connection.sid else Off.OTHER_DEVICE)
        party = Party(secrets.token_hex(8), connection.sid, room_id, person, since=since)
        party.rung, party.voice, party.picture = wish.rung, wish.voice, wish.picture
        party.among = wish.among or circle_of(room, person)
        self.add(party)
        return party

    def change(self, party: Party, wish: Wish) -> None:
        """A device turns something on or off. Refused as a whole when one of it cannot be."""
        sharing = self.around.room(party.room_id).media.sharing
        if wish.picture and not party.picture:
            self.check_space(party.room_id, party.person, wants_picture=True)
        if wish.screen and not may_share(self.around.room(party.room_id), party.person):
            raise Refused(Code.MAY_NOT_SHARE)
        if wish.screen and sharing not in ("", party.person):
            raise Refused(Code.SCREEN_SHARED)
        party.rung, party.voice, party.picture, party.screen = (
            wish.rung,
            wish.voice,
            wish.picture,
            wish.screen,
        )
        party.among = wish.among or party.among
        self.tell_all(party.room_id)

    def let_out(self, sid: str) -> bool:
        """A device goes by itself: its line is gone, or its person wants no more. False: it took no part."""
        party, is_expected = self.parties.of_sid(sid), sid in self.expected
        self.expected.discard(sid)
        if party is not None:
            self.drop(party)
            self.tell_all(party.room_id)
        return party is not None or is_expected

    def company_of(self, party: Party) -> list[dict[str, Any]]:
        """Everybody else in the place of a device, which is told so now."""
        return self._told.company_of(party)

    def check_space(self, room_id: int, person: str, wants_picture: bool) -> None:
        """Counted in the whole room, since from their groups all come back to one table."""
        most = self.working().most
        others = [party for party in self.parties.in_room(room_id) if party.person != person]
        if len(others) >= most.voices:
            raise Refused(Code.MEDIA_FULL)
        if wants_picture and sum(party.picture for party in others) >= most.pictures:
            raise Refused(Code.PICTURES_FULL)

    def working(self) -> Carrier:
        """The carrier, while it carries."""
        if self.carrier is None or not self.carrier.is_up:
            raise Refused(Code.MEDIA_OFF)
        return self.carrier

    def have(self, room_id: int, act: Callable[[Carrier], None]) -> None:
        """Have the carrier do something in a room, after what it was asked before."""
        if self.carrier is not None:
            carrier = self.carrier
            self._errands.add(room_id, lambda: act(carrier))

    def check_unheard(self, party: Party) -> None:
        """Refused when as many signals of its person wait for the carrier as may."""
        if not self._errands.may_signal(party.room_id, party.person):
            raise Refused(Code.TOO_FAST)

    def have_hear(self, party: Party, hear: Callable[[Carrier], None]) -> None:
        """Have the carrier hear a signal of a device, when all else is done, each person in turn."""
        if self.carrier is not None:
            carrier = self.carrier
            self._errands.add_signal(party.room_id, party.person, lambda: hear(carrier))

    def add(self, party: Party) -> None:
        """A device is there, here or in another process; others are told by `tell_all`."""
        self.parties.add(party)
        self._carried[party.id] = self._carry(self.around.room(party.room_id), party)
        self.have(party.room_id, lambda carrier: carrier.enter(party))

    def drop(self, party: Party, why: Off | None = None) -> None:
        """A device is gone; it is told `why` when it did not go by itself."""
        if not self.parties.drop(party):
            return
        self._told.forget(party)
        self.speech.forget(party)
        self._carried.pop(party.id, None)
        if why and party.sid:
            self.around.tell(party, kind="off", code=why.value)
        self.have(party.room_id, lambda carrier: carrier.leave(party))

    def tell_all(self, room_id: int) -> None:
        """Something is different with a device that is connected here."""
        self.refresh(room_id)
        self.changed(room_id)

    def refresh(self, room_id: int) -> None:
        """Put out who may not take part, and tell the others what is new of those in their place."""
        room = self.around.room(room_id)
        for party in self.parties.ours_in(room_id):
            if why := why_off(room, party.person):
                self.drop(party, why)
        by_place: dict[str, dict[str, Shown]] = {}
        for party in self.around.in_room(room_id):
            self._narrow(room, party)
            self._note(room, party)
            by_place.setdefault(place_of(room, party.person), {})[party.id] = self._told.shown(party)
        for party in self.parties.ours_in(room_id):
            here = by_place[place_of(room, party.person)]
            self._told.tell(party, {other: each for other, each in here.items() if other != party.id})

    def tell_speaking(self, party: Party) -> None:
        """Those in its place who are connected here are told that it speaks, or no more."""
        self._note(self.around.room(party.room_id), party)
        if self.around.passed(party).voice:
            said = {"kind": "speaking", "party": party.id, "speaking": party.speaking}
            self.around.tell_ours_beside(party, said)

    def _narrow(self, room: Room, party: Party) -> None:
        """Whoever has been among fewer says anew what is on, before more people have it."""
        now = circle_of(room, party.person)
        # Of one that is connected elsewhere its own process says so.
        if party.sid and is_wider(party.among, now):
            party.among = now

    def _speaks(self, party: Party) -> None:
        self.tell_speaking(party)
        self.spoke(party)

    def _heed(self, live: LiveRoom, commit: Commit) -> None:
        """After each commit. Most of them concern nobody's sound."""
        if not self.parties.anybody_in(live.id) or _is_the_same(commit.before, commit.after):
            return
        ours = self._ours(live.id)
        self.refresh(live.id)
        if self._ours(live.id) != ours:
            self.changed(live.id)

    def _ours(self, room_id: int) -> dict[str, Circle]:
        """What other processes are to know of the devices here that follows from the log."""
        return {party.id: party.among for party in self.parties.ours_in(room_id)}

    def _note(self, room: Room, party: Party) -> None:
        """Have the carrier know what has changed of a device."""
        now = self._carry(room, party)
        if self._carried.get(party.id) != now:
            self._carried[party.id] = now
            self.have(party.room_id, lambda carrier: carrier.change(party))

    def _carry(self, room: Room, party: Party) -> Carried:
        is_in_focus = room.media.focus == party.person
        return Carried(self._told.shown(party), place_of(room, party.person), is_in_focus, party.speaking)


def _is_the_same(before: Room, after: Room) -> bool:
    """Nothing that decides who takes part has changed: a fold leaves what it does not touch."""
    has_moved = before.members is not after.members or before.breakouts is not after.breakouts
    return not has_moved and before.media is after.media and before.session is after.session
