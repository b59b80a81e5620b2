"""Sound that a browser takes for somebody speaking: syllables of changing pitch."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 48_000
SYLLABLES_HZ = (140, 190, 160, 220, 150, 180, 130, 200)
SYLLABLE_S, PAUSE_S = 0.28, 0.08


def write_speech(path: Path) -> Path:
    """A few seconds of it, which browsers play again and again."""
    samples = [sample for pitch in SYLLABLES_HZ for sample in _syllable(pitch)]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return path


def _syllable(pitch: int) -> list[int]:
    length = int(SYLLABLE_S * RATE)
    voiced = [_sample(index / RATE, pitch, math.sin(math.pi * index / length)) for index in range(length)]
    return voiced + [0] * int(PAUSE_S * RATE)


def _sample(at: float, pitch: int, loudness: float) -> int:
    """A buzz with its overtones, as a throat makes it."""
    overtones = sum(math.sin(2 * math.pi * pitch * n * at) / n for n in range(1, 12))
    return int(9_000 * loudness * overtones / 1.5)
