"""Who speaks just now: passed on as it changes, but never more than four times a second for each."""

from __future__ import annotations

from collections.abc import Callable

from rooms.media.company import Party

APART_MS = 250
# Does something after so many seconds.
Later = Callable[[Callable[[], None], float], object]


class Speech:
    """`tell` is called with a device whose `speaking` has changed."""

    def __init__(
        self,
        tell: Callable[[Party], None],
        clock: Callable[[], int],
        later: Later,
    ) -> None:
        self._tell, self._clock, self._later = tell, clock, later
        # When each was told last; what was said last of those who wait until they may be told again.
        self._told_at: dict[str, int] = {}
        self._waiting: dict[str, bool] = {}

    def says(self, party: Party, speaking: bool) -> None:
        """A device says whether its person speaks. Waits for nothing."""
        if party.id in self._waiting:
            self._waiting[party.id] = speaking
            return
        wait = self._told_at.get(party.id, 0) + APART_MS - self._clock()
        if wait <= 0:
            self._pass_on(party, speaking)
        else:
            self._waiting[party.id] = speaking
            self._later(lambda: self._pass_on_late(party), wait / 1000)

    def forget(self, party: Party) -> None:
        self._told_at.pop(party.id, None)
        self._waiting.pop(party.id, None)

    def _pass_on_late(self, party: Party) -> None:
        speaking = self._waiting.pop(party.id, None)
        if speaking is not None:
            self._pass_on(party, speaking)

    def _pass_on(self, party: Party, speaking: bool) -> None:
        if speaking != party.speaking:
            party.speaking = speaking
            self._told_at[party.id] = self._clock()
            self._tell(party)
