"""A numbered collection that grows for a whole evening and can be copied cheaply."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")

# A plain dict would be copied whole for every message; here only one page and the list of pages are.
PAGE = 64


class Ledger(Mapping[int, T]):
    """An immutable mapping from numbers to values; `put` gives a new one and leaves this as it was.

    Iteration is in the order of the numbers, as long as they were first put in that order (log numbers are).
    """

    __slots__ = ("_pages", "_size")

    def __init__(self, pages: Mapping[int, Mapping[int, T]] | None = None, size: int = 0) -> None:
        self._pages: Mapping[int, Mapping[int, T]] = pages or {}
        self._size = size

    @property
    def pages(self) -> Mapping[int, Mapping[int, T]]:
        """Its pages, as it is stored: none of them ever changes."""
        return self._pages

    def put(self, number: int, value: T) -> "Ledger[T]":
        page: Mapping[int, T] = self._pages.get(number // PAGE, {})
        grown = 0 if number in page else 1
        return Ledger({**self._pages, number // PAGE: {**page, number: value}}, self._size + grown)

    def __getitem__(self, number: int) -> T:
        return self._pages[number // PAGE][number]

    def __iter__(self) -> Iterator[int]:
        for page in self._pages.values():
            yield from page

    def down_from(self, number: float) -> Iterator[int]:
        """The numbers below `number`, the newest first, for whoever needs few. Newer pages stay shut."""
        for index in reversed([*self._pages]):
            if index * PAGE < number:
                yield from (key for key in reversed([*self._pages[index]]) if key < number)

    def __len__(self) -> int:
        return self._size

    def __repr__(self) -> str:
        return f"Ledger({dict(self)})"
