"""The story of an evening, from the log alone."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from rooms.core import commands as c
from rooms.story.attendance import attendance, waited_in_vain
from rooms.story.balance import per_group, per_side
from rooms.story.chapters import chapters, not_reached
from rooms.story.exchange import exchange
from rooms.story.moderation import moderation
from rooms.story.own import Topic, own_entries
from rooms.story.reading import Reading, read
from tests.cast import Cast
from tests.rooms.held import MINUTE, PAUSE, Held, hold, prepare


@pytest.fixture
def held(session: Session, cast: Cast) -> Held:
    return hold(session, cast)


def reading_of(held: Held) -> Reading:
    return read([item.entry for item in held.rooms.log.read(held.id)], held.at)


def test_each_phase_is_a_chapter_with_planned_and_real_minutes(held: Held) -> None:
    told = chapters(reading_of(held))

    assert [(each.when, round(each.planned_ms / MINUTE), round(each.real_ms / MINUTE)) for each in told] == [
        ("before", 0, 0),
        ("phase", 5, 6),
        ("phase", 15, 7),
        ("phase", 15, 15),
        ("phase", 45, 30),
        ("phase", 15, 15),
        ("phase", 5, 5),
    ]
    assert [phase.kind for phase in not_reached(reading_of(held))] == ["break", "closing_round"]


def test_minutes_that_were_added_are_not_told_as_planned(session: Session, cast: Cast) -> None:
    held = prepare(session, cast)
    for who in ("Marit", "Olav"):
        held.do(who, c.Enter())
    held.do("Marit", c.StartSession())
    held.do("Marit", c.BeginPhase(PAUSE))
    held.do("Olav", c.ExtendPhase(PAUSE, 2))

    (pause,) = (each for each in chapters(reading_of(held)) if each.phase and each.phase.kind == "break")

    assert (pause.planned_ms, pause.added_ms) == (10 * MINUTE, 2 * MINUTE)


def test_a_phase_one_comes_back_to_is_one_chapter(session: Session, cast: Cast) -> None:
    held = prepare(session, cast)
    for who in ("Marit", "Olav"):
        held.do(who, c.Enter())
    held.do("Marit", c.StartSession())
    held.do("Marit", c.BeginPhase(3))
    held.do("Olav", c.BeginPhase(1))

    assert [each.phase.kind for each in chapters(reading_of(held)) if each.phase] == [
        "welcome",
        "professional_input",
    ]


def test_who_spoke_and_who_passed_is_told_of_a_round(held: Held) -> None:
    opening = chapters(reading_of(held))[2].rounds[0]

    assert (opening.kind, len(opening.spoke), opening.passed) == ("opening", 6, {held.actors["Dag"].id})


def test_who_was_not_reached_in_a_round_is_told(session: Session, cast: Cast) -> None:
    held = prepare(session, cast)
    for who in ("Marit", "Olav", "Ana", "Bjørn"):
        if who in ("Ana", "Bjørn"):
            held.do(who, c.AcceptGroundRules())
        held.do(who, c.Enter())
    held.do("Marit", c.AdmitAll())
    held.do("Marit", c.StartSession())
    held.do("Marit", c.BeginPhase(2))
    held.do("Marit", c.FinishTurn(held.actors["Ana"].id))
    held.do("Marit", c.PassTurn(held.actors["Bjørn"].id))
    held.do("Marit", c.ReturnTurn(held.actors["Bjørn"].id))
    held.do("Marit", c.BeginPhase(3))

    opening = chapters(reading_of(held))[2].rounds[0]

    assert opening.spoke == {held.actors["Ana"].id}
    assert opening.passed == set()
    assert opening.not_reached == {held.actors[name].id for name in ("Marit", "Olav", "Bjørn")}


def test_what_is_said_in_a_small_group_is_in_no_chapter(held: Held) -> None:
    said = [number for each in chapters(reading_of(held)) for number in each.said]

    assert said == [held.made["said"], held.made["rude"]]


def test_minutes_are_those_of_the_session_and_late_and_early_are_noticed(held: Held) -> None:
    rows = {each.name: each for each in attendance(reading_of(held))}

    minutes = {name: round(each.present_ms / MINUTE) for name, each in rows.items()}
    assert minutes == {
        **dict.fromkeys(("Marit", "Olav", "Tove", "Ana", "Cecilie", "Dag"), 79),
        "Bjørn": 59,
        "Elin": 69,
        "Farid": 66,
    }
    assert (round(rows["Farid"].late_ms / MINUTE), round(rows["Elin"].early_ms / MINUTE)) == (13, 10)
    assert (rows["Ana"].late_ms, rows["Ana"].early_ms, rows["Ana"].left) == (0, 0, None)


def test_who_waited_and_was_never_let_in_is_told_apart(session: Session, cast: Cast) -> None:
    held = prepare(session, cast)
    held.do("Marit", c.Enter())
    held.do("Kari", c.AcceptGroundRules())
    held.do("Kari", c.Enter())

    room = reading_of(held).room

    assert [member.name for member in waited_in_vain(room)] == ["Kari"]
    assert [each.name for each in attendance(reading_of(held))] == ["Marit"]


def test_exchange_is_counted_by_the_clock_and_not_by_the_plan(held: Held) -> None:
    shares = exchange(reading_of(held))

    assert round(shares.planned, 2) == round(70 / 120, 2)
    assert shares.real is not None
    assert round(shares.real, 2) == round(37 / 79, 2)


def test_the_word_is_summed_per_side_and_per_group(held: Held) -> None:
    room = reading_of(held).room

    assert [(share.name, share.turns) for share in per_side(room)] == [
        ("professional", 1),
        ("experienced_user", 1),
        ("participants", 5),
    ]
    assert [share.name for share in per_group(room)] == ["1", "2"]


def test_the_record_tells_who_did_what_why_and_what_was_taken_back(held: Held) -> None:
    acts = moderation(reading_of(held))

    assert [(type(act.event).__name__, bool(act.undone_by), act.undo) for act in acts] == [
        ("MemberSeated", False, None),
        ("MemberSeated", False, None),
        ("ChatClosed", True, None),
        ("MessageHidden", False, c.ShowMessage(held.made["rude"])),
        ("MemberMuted", True, None),
        ("MemberRemoved", False, c.LetBackIn(held.actors["Bjørn"].id)),
    ]
    assert len(acts[0].people) == 5


def test_what_matters_only_while_it_goes_on_cannot_be_taken_back_afterwards(
    session: Session, cast: Cast
) -> None:
    held = prepare(session, cast)
    for who in ("Marit", "Olav"):
        held.do(who, c.Enter())
    held.do("Marit", c.StartSession())
    held.do("Marit", c.SetSlowMode(30))

    during = moderation(reading_of(held))[-1].undo
    held.do("Marit", c.EndSession())
    afterwards = moderation(reading_of(held))[-1].undo

    assert (during, afterwards) == (c.SetSlowMode(0), None)


def test_moving_people_between_open_groups_is_an_act_and_making_groups_is_none(
    session: Session, cast: Cast
) -> None:
    held = prepare(session, cast)
    for who in ("Marit", "Olav"):
        held.do(who, c.Enter())
    for who in ("Ana", "Dag"):
        held.do(who, c.AcceptGroundRules())
        held.do(who, c.Enter())
    held.do("Marit", c.AdmitAll())
    held.do("Marit", c.StartSession())
    held.do("Marit", c.PrepareBreakouts("by_hand", 3, 10))
    for who in ("Ana", "Dag"):
        held.do("Marit", c.AssignToBreakout(held.actors[who].id, 1))
    held.do("Marit", c.OpenBreakouts())
    held.do("Marit", c.AssignToBreakout(held.actors["Dag"].id, 0))

    names = [type(act.event).__name__ for act in moderation(reading_of(held))]

    assert names == ["MemberSeated", "BreakoutAssigned"]


def test_ones_own_part_leaves_out_what_others_confided(held: Held) -> None:
    bjorn = own_entries(reading_of(held), held.actors["Bjørn"].id)
    olav = own_entries(reading_of(held), held.actors["Olav"].id)

    assert Topic.REPORTS not in bjorn
    assert Topic.REPORTS not in olav
    assert [type(entry.event).__name__ for entry in bjorn[Topic.MODERATION]] == [
        "MessageHidden",
        "MemberMuted",
        "MemberUnmuted",
        "MemberRemoved",
    ]
