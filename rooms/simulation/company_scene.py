"""What the company looks at before somebody does something: the room, who is here, and what has been said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from random import Random

from rooms.core.actors import LEADERS, STAFF, Actor, Part
from rooms.core.commands import Command
from rooms.core.kinds import GROUP, MAIN
from rooms.core.rules import is_quieted, is_seated, may_write_when_chat_is_closed, place_of
from rooms.core.run_sheet import Phase
from rooms.core.state import Message, Room
from rooms.simulation.company_talk import Talk

RECENT = 15


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody whom nobody plays just now."""

    id: str
    part: Part
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class Act:
    """Who does what."""

    person: str
    command: Command


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment. `visitors`: who is at a browser; `alone_ms`: how long they have been without a leader."""

    room: Room
    company: Mapping[str, Companion]
    visitors: frozenset[str]
    talk: Talk
    at: int
    rng: Random
    alone_ms: int = 0

    @property
    def phase(self) -> Phase | None:
        current = self.room.run_sheet.current
        return None if current is None else self.room.run_sheet.phases[current]

    @property
    def kind(self) -> str:
        """The kind of the running phase; before the start that of the open room."""
        return "check_in_tech" if self.phase is None else self.phase.kind

    @property
    def has_leading_visitor(self) -> bool:
        return self._has_visitor(LEADERS)

    @property
    def has_visitor_at_the_door(self) -> bool:
        """A visitor who can let people in; nobody does it for them."""
        return self._has_visitor(STAFF)

    def _has_visitor(self, parts: Set[Part]) -> bool:
        members = self.room.members
        return any(one in members and members[one].part in parts for one in self.visitors)

    def here(self, *parts: Part) -> list[Companion]:
        """Companions of these parts who sit at the table now."""
        members = self.room.members
        return [
            one
            for one in self.company.values()
            if one.part in parts and is_seated(self.room, one.id) and members[one.id].here
        ]

    def may_write(self, one: Companion) -> bool:
        open_to_them = may_write_when_chat_is_closed(self.room, Actor(one.id, one.part, ""))
        return not is_quieted(self.room, one.id) and (open_to_them or not self.room.chat.closed)

    def unsaid(self, lines: Iterable[str]) -> list[str]:
        """Those that nobody has said this evening."""
        said = {message.text for message in self.room.chat.messages.values()}
        said |= {line.text for line in self.room.chat.backchannel.values()}
        return [line for line in lines if line not in said]

    def one_of(self, lines: Sequence[str]) -> str:
        """One that nobody has said, or ""."""
        left = self.unsaid(lines)
        return self.rng.choice(left) if left else ""

    def chance(self, likely: float) -> bool:
        return self.rng.random() < likely

    def recent(self, place: str = MAIN) -> Iterator[tuple[int, Message]]:
        """The latest messages of a place that are shown, the newest first."""
        # Groups of before have had the same names.
        after = self.room.breakouts.opened if place.startswith(GROUP) else 0
        messages = list(self.room.chat.messages.items())[-4 * RECENT :]
        shown = [(n, m) for n, m in messages if m.place == place and n > after and not m.hidden_by]
        yield from reversed(shown[-RECENT:])

    def replies(self, number: int) -> list[Message]:
        return [m for _, m in list(self.room.chat.messages.items())[-4 * RECENT :] if m.reply_to == number]

    def place(self, one: Companion) -> str:
        return place_of(self.room, one.id)

    def is_beside_visitor(self, one: Companion) -> bool:
        return any(place_of(self.room, visitor) == self.place(one) for visitor in self.visitors)
