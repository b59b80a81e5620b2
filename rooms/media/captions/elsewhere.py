"""Captions between processes: who reads is told over and over, lines once. Nothing of it stays in between."""

from __future__ import annotations

from typing import Any

from rooms.media.captions.captions import Captions
from rooms.media.captions.engine import Speaker
from rooms.media.captions.lines import Line
from rooms.media.captions.readers import Theirs
from rooms.media.elsewhere import BELIEVED_MS
from rooms.neighbours import Neighbours
from rooms.service import Rooms


class CaptionsElsewhere:
    """Keeps this process's picture of who reads in others, and theirs of this one."""

    def __init__(self, captions: Captions, rooms: Rooms, neighbours: Neighbours) -> None:
        self._captions, self._rooms, self._neighbours = captions, rooms, neighbours
        captions.changed = self._tell
        captions.passed = self._pass_on

    def tell_again(self) -> None:
        """Tell everything once more, and forget processes that have fallen silent."""
        before = self._rooms.clock() - BELIEVED_MS
        for room_id, readers in list(self._captions.circle.readers.items()):
            self._tell(room_id)
            for process, theirs in list(readers.elsewhere.items()):
                if theirs.at < before and not self._neighbours.is_away:
                    self._captions.hear_of_theirs(room_id, process, None)

    def hear(self, by: str, told: dict[str, Any]) -> None:
        """What another process tells."""
        match told:
            case {"room": room_id, "reading": reading, "unwritten": unwritten}:
                theirs = Theirs(self._rooms.clock(), frozenset(reading), unwritten)
                self._captions.hear_of_theirs(room_id, by, theirs if reading or unwritten else None)
            case {"room": room_id, "place": place, "line": line}:
                self._captions.tell(room_id, place, Line(**line))

    def _tell(self, room_id: int) -> None:
        circle = self._captions.circle
        reading, unwritten = sorted(set(circle.reading(room_id))), circle.unwritten(room_id)
        self._neighbours.tell(captions={"room": room_id, "reading": reading, "unwritten": unwritten})

    def _pass_on(self, speaker: Speaker, line: Line) -> None:
        told = {"person": line.person, "id": line.id, "text": line.text, "final": line.final}
        self._neighbours.tell(captions={"room": speaker.room_id, "place": speaker.place, "line": told})
