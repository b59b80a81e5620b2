"""How often something happens: a human pace, never a flood."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from rooms.core.actors import LEADERS
from rooms.core.commands import Admit, Enter, FinishTurn, NextPhase, OpenBreakouts, PassTurn, Vote, WriteNote
from rooms.core.state import Room
from rooms.simulation.company_scene import Act, Scene

# Milliseconds between two things, at least and at most.
USUAL = (6_000, 15_000)
BRISK = (3_000, 7_000)
QUIET = (2_000, 4_000)
# Somebody came or went: the room notices soon.
SOON_MS = 4_000
BRISKLY = (Admit, Enter, FinishTurn, NextPhase, OpenBreakouts, PassTurn, Vote, WriteNote)


@dataclass(slots=True)
class Pace:
    """When the next thing may happen, and since when visitors have been here without a leader among them."""

    due: int = 0
    alone_since: int | None = None
    visitors: Set[str] = frozenset()

    def is_time(self, scene: Scene) -> bool:
        if scene.visitors != self.visitors:
            self.visitors = scene.visitors
            self.due = min(self.due, scene.at + SOON_MS) if self.due > scene.at else scene.at + SOON_MS
        return scene.at >= self.due

    def go_on(self, scene: Scene, act: Act | None) -> None:
        """Rest a while after what has been done; look again soon when nothing was."""
        brisk = act is not None and isinstance(act.command, BRISKLY)
        least, most = QUIET if act is None else BRISK if brisk else USUAL
        self.due = scene.at + scene.rng.randint(least, most)

    def alone_ms(self, room: Room, visitors: Set[str], at: int) -> int:
        """How long visitors have been here without one of them leading."""
        led = any(one in room.members and room.members[one].part in LEADERS for one in visitors)
        if not visitors or led:
            self.alone_since = None
            return 0
        self.alone_since = at if self.alone_since is None else self.alone_since
        return at - self.alone_since
