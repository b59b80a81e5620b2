"""What each device was last told of the others in its place, so that it hears only what is new."""

from __future__ import annotations

from typing import Any, NamedTuple

from rooms.media.carrier import Passed
from rooms.media.company import Party, Rung


class Shown(NamedTuple):
    """A device as the others see it."""

    party: str
    person: str
    rung: Rung
    passed: Passed

    @property
    def state(self) -> dict[str, Any]:
        return {"party": self.party, "rung": self.rung.value, **self.passed._asdict()}


def shown(party: Party, passed: Passed) -> Shown:
    return Shown(party.id, party.person, party.rung, passed)


class Told:
    """By the device that is told: the others, by their ids."""

    def __init__(self) -> None:
        self._others: dict[str, dict[str, Shown]] = {}

    def whole(self, party: Party, others: dict[str, Shown]) -> list[Shown]:
        """Everybody; nothing of it is news any more."""
        self._others[party.id] = others
        return list(others.values())

    def news(self, party: Party, others: dict[str, Shown]) -> list[Shown] | None:
        """Those who have changed; None when somebody came or went, so that it must be told the whole."""
        before, self._others[party.id] = self._others.get(party.id, {}), others
        if before.keys() != others.keys():
            return None
        return [other for other in others.values() if other != before[other.party]]

    def forget(self, party: Party) -> None:
        self._others.pop(party.id, None)
