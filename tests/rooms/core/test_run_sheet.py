"""The run-sheet: it moves everybody, counts real time, and can be changed ahead."""

from dataclasses import replace

import pytest

from rooms.core.commands import (
    BeginPhase,
    ChangeRunSheet,
    ExtendPhase,
    GiveWord,
    NextPhase,
    OpenBreakouts,
    PrepareBreakouts,
)
from rooms.core.events import (
    BreakoutsClosed,
    PhaseBegun,
    PhaseExtended,
    RoundClosed,
    RunSheetChanged,
    WordEnded,
)
from rooms.core.figures import phase_ms, planned_ms
from rooms.core.refusals import Code
from rooms.core.run_sheet import exchange_share
from rooms.core.state import PhaseTime
from tests.rooms.core.story import (
    BREAKOUT,
    CHECK,
    CHECK_IN,
    CLOSING,
    EVENING,
    GATHERED,
    MARIT,
    MINUTE,
    OLAV,
    OPENING,
    RUN_SHEET,
    TALK,
    WELCOME,
    after,
    decided,
    refused,
)

LONGER = (*RUN_SHEET[:TALK], replace(RUN_SHEET[TALK], minutes=10), *RUN_SHEET[BREAKOUT:])


def test_the_next_phase_begins():
    assert decided(by=OLAV, when=NextPhase(after=WELCOME))[0] == PhaseBegun(OPENING)


def test_two_leaders_pressing_next_at_once_move_once():
    given = [(MARIT, NextPhase(after=WELCOME))]

    assert decided(given=given, by=OLAV, when=NextPhase(after=WELCOME)) == []


def test_beginning_the_running_phase_changes_nothing():
    assert decided(by=MARIT, when=BeginPhase(WELCOME)) == []


def test_an_opening_phase_opens_a_round_that_shares_its_minutes():
    phase, opened = decided(by=MARIT, when=BeginPhase(OPENING))

    assert phase == PhaseBegun(OPENING)
    assert (opened.kind, sorted(opened.order)) == (
        "opening",
        ["ana", "bjorn", "cecilie", "dag", "elin", "farid", "marit", "olav"],
    )
    assert opened.seconds_each == 14 * 60 // 8


def test_leaving_a_phase_closes_its_round_its_groups_and_the_word():
    given = [
        (MARIT, BeginPhase(OPENING)),
        (MARIT, PrepareBreakouts()),
        (MARIT, OpenBreakouts()),
        (MARIT, GiveWord("ana")),
    ]

    events = decided(given=given, by=OLAV, when=BeginPhase(TALK))

    assert events == [WordEnded("ana"), RoundClosed(), BreakoutsClosed(), PhaseBegun(TALK)]


def test_a_phase_of_before_the_start_does_not_come_back():
    assert refused(by=MARIT, when=BeginPhase(CHECK_IN)) == Code.NO_SUCH_PHASE
    assert refused(by=MARIT, when=BeginPhase(99)) == Code.NO_SUCH_PHASE
    assert refused(by=MARIT, when=BeginPhase(-1)) == Code.NO_SUCH_PHASE


def test_there_is_nothing_after_the_last_phase():
    given = [(MARIT, BeginPhase(CHECK))]

    assert refused(given=given, by=MARIT, when=NextPhase(after=CHECK)) == Code.NO_SUCH_PHASE


def test_no_phase_begins_before_the_session():
    assert refused(by=MARIT, when=BeginPhase(WELCOME), since=GATHERED) == Code.NOT_STARTED
    assert refused(by=MARIT, when=NextPhase(after=CHECK_IN), since=GATHERED) == Code.NOT_STARTED
    assert refused(by=MARIT, when=ExtendPhase(WELCOME, 5), since=GATHERED) == Code.NOT_STARTED


