"""A room's state as bytes and back. Never the truth: whatever does not fit is folded from the log instead."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args

import msgspec

from rooms.codec import KIND_OF, entry_from_row
from rooms.core.events import Entry
from rooms.core.ledger import Ledger
from rooms.core.state import Room

T = TypeVar("T")

# Quick, and a page of talk still shrinks to a third.
LEVEL = 1
CHECKSUM_BYTES = 4


class Unfit(Exception):
    """These bytes are not a room as this version of the product keeps it."""


def shape_of(*sources: bytes) -> str:
    """The name of a state: what is frozen under another name is not read."""
    return sha256(b"".join(sha256(source).digest() for source in sources)).hexdigest()[:16]


def _sources() -> Iterator[bytes]:
    """What decides how a state looks and what a log is folded to: changed in any way, all is folded anew."""
    here = Path(__file__)
    yield here.read_bytes()
    for path in sorted((here.parent / "core").rglob("*.py")):
        yield path.read_bytes()


SHAPE = shape_of(*_sources(), msgspec.__version__.encode())


class FrozenPage(Mapping[int, T], Generic[T]):
    """A page of a ledger that stays packed until somebody looks into it: most of an old room nobody does."""

    __slots__ = ("_reader", "_values", "packed")

    def __init__(self, packed: bytes, read: Callable[[bytes], dict[int, T]]) -> None:
        self.packed = packed
        self._reader = read
        self._values: dict[int, T] | None = None

    @property
    def is_packed(self) -> bool:
        """True until somebody has looked."""
        return self._values is None

    def __getitem__(self, number: int) -> T:
        return self._read()[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> dict[int, T]:
        if self._values is None:
            self._values = self._reader(zlib.decompress(self.packed))
        return self._values


class FrozenEntries:
    """The last entries before a snapshot, for whoever missed a few; packed until somebody did."""

    __slots__ = ("_packed",)

    def __init__(self, packed: bytes) -> None:
        self._packed = packed

    def read(self) -> list[Entry]:
        """The entries, in order."""
        return [entry_from_row(*row) for row in _ENTRIES.decode(zlib.decompress(self._packed))]


@dataclass(frozen=True, slots=True)
class Thawed:
    """A room, and the last entries that made it."""

    room: Room
    recent: FrozenEntries


class Freezer:
    """Freezes one room now and again: pages that are as they were the last time are not packed anew."""

    def __init__(self) -> None:
        # By the page's identity; it is kept beside, so that no other page gets the same one.
        self._packed: dict[int, tuple[Mapping[int, Any], bytes]] = {}

    def freeze(self, room: Room, recent: Iterable[Entry] = ()) -> bytes:
        """The whole room and the last entries that made it, with a checksum in front."""
        packed: dict[int, tuple[Mapping[int, Any], bytes]] = {}

        def pack(record: object) -> object:
            if not isinstance(record, Ledger):
                raise TypeError(type(record))
            for page in record.pages.values():
                packed[id(page)] = (page, self._pack(page))
            return [len(record), {number: packed[id(page)][1] for number, page in record.pages.items()}]

        content = msgspec.msgpack.encode([_pack_entries(recent), room], enc_hook=pack)
        self._packed = packed
        return zlib.crc32(content).to_bytes(CHECKSUM_BYTES) + content

    def _pack(self, page: Mapping[int, Any]) -> bytes:
        if isinstance(page, FrozenPage):
            return page.packed
        known = self._packed.get(id(page))
        return known[1] if known else zlib.compress(msgspec.msgpack.encode(page), LEVEL)


def _pack_entries(entries: Iterable[Entry]) -> bytes:
    rows = [(each.seq, each.at, each.by, KIND_OF[type(each.event)], each.event) for each in entries]
    return zlib.compress(msgspec.msgpack.encode(rows), LEVEL)


def thaw(frozen: bytes) -> Thawed:
    """The room. Raises `Unfit` for anything that `Freezer` of this version has not made."""
    content = memoryview(frozen)[CHECKSUM_BYTES:]
    if zlib.crc32(content).to_bytes(CHECKSUM_BYTES) != frozen[:CHECKSUM_BYTES]:
        raise Unfit
    try:
        recent, room = _READER.decode(content)
    except (msgspec.MsgspecError, ValueError, TypeError) as error:
        raise Unfit from error
    return Thawed(room, FrozenEntries(recent))


def _unpack(kind: type, packed: Any) -> Any:
    """A ledger of `kind`, its pages as they are."""
    read = _page_reader(*get_args(kind))
    size, pages = msgspec.convert(packed, tuple[int, dict[int, bytes]])
    return Ledger({number: FrozenPage(page, read) for number, page in pages.items()}, size)


_READER = msgspec.msgpack.Decoder(tuple[bytes, Room], dec_hook=_unpack)
_ENTRIES = msgspec.msgpack.Decoder(list[tuple[int, int, str, str, dict[str, Any]]])
NOTHING = FrozenEntries(_pack_entries(()))


@cache
def _page_reader(kind: Any) -> Callable[[bytes], dict[int, Any]]:
    return msgspec.msgpack.Decoder(dict[int, kind]).decode
