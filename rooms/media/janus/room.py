"""One live room at Janus, as this process has it: its own devices, and all that is sent by anybody."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from threading import RLock
from typing import Any

from rooms.media.carrier import Around
from rooms.media.company import Party, Signal
from rooms.media.janus.client import Client, JanusAwayError, JanusRefusedError, Message
from rooms.media.janus.seat import Seat
from rooms.media.janus.videoroom import Feed, Source, VideoRoom, feeds_in
from rooms.media.janus.wishes import Passes, asked_once, one_picture, wanted


class RoomAtJanus:
    """Janus tells every device what the others send; a feed is known to be whose by the party's id in it.

    Browsers' greenlets and what Janus says come at the same time: one goes in at a time.
    """

    def __init__(self, client: Client, room: VideoRoom, around: Around) -> None:
        self._client, self._room, self._around = client, room, around
        self._seats: dict[str, Seat] = {}
        self._feeds: dict[str, Feed] = {}
        self._shown: dict[str, str] = {}
        self._lock = RLock()

    def enter(self, party: Party) -> None:
        """A device of this process sits down; one of another process is heard by those here."""
        with self._lock:
            if party.sid:
                self._sit_down(party)
            self._look(party.room_id)

    def hear(self, party: Party, signal: Signal) -> None:
        """What a browser says of one of its two connections. `JanusRefusedError` when it makes no sense."""
        with self._lock:
            seat = self._seats[party.id]
            match signal:
                case {"to": "publish", "description": {"type": "offer"} as description}:
                    answer = seat.publish(description, self._around.passed(party))
                    self._tell(party, "publish", description=answer)
                case {"to": "subscribe", "description": {"type": "answer"} as description}:
                    self._take_answer(party, seat, description)
                case {"to": "publish", "candidate": candidate}:
                    seat.find(candidate)
                case {"to": "subscribe", "candidate": candidate}:
                    seat.subscription.find(candidate)
                case _:
                    raise JanusRefusedError(0, "neither an offer to send nor an answer to what is received")

    def leave(self, party: Party) -> None:
        """Hang up; the last one takes the room along."""
        with self._lock:
            seat = self._seats.pop(party.id, None)
            self._shown.pop(party.id, None)
            if seat:
                seat.stand_up()
            self._look(party.room_id)
            if not self._seats:
                self._room.end()

    def change(self, party: Party) -> None:
        """Hold back what does not pass any more, let through what passes, and have each one receive anew."""
        with self._lock:
            seat = self._seats.get(party.id)
            try:
                if seat:
                    seat.let_through(self._around.passed(party))
            except (JanusRefusedError, JanusAwayError):
                # What cannot be held back does not go on.
                self._lost(party)
            self._look(party.room_id)

    @property
    def is_empty(self) -> bool:
        """Nobody of this process is there."""
        return not self._seats

    def __contains__(self, party: str) -> bool:
        return party in self._seats

    def _sit_down(self, party: Party) -> None:
        seat = Seat(
            self._client,
            self._room,
            party.id,
            offer=partial(self._offer, party),
            heard=partial(self._heard, party.room_id),
            lost=partial(self._lost, party),
        )
        self._seats[party.id] = seat
        self._feeds = {feed.party: feed for feed in seat.joined.feeds}

    def _take_answer(self, party: Party, seat: Seat, description: Message) -> None:
        try:
            seat.subscription.answer(description)
        except JanusRefusedError:
            self._lost(party)
            raise
        self._look(party.room_id)

    def _look(self, room_id: int) -> None:
        """Have every device of this process receive what it wants by now."""
        focus = self._around.room(room_id).media.focus
        passes = asked_once(self._around.passed)
        for name in list(self._seats):
            party = self._around.of(name)
            if party:
                self._receive(party, passes, focus)

    def _receive(self, party: Party, passes: Passes, focus: str) -> None:
        subscription = self._seats[party.id].subscription
        try:
            subscription.want(self._wanted(party, passes, focus))
        except JanusRefusedError:
            # Somebody has stopped sending, and Janus has not come to say so.
            sent = self._room.sending()
            self._feeds = {name: feed for name, feed in self._feeds.items() if feed.id in sent}
            with suppress(JanusRefusedError):  # then with the next that is heard of it
                subscription.want(self._wanted(party, passes, focus))

    def _wanted(self, party: Party, passes: Passes, focus: str) -> frozenset[Source]:
        beside = self._around.beside(party)
        shown = one_picture(beside, passes, focus, self._shown.get(party.id, ""))
        self._shown[party.id] = shown
        return wanted(party, beside, self._feeds, passes, shown)

    def _heard(self, room_id: int, said: Message) -> None:
        """Janus tells who sends what, and who sends no more."""
        with self._lock:
            for feed in feeds_in(said):
                self._feeds[feed.party] = feed
            gone = {said.get(how) for how in ("unpublished", "leaving", "kicked")}
            self._feeds = {party: feed for party, feed in self._feeds.items() if feed.id not in gone}
            self._look(room_id)

    def _lost(self, party: Party) -> None:
        """A connection broke that nobody has hung up: the device comes in anew."""
        with self._lock:
            seat = self._seats.pop(party.id, None)
            if seat:
                try:
                    seat.stand_up()
                finally:
                    self._around.tell(party, kind="anew")

    def _offer(self, party: Party, description: Message, arriving: Mapping[str, Source]) -> None:
        sources = {
            Source(feed.id, mid): {"party": name, "person": self._person(name), "what": what.value}
            for name, feed in self._feeds.items()
            for what, mid in feed.mids.items()
        }
        feeds = {mid: sources[source] for mid, source in arriving.items() if source in sources}
        self._tell(party, "subscribe", description=description, feeds=feeds)

    def _person(self, party: str) -> str:
        found = self._around.of(party)
        return found.person if found else ""

    def _tell(self, party: Party, connection: str, **data: Any) -> None:
        """`to`: a browser that comes in anew heeds nothing that was meant for the connections before."""
        self._around.tell(party, kind="signal", to=party.id, **{"from": connection}, **data)
