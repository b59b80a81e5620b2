"""Sound and film: whether a file is what its name says and is whole, and how long it lasts, undecoded."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

# Where the beginnings and ends of what we look for lie at most.
NEAR = 64 * 1024
MOST_BOXES = 10_000
# Bits per second by index, of MPEG 1 layer III and of MPEG 2 and 2.5 (ISO/IEC 11172-3, 13818-3).
BITRATES = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
RATES = (44_100, 48_000, 32_000)


def is_mp3(path: Path) -> bool:
    """True when one sound follows another: a single mark may stand in anything."""
    with path.open("rb") as file:
        first = _frame(file, _after_tag(file))
        return first is not None and _frame(file, first[0]) is not None


def is_ogg(path: Path) -> bool:
    head = _head(path)
    return head.startswith(b"OggS") and (b"vorbis" in head[:64] or b"OpusHead" in head[:64])


def is_opus(path: Path) -> bool:
    head = _head(path)
    return head.startswith(b"OggS") and b"OpusHead" in head[:64]


def is_webm(path: Path) -> bool:
    head = _head(path)[:64]
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"\x42\x82\x84webm" in head


def is_mp4(path: Path) -> bool:
    """True when it begins as one, every box is whole, and there is one that says what is in it."""
    with path.open("rb") as file:
        boxes = list(_boxes(file, 0, path.stat().st_size))
    kinds = [kind for kind, _start, _end in boxes]
    return kinds[:1] == [b"ftyp"] and b"moov" in kinds and boxes[-1][2] == path.stat().st_size


def seconds(path: Path) -> int | None:
    """How long it lasts, where the file says so plainly."""
    known = {".mp4": _mp4_s, ".m4a": _mp4_s, ".webm": _webm_s, ".ogg": _ogg_s, ".opus": _ogg_s}
    read = known.get(path.suffix)
    try:
        lasts = read(path) if read else None
    except (struct.error, ValueError, OverflowError, ZeroDivisionError):
        return None
    return round(lasts) if lasts is not None and 0 < lasts < 86_400 else None


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(NEAR)


def _after_tag(file: BinaryIO) -> int:
    """Where the sound begins: behind the ID3 tag, whose length is written in seven bits a byte."""
    head = file.read(10)
    if len(head) < 10 or not head.startswith(b"ID3"):
        return 0
    a, b, c, d = (byte & 0x7F for byte in head[6:])
    return 10 + (a << 21 | b << 14 | c << 7 | d)


def _frame(file: BinaryIO, at: int) -> tuple[int, int] | None:
    """Where the frame at that place ends, and its bitrate; None when there is none."""
    file.seek(at)
    head = file.read(4)
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    is_first, half = head[1] >> 3 & 3 == 3, {3: 1, 2: 2, 0: 4}.get(head[1] >> 3 & 3)
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    if half is None or not 0 < bitrate < 15 or rate == 3:
        return None
    bits = BITRATES[0 if is_first else 1][bitrate] * 1000
    length = (144 if is_first else 72) * bits // (RATES[rate] // half) + (head[2] >> 1 & 1)
    return at + length, bits


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Each box: its kind, where its content begins, and where it ends. Stops at one that is not whole."""
    for _ in range(MOST_BOXES):
        file.seek(start)
        head = file.read(16)
        if start >= end or len(head) < 8:
            return
        length, kind, inside = int.from_bytes(head[:4]), head[4:8], 8
        if length == 1:
            length, inside = int.from_bytes(head[8:16]), 16
        elif length == 0:
            length = end - start
        if length < inside or start + length > end:
            return
        yield kind, start + inside, start + length
        start += length


def _mp4_s(path: Path) -> float | None:
    with path.open("rb") as file:
        for kind, start, end in _boxes(file, 0, path.stat().st_size):
            if kind != b"moov":
                continue
            for inner, at, _end in _boxes(file, start, end):
                if inner == b"mvhd":
                    file.seek(at)
                    said = file.read(32)
                    scale, lasts = struct.unpack(
                        ">IQ" if said[0] else ">II", said[20:32] if said[0] else said[12:20]
                    )
                    return float(lasts / scale)
    return None


def _webm_s(path: Path) -> float | None:
    """`Duration` is in units of `TimecodeScale`, which is a millisecond unless it says something else."""
    head = _head(path)
    at = head.find(b"\x44\x89")
    if at < 0 or head[at + 2] not in (0x84, 0x88):
        return None
    size = head[at + 2] & 0x0F
    (lasts,) = struct.unpack(">f" if size == 4 else ">d", head[at + 3 : at + 3 + size])
    scale_at = head.find(b"\x2a\xd7\xb1\x83")
    scale = int.from_bytes(head[scale_at + 4 : scale_at + 7]) if scale_at >= 0 else 1_000_000
    return float(lasts * scale / 1e9)


def _ogg_s(path: Path) -> float | None:
    """The last page says how many samples there were until then; Opus counts 48,000 a second."""
    head = _head(path)
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - NEAR))
        tail = file.read()
    at, vorbis = tail.rfind(b"OggS"), head.find(b"\x01vorbis")
    if at < 0:
        return None
    (samples,) = struct.unpack("<q", tail[at + 6 : at + 14])
    rate = 48_000 if b"OpusHead" in head[:64] else struct.unpack("<I", head[vorbis + 12 : vorbis + 16])[0]
    return float(samples / rate)
