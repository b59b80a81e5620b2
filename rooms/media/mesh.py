"""The mesh: every device reaches every other in its place, and the server passes on their signals."""

from __future__ import annotations

from rooms.core.refusals import Code, Refused
from rooms.media.carrier import Around
from rooms.media.company import Most, Party, Signal

# Each device sends what it says to each of the others: what a home's line and an old tablet bear.
MOST = Most(voices=10, pictures=6)


class Mesh:
    """Carries nothing itself, so it is never away."""

    name = "mesh"
    most = MOST
    is_up = True

    def __init__(self, around: Around, wants_relay: bool) -> None:
        self.wants_relay = wants_relay
        self._around = around

    def begin(self) -> None:
        """Nothing goes on beside it."""

    def enter(self, party: Party) -> None:
        """The others are told who has come, and reach out themselves."""

    def hear(self, party: Party, signal: Signal) -> None:
        """Pass it on to the one it is for, if the two are in the same place."""
        other = self._around.of(signal["to"])
        if other is None or other not in self._around.beside(party):
            raise Refused(Code.BAD_SIGNAL)
        said = {key: value for key, value in signal.items() if key != "to"}
        self._around.tell(other, kind="signal", **{"from": party.id}, **said)

    def leave(self, party: Party) -> None:
        """The others are told who is left, and close their ends."""

    def change(self, party: Party) -> None:
        """The others are told."""
