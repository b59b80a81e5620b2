"""Who reads whom: those in the same place of a room, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator

from rooms.broadcast import Broadcast, Connection
from rooms.core import rules
from rooms.core.refusals import Code, Refused
from rooms.media.captions.engine import Speaker
from rooms.media.captions.readers import Readers, Source, Unwritten
from rooms.media.rules import is_among_more
from rooms.media.switchboard import Switchboard


class Circle:
    """`readers` by room, of the rooms in which somebody reads or has said no."""

    def __init__(self, broadcast: Broadcast, media: Switchboard) -> None:
        self._broadcast, self._media = broadcast, media
        self.readers: dict[int, Readers] = {}

    def readers_at(self, room_id: int, place: str, but: str) -> list[str]:
        """The connections here that have asked for captions in a place; nobody reads their own words."""
        readers = self.readers.get(room_id)
        return [
            other.sid
            for other in self._broadcast.in_room(room_id)
            if readers and other.sid in readers.reading and other.actor.id != but
            if self.place_of(other) == place
        ]

    def is_read(self, mine: Connection) -> bool:
        """Whether somebody else in the same place reads, here or in another process."""
        readers, place = self.readers.get(mine.room_id), self.place_of(mine)
        if readers is None or place is None:
            return False
        others = (person for person in readers.read_elsewhere() if person != mine.actor.id)
        return any(self._place(mine.room_id, person) == place for person in others) or bool(
            self.readers_at(mine.room_id, place, mine.actor.id)
        )

    def speaker(self, mine: Connection) -> Speaker:
        """Who speaks here. Raises `Refused` unless it may be written just now: asked of all that comes.

        That the person has turned the voice off themselves a moment ago takes back nothing they have said.
        """
        place, readers = self.place_of(mine), self.readers.get(mine.room_id)
        if place is None or readers is None or readers.has_refused(mine.actor.id):
            raise Refused(Code.CAPTIONS_OFF)
        room, party = self._media.around.room(mine.room_id), self._media.parties.of_sid(mine.sid)
        if party is None or is_among_more(room, party) or not rules.may_be_heard(room, mine.actor.id):
            raise Refused(Code.CAPTIONS_OFF)
        if not self.is_read(mine):
            raise Refused(Code.CAPTIONS_OFF)
        return Speaker(mine.sid, mine.room_id, mine.actor.id, place)

    def has_voice_on(self, mine: Connection) -> bool:
        """Whether others hear the device just now."""
        party = self._media.parties.of_sid(mine.sid)
        return party is not None and self._media.around.passed(party).voice

    def still_speaks(self, speaker: Speaker) -> bool:
        """Whether what somebody said there may still be told: they have neither gone nor been silenced."""
        mine = self._broadcast.of(speaker.sid)
        try:
            return mine is not None and self.speaker(mine) == speaker
        except Refused:
            return False

    def unwritten(self, room_id: int) -> dict[str, str]:
        """Those who are connected here and whose words do not come, and why."""
        readers = self.readers[room_id]
        unwritten: dict[str, str] = {}
        for other in self._broadcast.in_room(room_id):
            if other.actor.id in readers.refused:
                unwritten[other.actor.id] = Unwritten.REFUSED.value
            elif readers.sources.get(other.sid) is Source.NONE:
                unwritten[other.actor.id] = Unwritten.CANNOT.value
        return unwritten

    def unwritten_beside(self, reading: Connection) -> dict[str, str]:
        """Of those who take part with sound in the same place, whose words do not come, and why."""
        room_id, place = reading.room_id, self.place_of(reading)
        joined = self._media.around.room(room_id).media.joined
        everywhere = [*(theirs.unwritten for theirs in self.readers[room_id].elsewhere.values())]
        found = [*everywhere, self.unwritten(room_id)]
        return {
            person: why
            for unwritten in found
            for person, why in unwritten.items()
            if person in joined and person != reading.actor.id and self._place(room_id, person) == place
        }

    def reading(self, room_id: int) -> Iterator[str]:
        """The people who read on a device that is connected here."""
        readers = self.readers[room_id]
        for connection in self._broadcast.in_room(room_id):
            if connection.sid in readers.reading:
                yield connection.actor.id

    def place_of(self, connection: Connection) -> str | None:
        """Where somebody reads and is read; None for whoever may not hear what is said."""
        return self._place(connection.room_id, connection.actor.id)

    def _place(self, room_id: int, person: str) -> str | None:
        room = self._media.around.room(room_id)
        # As for the sound itself: nobody reads along who has left, or sits on when the session is over.
        return rules.place_of(room, person) if rules.may_talk(room, person) else None
