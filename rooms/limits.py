"""How fast one person, and a room as a whole, may ask: buckets that fill again by themselves."""

from __future__ import annotations

from dataclasses import dataclass

# A person who answers, reacts and raises a hand stays far below; a loop does not.
PER_SECOND = 10.0
# All who are in a room together: 25 people who vote in the same second, or who all come back at once and send
# what waited, stay below; a crowd of loops does not, and keeps no other room waiting.
ROOM_PER_SECOND = 100.0
# Signals of a connection's sound and picture: to reach nine others at once takes a hundred and more.
SIGNALS_PER_SECOND = 50.0
# So many seconds' worth may come at once: an outbox that was offline has much to say.
BURST_S = 4.0


@dataclass(slots=True)
class Bucket:
    """Gains `per_second` commands each second, and holds those of `BURST_S` at most."""

    per_second: float = PER_SECOND
    left: float = 0.0
    at: int = 0

    def take(self, now: int) -> bool:
        """Take one command out at `now` (ms); False when the bucket is empty."""
        most = self.per_second * BURST_S
        gained = max(0, now - self.at) / 1000 * self.per_second if self.at else most
        self.left = min(most, self.left + gained)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True
