"""What carries voice and picture between the devices of a place. Two do: a mesh, and Janus."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from rooms.core.state import Room
from rooms.media.company import Most, Party, Signal


class Passed(NamedTuple):
    """What of a device the room lets through just now. It is never more than what the device has on."""

    voice: bool = False
    picture: bool = False
    screen: bool = False


class Carrier(Protocol):
    """One way to carry. Called from greenlets that may wait, never from the loop; one call a room at a time.

    `name` is told to the browser. `is_up` is false while it cannot carry: people are told, writing goes on,
    and whoever took part is asked to come in anew when it is up again. `wants_relay`: browsers are to go by
    the TURN server only, and to tell no address of theirs.

    Where several processes serve a room, each is called for everybody's devices, since everybody may hear
    them; a party whose `sid` is empty is connected to another process, which sends for it.
    """

    name: str
    most: Most
    is_up: bool
    wants_relay: bool

    def begin(self) -> None:
        """Called once, in the process that serves. What must go on all the time is started here."""

    def enter(self, party: Party) -> None:
        """A device has come; those in its place are in the company already."""

    def hear(self, party: Party, signal: Signal) -> None:
        """A device says something of the connection: `to`, and `description` or `candidate`, both checked.

        Raises `Refused` when it is not for this party to say.
        """

    def leave(self, party: Party) -> None:
        """A device has gone, or was put out: from now on it neither sends nor receives."""

    def change(self, party: Party) -> None:
        """What the device has on, its rung, its place, whether it speaks or is in focus, or what the room
        lets through of it has changed."""


class Around(Protocol):
    """What a carrier may ask and tell. None of it waits."""

    def of(self, party: str) -> Party | None:
        """The device of that id, wherever it is connected."""

    def in_room(self, room_id: int) -> list[Party]:
        """Everybody's devices in a room."""

    def beside(self, party: Party) -> list[Party]:
        """The other devices in the same place: those it may hear and see."""

    def passed(self, party: Party) -> Passed:
        """What the room lets through of it."""

    def room(self, room_id: int) -> Room:
        """The room as it stands: who is in focus, whose screen is shown."""

    def tell(self, party: Party, /, **data: Any) -> None:
        """Send a device the event `media`, also when it is connected to another process."""

    def carrier_is(self, up: bool) -> None:
        """The carrier has failed, or is there again: everybody is told. The carrier sets its own `is_up`."""