def test_planned_and_real_time_are_kept_apart():
    begun = EVENING.at
    room = after((MARIT, BeginPhase(TALK), begun + 8 * MINUTE))

    assert room.run_sheet.times[WELCOME] == PhaseTime(begun, begun + 8 * MINUTE, 8 * MINUTE)
    assert (room.run_sheet.current, room.run_sheet.since) == (TALK, begun + 8 * MINUTE)
    assert room.run_sheet.ends_at == begun + (8 + 15) * MINUTE
    assert phase_ms(room, WELCOME, room.at) == 8 * MINUTE
    assert phase_ms(room, TALK, room.at + MINUTE) == MINUTE
    assert phase_ms(room, CLOSING, room.at) == 0


def test_going_back_after_a_mistake_gives_what_was_left_of_the_phase():
    begun = EVENING.at
    room = after(
        (MARIT, BeginPhase(TALK), begun + 2 * MINUTE), (MARIT, BeginPhase(WELCOME), begun + 3 * MINUTE)
    )

    assert room.run_sheet.ends_at == begun + (3 + 3) * MINUTE


def test_a_phase_is_given_more_time_or_less():
    room = after((MARIT, ExtendPhase(WELCOME, 5)))

    assert room.run_sheet.ends_at == EVENING.run_sheet.ends_at + 5 * MINUTE
    assert planned_ms(room, WELCOME) == 10 * MINUTE
    assert decided(by=MARIT, when=ExtendPhase(WELCOME, -2)) == [PhaseExtended(WELCOME, -2)]
    assert decided(by=MARIT, when=ExtendPhase(WELCOME, 0)) == []


def test_taking_away_more_time_than_is_left_ends_it_now():
    room = after((MARIT, ExtendPhase(WELCOME, -60)))

    assert room.run_sheet.ends_at == room.at


def test_only_the_running_phase_is_extended_and_not_without_bounds():
    assert refused(by=MARIT, when=ExtendPhase(TALK, 5)) == Code.PHASE_PASSED
    assert refused(by=MARIT, when=ExtendPhase(WELCOME, 61)) == Code.OUT_OF_RANGE


def test_the_run_sheet_is_changed_ahead():
    assert decided(by=OLAV, when=ChangeRunSheet(LONGER)) == [RunSheetChanged(LONGER)]
    assert after((OLAV, ChangeRunSheet(LONGER))).run_sheet.phases == LONGER
    assert decided(by=OLAV, when=ChangeRunSheet(RUN_SHEET)) == []


def test_what_has_begun_is_not_rewritten():
    given = [(MARIT, BeginPhase(TALK)), (MARIT, BeginPhase(WELCOME))]

    assert refused(given=given, by=MARIT, when=ChangeRunSheet(LONGER)) == Code.PHASE_PASSED
    assert refused(given=given, by=MARIT, when=ChangeRunSheet(RUN_SHEET[:3])) == Code.PHASE_PASSED


@pytest.mark.parametrize(
    "phases",
    [
        (),
        RUN_SHEET[:1],
        RUN_SHEET * 6,
        (replace(RUN_SHEET[1], minutes=0),),
        (replace(RUN_SHEET[1], minutes=241),),
        (*RUN_SHEET[1:], RUN_SHEET[0]),
        (replace(RUN_SHEET[1], title={"a-very-long-language": "x"}),),
    ],
)
def test_a_run_sheet_that_cannot_be_held_is_refused(phases):
    assert refused(by=MARIT, when=ChangeRunSheet(phases), since=GATHERED) == Code.BAD_RUN_SHEET


def test_titles_in_the_run_sheet_are_cleaned_and_bounded():
    turned = (replace(RUN_SHEET[1], title={"nb": "\u202eVelkommen\x00"}),)
    endless = (replace(RUN_SHEET[1], title={"nb": "x" * 201}),)

    [event] = decided(by=MARIT, when=ChangeRunSheet(turned), since=GATHERED)

    assert event.phases[0].title == {"nb": "Velkommen"}
    assert refused(by=MARIT, when=ChangeRunSheet(endless), since=GATHERED) == Code.TOO_LONG


def test_the_share_of_exchange_is_counted_from_the_start_on():
    assert exchange_share(RUN_SHEET) == (14 + 25 + 7) / (5 + 14 + 15 + 25 + 7 + 3)
    assert exchange_share(()) == 0.0
