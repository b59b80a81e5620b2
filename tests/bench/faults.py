"""What makes the figures of a phase worthless."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

COUNTED = ("failed", "refused", "lost", "repeated", "reordered", "strays", "behind", "gone")


def phase_faults(figures: dict[str, Any]) -> Iterator[str]:
    """In words: somebody who did not get in, a message that was refused, lost, repeated or not answered."""
    yield from (f"{figures[name]} {name}" for name in COUNTED if figures[name])
    if figures["acked"] != figures["sent"]:
        yield f"{figures['sent'] - figures['acked']} messages without a good answer"
    if figures["deliveries"] != figures["due"]:
        yield f"{figures['deliveries']} deliveries instead of {figures['due']}"
    if figures["trouble"]:
        yield f"first trouble: {figures['trouble']}"
