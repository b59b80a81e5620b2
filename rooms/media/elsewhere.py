"""Devices that are connected to other processes: each tells the others of its own, over and over.

What is told is always all that a process has in a room, so that a hint that is lost costs some seconds only.
While Redis is away what was known stays, and within a process everything goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from rooms.media.company import Party, Rung
from rooms.media.rules import Off
from rooms.media.switchboard import Switchboard
from rooms.service import Rooms

# Told so often, and believed for so long.
TELL_EVERY_S, BELIEVED_MS = 5.0, 16_000


@dataclass(slots=True)
class Heard:
    """What one process has in one room, and when it was heard of."""

    at: int
    parties: dict[str, Party] = field(default_factory=dict)


class Hints(Protocol):
    """`Neighbours`, as far as this is concerned."""

    is_away: bool

    def tell(self, **hint: Any) -> None:
        """Tell the other processes. Waits for nothing."""


class Elsewhere:
    """Keeps the switchboard's picture of other processes, and theirs of this one."""

    def __init__(self, switchboard: Switchboard, rooms: Rooms, neighbours: Hints) -> None:
        self._switchboard, self._rooms, self._neighbours = switchboard, rooms, neighbours
        self._heard: dict[tuple[str, int], Heard] = {}
        switchboard.changed = self.tell_ours
        switchboard.spoke = self._tell_speaking
        switchboard.around.elsewhere = self._pass_on

    def tell_ours(self, room_id: int) -> None:
        """Tell the others what is connected here in a room."""
        ours = [_told(party) for party in self._switchboard.parties.ours_in(room_id)]
        self._neighbours.tell(media={"kind": "ours", "room": room_id, "parties": ours})

    def tell_again(self) -> None:
        """Tell everything once more, and forget processes that have fallen silent."""
        for room_id in self._switchboard.parties.our_rooms():
            self.tell_ours(room_id)
        if not self._neighbours.is_away:
            self._forget_silent()

    def back(self) -> None:
        """Redis is there again: what was missed is asked for."""
        now = self._rooms.clock()
        for heard in self._heard.values():
            heard.at = now
        self.tell_again()
        self._neighbours.tell(media={"kind": "who"})

    def hear(self, by: str, told: dict[str, Any]) -> None:
        """What another process tells. Called in a greenlet, where it may wait."""
        match told:
            case {"kind": "ours", "room": room_id, "parties": parties}:
                self._hear_theirs(by, room_id, [_party(room_id, each) for each in parties])
            case {"kind": "speaking", "party": party_id, "speaking": speaking}:
                party = self._switchboard.parties.of(party_id)
                if party is not None and not party.sid:
                    party.speaking = speaking
                    self._switchboard.tell_speaking(party)
            case {"kind": "for", "party": party_id, "data": data}:
                self._deliver(party_id, data)
            case {"kind": "who"}:
                self.tell_again()

    def _hear_theirs(self, by: str, room_id: int, parties: Iterable[Party]) -> None:
        ours = len(self._switchboard.parties)
        heard = self._heard.setdefault((by, room_id), Heard(0))
        heard.at = self._rooms.clock()
        before, heard.parties = heard.parties, {}
        for party in parties:
            if self._is_latest(party):
                heard.parties[party.id] = self._noted(party)
        for party in before.values():
            if party.id not in heard.parties:
                self._switchboard.drop(party)
        if not heard.parties:
            del self._heard[by, room_id]
        self._switchboard.refresh(room_id)
        if len(self._switchboard.parties) != ours:
            self.tell_ours(room_id)

    def _is_latest(self, party: Party) -> bool:
        """Of two devices of a person the one that came last takes part, wherever it is connected."""
        switchboard = self._switchboard
        for other in switchboard.parties.of_person(party.room_id, party.person):
            if other.id != party.id and (other.since, other.id) > (party.since, party.id):
                return False
            if other.id != party.id:
                switchboard.drop(other, Off.OTHER_DEVICE)
        return True

    def _noted(self, party: Party) -> Party:
        known = self._switchboard.parties.of(party.id)
        if known is None:
            self._switchboard.add(party)
            return party
        known.rung, known.voice, known.picture, known.screen = (
            *(party.rung, party.voice),
            *(party.picture, party.screen),
        )
        known.speaking, known.among = party.speaking, party.among
        return known

    def _deliver(self, party_id: str, data: dict[str, Any]) -> None:
        """To a device of ours, if it comes from one in its place: who passed it on may know less."""
        switchboard = self._switchboard
        party, sender = switchboard.parties.of(party_id), switchboard.parties.of(data.get("from", ""))
        if party is None or sender is None or not party.sid:
            return
        if sender not in switchboard.around.beside(party):
            # It has perhaps come a moment ago, and its log entry is on its way.
            self._rooms.fresh(party.room_id)
        if sender in switchboard.around.beside(party):
            switchboard.around.tell(party, **data)

    def _pass_on(self, party: Party, data: dict[str, Any]) -> None:
        self._neighbours.tell(media={"kind": "for", "party": party.id, "data": data})

    def _tell_speaking(self, party: Party) -> None:
        said = {"kind": "speaking", "party": party.id, "speaking": party.speaking}
        self._neighbours.tell(media=said)

    def _forget_silent(self) -> None:
        before = self._rooms.clock() - BELIEVED_MS
        for (by, room_id), heard in list(self._heard.items()):
            if heard.at < before:
                del self._heard[by, room_id]
                for party in heard.parties.values():
                    self._switchboard.drop(party)
                self._switchboard.refresh(room_id)


def _told(party: Party) -> list[Any]:
    return [
        *(party.id, party.person, party.rung.value, party.voice, party.picture, party.screen),
        *(party.speaking, party.since, party.among),
    ]


def _party(room_id: int, told: list[Any]) -> Party:
    party_id, person, rung, voice, picture, screen, speaking, since, among = told
    on = (voice, picture, screen, speaking)
    return Party(party_id, "", room_id, person, Rung(rung), *on, among=among, since=since)
