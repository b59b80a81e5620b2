"""What carries voice and picture between the devices of a place. Two do: a mesh, and Janus."""

from __future__ import annotations

from typing import Protocol

from rooms.media.company import Most, Party, Signal


class Carrier(Protocol):
    """One way to carry. Called from greenlets that may wait, never from the loop; one call a room at a time.

    `name` is told to the browser. `is_up` is false while it cannot carry: people are told, writing goes on,
    and whoever took part is asked to come in anew when it is up again.
    """

    name: str
    most: Most
    is_up: bool

    def enter(self, party: Party) -> None:
        """A device has come; those in its place are in the company already."""

    def hear(self, party: Party, signal: Signal) -> None:
        """A device says something of the connection: `to`, and `description` or `candidate`, both checked.

        Raises `Refused` when it is not for this party to say.
        """

    def leave(self, party: Party) -> None:
        """A device has gone, or was put out: from now on it neither sends nor receives."""

    def change(self, party: Party) -> None:
        """What the device has on, its rung, its place, or what the room lets through has changed."""
