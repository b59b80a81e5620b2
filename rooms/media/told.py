"""What each device was last told of the others in its place, so that it hears only what is new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from rooms.media.carrier import Passed
from rooms.media.company import Party, Rung
from rooms.media.gathering import Gathering


class Shown(NamedTuple):
    """A device as the others see it."""

    party: str
    person: str
    rung: Rung
    passed: Passed

    @property
    def state(self) -> dict[str, Any]:
        return {"party": self.party, "rung": self.rung.value, **self.passed._asdict()}


class Told:
    """By the device that is told: the others, by their ids."""

    def __init__(self, around: Gathering) -> None:
        self._around = around
        self._others: dict[str, dict[str, Shown]] = {}

    def shown(self, party: Party) -> Shown:
        return Shown(party.id, party.person, party.rung, self._around.passed(party))

    def company_of(self, party: Party) -> list[dict[str, Any]]:
        """Everybody else in its place. Whoever asks tells it."""
        others = {other.id: self.shown(other) for other in self._around.beside(party)}
        self._others[party.id] = others
        return self._whole(others.values())

    def tell(self, party: Party, others: dict[str, Shown]) -> None:
        """Tell a device of ours what has changed of these; all of them when somebody has come or gone."""
        before, self._others[party.id] = self._others.get(party.id, {}), others
        if before.keys() != others.keys():
            self._around.tell(party, kind="company", company=self._whole(others.values()))
            return
        for other in others.values():
            if other != before[other.party]:
                self._around.tell(party, kind="state", **other.state)

    def forget(self, party: Party) -> None:
        self._others.pop(party.id, None)

    def _whole(self, others: Iterable[Shown]) -> list[dict[str, Any]]:
        return [other.state | {"person": other.person, "speaking": self._is_heard(other)} for other in others]

    def _is_heard(self, other: Shown) -> bool:
        party = self._around.of(other.party)
        return party is not None and party.speaking and other.passed.voice
