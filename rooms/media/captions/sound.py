"""Sound on its way to the engine: 16,000 samples a second of 16 bits, one channel. Never kept or logged."""

from __future__ import annotations

from dataclasses import dataclass

from rooms.core.refusals import Code, Refused

SAMPLES_PER_S = 16_000
BYTES_PER_S = 2 * SAMPLES_PER_S
# A browser sends four times a second; half a second's worth may come at once.
LONGEST = BYTES_PER_S // 2
# A device's clock is not ours, and what waited on a bad line comes all at once.
FASTER, BURST_S = 1.1, 4


def checked(sound: object) -> bytes:
    """Whole samples, and not too many of them."""
    if not isinstance(sound, bytes) or not sound or len(sound) % 2:
        raise Refused(Code.MALFORMED)
    if len(sound) > LONGEST:
        raise Refused(Code.TOO_LARGE)
    return sound


@dataclass(slots=True)
class Flow:
    """Nobody speaks faster than the clock goes: what comes faster is not sound from a microphone."""

    left: float = BURST_S * BYTES_PER_S
    at: int = 0

    def takes(self, count: int, now: int) -> bool:
        """True when so many bytes may come at `now` (ms)."""
        gained = max(0, now - self.at) / 1000 * BYTES_PER_S * FASTER if self.at else 0
        self.left = min(BURST_S * BYTES_PER_S, self.left + gained)
        self.at = now
        if self.left < count:
            return False
        self.left -= count
        return True
