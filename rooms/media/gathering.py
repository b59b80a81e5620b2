"""Who takes part where, looked up in the room as it stands: what a carrier may ask and tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rooms.broadcast import Broadcast
from rooms.core.rules import place_of
from rooms.core.state import EMPTY, Room
from rooms.media.carrier import Passed
from rooms.media.company import Party
from rooms.media.parties import Parties
from rooms.media.rules import passed, why_off
from rooms.service import Rooms


class Gathering:
    """`Around` a carrier. `elsewhere` sends to a device that is connected to another process."""

    def __init__(self, rooms: Rooms, broadcast: Broadcast, parties: Parties) -> None:
        self._rooms, self._broadcast, self._parties = rooms, broadcast, parties
        self.elsewhere: Callable[[Party, dict[str, Any]], None] = lambda party, data: None

    def of(self, party: str) -> Party | None:
        return self._parties.of(party)

    def in_room(self, room_id: int) -> list[Party]:
        room = self.room(room_id)
        return [party for party in self._parties.in_room(room_id) if not why_off(room, party.person)]

    def beside(self, party: Party) -> list[Party]:
        """Nobody, for a device that may not take part itself."""
        room = self.room(party.room_id)
        if why_off(room, party.person):
            return []
        place = place_of(room, party.person)
        return [
            other
            for other in self.in_room(party.room_id)
            if other.id != party.id and place_of(room, other.person) == place
        ]

    def passed(self, party: Party) -> Passed:
        return passed(self.room(party.room_id), party)

    def room(self, room_id: int) -> Room:
        """Empty when nobody here is in it: nobody may do anything there."""
        live = self._rooms.at_hand(room_id)
        return live.room if live else EMPTY

    def tell(self, party: Party, /, **data: Any) -> None:
        if party.sid:
            self._broadcast.tell([party.sid], "media", data)
        else:
            self.elsewhere(party, data)

    def tell_ours_beside(self, party: Party, data: dict[str, Any]) -> None:
        """Tell the devices in its place that are connected here, all the same."""
        self._broadcast.tell([other.sid for other in self.beside(party) if other.sid], "media", data)

    def carrier_is(self, up: bool) -> None:
        sids = [connection.sid for connection in self._broadcast.everyone() if connection.joined]
        self._broadcast.tell(sids, "media", {"kind": "carrier", "up": up})
