"""The run-sheet counts exchange and says what to think twice about."""

from __future__ import annotations

import pytest

from elearn.courses.run_sheets import Caution, Phase, Worry, cautions, exchange_share, length, read


def phase(kind: str, minutes: int, exchange: bool = False) -> Phase:
    return Phase(kind, minutes, exchange=exchange)


def test_what_lies_before_the_start_counts_for_nothing() -> None:
    phases = [phase("check_in_tech", -15, exchange=True), phase("welcome", 30), phase("breakout", 30, True)]

    assert (length(phases), exchange_share(phases)) == (60, 0.5)


def test_an_empty_run_sheet_has_no_exchange_and_no_cautions() -> None:
    assert (exchange_share([]), cautions([])) == (0.0, [])


@pytest.mark.parametrize(
    ("phases", "expected"),
    [
        ([phase("welcome", 6), phase("breakout", 4, True)], []),
        ([phase("welcome", 61 - 36), phase("break", 0), phase("breakout", 16, True)],
         [Caution(Worry.LITTLE_EXCHANGE, None, 39)]),
        ([phase("breakout", 50, True)], []),
        ([phase("breakout", 30, True), phase("closing_round", 21, True)], [Caution(Worry.LONG_BLOCK, 0, 51)]),
        ([phase("breakout", 30, True), phase("micro_break", 5), phase("breakout", 30, True)], []),
        ([phase("break", 5), phase("breakout", 51, True)], [Caution(Worry.LONG_BLOCK, 1, 51)]),
        ([phase("check_in_tech", -15), phase("breakout", 50, True)], []),
        ([phase("breakout", 30, True), phase("professional_input", 20)], []),
        ([phase("breakout", 29, True), phase("experience_talk", 21)], [Caution(Worry.LONG_INPUT, 1, 21)]),
    ],
)  # fmt: skip
def test_cautions(phases: list[Phase], expected: list[Caution]) -> None:
    assert cautions(phases) == expected


def test_a_phase_survives_being_stored() -> None:
    first = Phase("breakout", 25, "leaders", True, {"nb": "Smågrupper"}, {"nb": "Snakk sammen."}, "")

    assert read([first.to_json()]) == (first,)
