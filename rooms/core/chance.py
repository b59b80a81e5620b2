"""Chance that can be replayed: drawn from the room's own history, so a decision stays a pure function."""

from random import Random

from rooms.core.state import Room


def drawn(room: Room, theme: str) -> Random:
    """The same room at the same moment always draws the same. Nothing secret hangs on it."""
    return Random(f"{room.id}:{room.seq}:{theme}")  # noqa: S311
