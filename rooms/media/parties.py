"""The devices that take part, as far as this process knows: its own, and those that others tell of."""

from __future__ import annotations

from rooms.media.company import Party


class Parties:
    """Each device by its id and by its room; one for each person in a room, the one that came last."""

    def __init__(self) -> None:
        self._by_id: dict[str, Party] = {}
        self._by_sid: dict[str, Party] = {}
        self._by_room: dict[int, dict[str, Party]] = {}

    def __len__(self) -> int:
        """How many of them are connected here."""
        return len(self._by_sid)

    def add(self, party: Party) -> None:
        self._by_id[party.id] = party
        self._by_room.setdefault(party.room_id, {})[party.id] = party
        if party.sid:
            self._by_sid[party.sid] = party

    def drop(self, party: Party) -> bool:
        """Forget a device; False when it was not known any more."""
        if self._by_id.pop(party.id, None) is None:
            return False
        if party.sid:
            self._by_sid.pop(party.sid, None)
        in_room = self._by_room[party.room_id]
        del in_room[party.id]
        if not in_room:
            del self._by_room[party.room_id]
        return True

    def of(self, party_id: str) -> Party | None:
        return self._by_id.get(party_id)

    def of_sid(self, sid: str) -> Party | None:
        return self._by_sid.get(sid)

    def anybody_in(self, room_id: int) -> bool:
        return room_id in self._by_room

    def in_room(self, room_id: int) -> list[Party]:
        return list(self._by_room.get(room_id, {}).values())

    def ours_in(self, room_id: int) -> list[Party]:
        return [party for party in self.in_room(room_id) if party.sid]

    def of_person(self, room_id: int, person: str) -> list[Party]:
        return [party for party in self.in_room(room_id) if party.person == person]

    def silent_in(self, room_id: int) -> tuple[str, ...]:
        """Whose microphone is off by what their device says; never anybody whose device is not known here."""
        return tuple(party.person for party in self.in_room(room_id) if not party.voice)

    def our_rooms(self) -> set[int]:
        """The rooms in which somebody takes part who is connected here."""
        return {party.room_id for party in self._by_sid.values()}
