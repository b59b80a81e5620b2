"""How fast one connection may ask: a bucket that fills again by itself."""

from __future__ import annotations

from dataclasses import dataclass

# A person who answers, reacts and raises a hand stays far below; a loop does not.
BURST, PER_SECOND = 40.0, 10.0


@dataclass(slots=True)
class Bucket:
    """Holds at most `BURST` commands and gains `PER_SECOND` each second."""

    left: float = BURST
    at: int = 0

    def take(self, now: int) -> bool:
        """Take one command out at `now` (ms); False when the bucket is empty."""
        gained = max(0, now - self.at) / 1000 * PER_SECOND if self.at else 0.0
        self.left = min(BURST, self.left + gained)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True
