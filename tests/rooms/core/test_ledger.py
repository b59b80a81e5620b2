"""The collection that messages are kept in."""

import math

from hypothesis import given
from hypothesis import strategies as st

from rooms.core.ledger import Ledger


@given(st.lists(st.tuples(st.integers(0, 500), st.integers())))
def test_it_reads_like_a_dictionary(puts):
    ledger, expected = Ledger(), {}

    for number, value in puts:
        ledger, expected = ledger.put(number, value), {**expected, number: value}

    assert ledger == expected
    assert len(ledger) == len(expected)
    assert (ledger.get(501), 501 in ledger) == (None, False)


def test_putting_something_leaves_the_earlier_one_as_it_was():
    first = Ledger().put(1, "Hei")

    second = first.put(2, "Hallo").put(1, "Hei igjen")

    assert first == {1: "Hei"}
    assert second == {1: "Hei igjen", 2: "Hallo"}


def test_it_keeps_the_order_of_the_log():
    numbers = [3, 64, 65, 200, 1_000]
    ledger = Ledger()

    for number in numbers:
        ledger = ledger.put(number, str(number))

    assert list(ledger) == numbers
    assert list(ledger.down_from(math.inf)) == numbers[::-1]
    assert list(ledger.down_from(200)) == [65, 64, 3]
    assert repr(Ledger().put(1, "Hei")) == "Ledger({1: 'Hei'})"
