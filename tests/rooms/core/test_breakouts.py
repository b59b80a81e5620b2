"""Small groups: three or four to each, back by themselves, a leader only when announced."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.core.actors import CLOCK
from rooms.core.commands import (
    Admit,
    AssignToBreakout,
    BroadcastToBreakouts,
    CallLeader,
    ChooseBreakout,
    CloseBreakouts,
    CloseSideRoom,
    Enter,
    ExtendBreakouts,
    GiveWord,
    LeaveBreakout,
    LoseConnection,
    OpenBreakouts,
    OpenSideRoom,
    PrepareBreakouts,
    RemoveMember,
    TakeBreak,
    Tick,
    VisitBreakout,
)
from rooms.core.decisions.clock import next_deadline
from rooms.core.decisions.grouping import divide
from rooms.core.events import (
    BreakoutAssigned,
    BreakoutsClosed,
    BreakoutsClosing,
    BreakoutsExtended,
    BreakoutsOpened,
    BreakoutsPrepared,
    LeaderEntered,
    LeaderReturned,
    WordEnded,
)
from rooms.core.refusals import Code
from rooms.core.state import Call
from tests.rooms.core.story import (
    ANA,
    BJORN,
    DAG,
    ELIN,
    EVENING,
    GERD,
    GROUP,
    MARIT,
    MINUTE,
    OLAV,
    SECOND,
    after,
    decided,
    refused,
)

BY_HAND = after(
    (MARIT, PrepareBreakouts("by_hand", 3, 10)),
    (MARIT, AssignToBreakout("ana", 1)),
    (MARIT, AssignToBreakout("bjorn", 1)),
    (OLAV, AssignToBreakout("cecilie", 2)),
    (OLAV, AssignToBreakout("dag", 2)),
)
OPEN = after((MARIT, OpenBreakouts()), since=BY_HAND)


def place(room, person):
    return room.members[person].place


@pytest.mark.parametrize(
    ("people", "size", "sizes"),
    [
        (2, 4, [2]), (3, 4, [3]), (4, 4, [4]), (5, 4, [3, 2]), (6, 4, [3, 3]), (7, 4, [4, 3]),
        (8, 4, [4, 4]), (9, 4, [3, 3, 3]), (10, 4, [4, 3, 3]), (12, 4, [4, 4, 4]),
        (25, 4, [4, 4, 4, 4, 3, 3, 3]),
        (4, 3, [4]), (5, 3, [3, 2]), (7, 3, [4, 3]), (8, 3, [4, 4]), (10, 3, [4, 3, 3]), (11, 3, [4, 4, 3]),
        (3, 2, [3]), (5, 2, [3, 2]), (6, 2, [2, 2, 2]), (7, 6, [4, 3]),
    ],
)  # fmt: skip
def test_people_are_divided_as_evenly_as_can_be(people, size, sizes):
    groups = divide([str(number) for number in range(people)], size)

    assert [len(group) for group in groups] == sizes


@given(people=st.integers(2, 40), size=st.integers(2, 6))
def test_nobody_is_alone_left_out_or_in_two_groups(people, size):
    everybody = [str(number) for number in range(people)]

    groups = divide(everybody, size)

    assert sorted(person for group in groups for person in group) == sorted(everybody)
    assert min(map(len, groups)) >= 2
    assert max(map(len, groups)) - min(map(len, groups)) <= 1
    assert max(map(len, groups)) <= max(size + 1, 4)


def test_random_groups_hold_the_participants_who_are_here_and_not_on_a_break():
    given = [(ANA, LoseConnection()), (BJORN, TakeBreak())]

    [event] = decided(given=given, by=MARIT, when=PrepareBreakouts("random", 4, 15))

    assert sorted(person for group in event.groups for person in group) == ["cecilie", "dag", "elin", "farid"]


def test_groups_of_chance_are_drawn_the_same_from_the_same_room():
    command = PrepareBreakouts("random", 3, 15)

    assert decided(by=MARIT, when=command) == decided(by=MARIT, when=command)


def test_groups_need_two_people_and_sensible_numbers():
    alone = [(person, LoseConnection()) for person in GROUP[1:]]

    assert refused(given=alone, by=MARIT, when=PrepareBreakouts()) == Code.TOO_FEW_PEOPLE
    assert refused(by=MARIT, when=PrepareBreakouts("random", 7)) == Code.OUT_OF_RANGE
    assert refused(by=MARIT, when=PrepareBreakouts("random", 4, 0)) == Code.OUT_OF_RANGE


def test_the_groups_of_last_time_meet_again_and_newcomers_join_the_smallest():
    [event] = decided(by=MARIT, when=PrepareBreakouts("as_before"))

    # Gerd was in the first group last time and is away; Farid is new.
    assert event.groups == (("ana", "bjorn", "farid"), ("cecilie", "dag", "elin"))


def test_groups_opened_this_evening_count_as_the_last_ones():
    given = [(MARIT, CloseBreakouts(0))]

    [event] = decided(given=given, by=MARIT, when=PrepareBreakouts("as_before"), since=OPEN)

    assert event.groups == (("ana", "bjorn", "elin"), ("cecilie", "dag", "farid"))


def test_without_earlier_groups_there_is_nothing_to_use_again():
    fresh = replace(EVENING, about=replace(EVENING.about, earlier_groups=()))

    assert refused(by=MARIT, when=PrepareBreakouts("as_before"), since=fresh) == Code.NO_GROUPS_BEFORE


def test_open_groups_are_not_made_anew():
    assert refused(by=OLAV, when=PrepareBreakouts(), since=OPEN) == Code.BREAKOUTS_OPEN


def test_a_leader_moves_somebody_to_another_group_also_while_they_are_open():
    room = after((MARIT, AssignToBreakout("ana", 2)), since=OPEN)

    assert room.breakouts.groups == (("bjorn",), ("cecilie", "dag", "ana"))
    assert place(room, "ana") == "group-2"
    assert decided(by=OLAV, when=AssignToBreakout("ana", 2), since=room) == []
    assert place(after((MARIT, AssignToBreakout("ana", 0)), since=room), "ana") == "main"


def test_only_participants_with_a_seat_are_put_in_groups_that_exist():
    assert refused(by=MARIT, when=AssignToBreakout("olav", 1), since=OPEN) == Code.NOT_ON_STAFF
    assert refused(by=MARIT, when=AssignToBreakout("vidar", 1), since=OPEN) == Code.NO_SUCH_MEMBER
    assert refused(by=MARIT, when=AssignToBreakout("ana", 3), since=OPEN) == Code.NO_SUCH_GROUP
    assert refused(by=MARIT, when=AssignToBreakout("ana", 1)) == Code.NO_BREAKOUTS


def test_participants_choose_when_the_leaders_let_them():
    by_choice = after((MARIT, PrepareBreakouts("choice", 2, 10)))

    assert decided(by=ANA, when=ChooseBreakout(1), since=by_choice) == [BreakoutAssigned("ana", 1)]
    assert refused(by=ANA, when=ChooseBreakout(1), since=BY_HAND) == Code.NOT_BY_CHOICE
    assert refused(by=ANA, when=ChooseBreakout(1)) == Code.NO_BREAKOUTS
    assert refused(by=ANA, when=ChooseBreakout(9), since=by_choice) == Code.NO_SUCH_GROUP


def test_a_chosen_group_may_be_full():
    chosen = [(person, ChooseBreakout(1)) for person in GROUP[:3]]
    by_choice = after((MARIT, PrepareBreakouts("choice", 2, 10)), *chosen)

    assert refused(by=DAG, when=ChooseBreakout(1), since=by_choice) == Code.GROUP_FULL
    assert decided(by=ANA, when=ChooseBreakout(1), since=by_choice) == []
    assert decided(by=ANA, when=ChooseBreakout(0), since=by_choice) == [BreakoutAssigned("ana", 0)]


def test_opening_moves_everybody_to_their_group_and_leaves_the_others():
    assert (place(OPEN, "ana"), place(OPEN, "dag"), place(OPEN, "elin")) == ("group-1", "group-2", "main")
    assert OPEN.breakouts.ends_at == OPEN.at + 10 * MINUTE
    assert decided(by=OLAV, when=OpenBreakouts(), since=OPEN) == []


def test_opening_ends_the_word():
    events = decided(given=[(MARIT, GiveWord("ana"))], by=MARIT, when=OpenBreakouts(), since=BY_HAND)

    assert [type(event) for event in events] == [WordEnded, BreakoutsOpened]


def test_only_groups_with_somebody_in_them_are_opened():
    assert refused(by=MARIT, when=OpenBreakouts()) == Code.NO_BREAKOUTS
    assert (
        refused(given=[(MARIT, PrepareBreakouts("by_hand"))], by=MARIT, when=OpenBreakouts())
        == Code.TOO_FEW_PEOPLE
    )


def test_somebody_whose_line_drops_comes_back_to_their_group():
    room = after((ANA, LoseConnection()), (ANA, Enter()), since=OPEN)

    assert (place(room, "ana"), room.members["ana"].here) == ("group-1", True)


def test_somebody_new_stays_in_the_main_room_until_placed():
    room = after((GERD, Enter()), (MARIT, Admit("gerd")), since=OPEN)

    assert place(room, "gerd") == "main"
    assert place(after((MARIT, AssignToBreakout("gerd", 1)), since=room), "gerd") == "group-1"


def test_a_group_all_have_left_stays_a_group_and_calls_nobody():
    room = after(
        (ANA, CallLeader()),
        (MARIT, RemoveMember("ana", "Trakasserer")),
        (MARIT, RemoveMember("bjorn", "Trakasserer")),
        since=OPEN,
    )

    assert room.breakouts.groups == ((), ("cecilie", "dag"))
    assert room.breakouts.calls == {}


def test_a_group_calls_a_leader_and_the_visit_answers_it():
    called = after((ANA, CallLeader()), since=OPEN)

    assert called.breakouts.calls == {"group-1": Call("ana", called.at)}
    assert decided(by=BJORN, when=CallLeader(), since=called) == []
    visited = after((OLAV, VisitBreakout("group-1")), since=called)
    assert (place(visited, "olav"), visited.breakouts.calls) == ("group-1", {})


def test_a_leaders_entry_and_return_are_announced():
    visited = after((OLAV, VisitBreakout("group-1")), since=OPEN)

    assert decided(by=OLAV, when=VisitBreakout("group-2"), since=OPEN) == [LeaderEntered("group-2")]
    assert decided(by=OLAV, when=VisitBreakout("group-1"), since=visited) == []
    assert decided(by=OLAV, when=LeaveBreakout(), since=visited) == [LeaderReturned("group-1")]
    assert place(after((OLAV, LeaveBreakout()), since=visited), "olav") == "main"
    assert decided(by=OLAV, when=LeaveBreakout(), since=OPEN) == []


def test_a_leader_visits_only_groups_that_are_open():
    assert refused(by=OLAV, when=VisitBreakout("group-3"), since=OPEN) == Code.NO_SUCH_GROUP
    assert refused(by=OLAV, when=VisitBreakout("side-1"), since=OPEN) == Code.NO_SUCH_GROUP
    assert refused(by=OLAV, when=VisitBreakout("group-1"), since=BY_HAND) == Code.NO_BREAKOUTS
    given = [(OLAV, OpenSideRoom("elin"))]
    assert refused(given=given, by=OLAV, when=VisitBreakout("group-1"), since=OPEN) == Code.IN_SIDE_ROOM


def test_calling_from_the_main_room_is_not_needed():
    assert refused(by=ELIN, when=CallLeader(), since=OPEN) == Code.NOT_IN_GROUP


def test_a_broadcast_reaches_the_open_groups():
    room = after((MARIT, BroadcastToBreakouts("Fem minutter igjen")), since=OPEN)

    assert room.breakouts.broadcasts[room.seq].text == "Fem minutter igjen"
    assert refused(by=MARIT, when=BroadcastToBreakouts("Hei"), since=BY_HAND) == Code.NO_BREAKOUTS
    assert refused(by=MARIT, when=BroadcastToBreakouts(" "), since=OPEN) == Code.EMPTY


def test_closing_counts_down_and_the_second_leader_does_not_stretch_it():
    closing = after((MARIT, CloseBreakouts(30)), since=OPEN)

    assert (closing.breakouts.closing, closing.breakouts.ends_at) == (True, closing.at + 30 * SECOND)
    assert decided(by=OLAV, when=CloseBreakouts(30), since=closing) == []
    assert decided(by=OLAV, when=CloseBreakouts(0), since=closing) == [BreakoutsClosed()]
    assert decided(by=OLAV, when=CloseBreakouts(5), since=closing) == [
        BreakoutsClosing(closing.at + 6 * SECOND)
    ]


def test_a_countdown_never_makes_the_groups_longer():
    ends_at = OPEN.breakouts.ends_at
    late = ends_at - 5 * SECOND

    assert decided(by=OLAV, when=CloseBreakouts(30), since=OPEN, at=late) == [BreakoutsClosing(ends_at)]


def test_more_minutes_call_the_countdown_off():
    room = after((MARIT, CloseBreakouts(30)), (OLAV, ExtendBreakouts(5)), since=OPEN)

    assert not room.breakouts.closing
    assert room.breakouts.ends_at == OPEN.at + SECOND + 30 * SECOND + 5 * MINUTE


def test_groups_are_extended_within_bounds_and_only_while_open():
    assert decided(by=MARIT, when=ExtendBreakouts(-30), since=OPEN) == [BreakoutsExtended(OPEN.at + SECOND)]
    assert decided(by=MARIT, when=ExtendBreakouts(0), since=OPEN) == []
    assert refused(by=MARIT, when=ExtendBreakouts(61), since=OPEN) == Code.OUT_OF_RANGE
    assert refused(by=MARIT, when=ExtendBreakouts(5), since=BY_HAND) == Code.NO_BREAKOUTS


def test_everybody_is_back_by_themselves_when_time_is_up():
    ends_at = OPEN.breakouts.ends_at
    visiting = after((OLAV, VisitBreakout("group-1")), since=OPEN)

    assert next_deadline(OPEN) == ends_at
    assert decided(by=CLOCK, when=Tick(), since=OPEN, at=ends_at - 1) == []
    assert decided(by=CLOCK, when=Tick(), since=OPEN, at=ends_at) == [BreakoutsClosed()]
    back = after((CLOCK, Tick(), ends_at), since=visiting)
    assert {member.place for member in back.members.values()} == {"main"}
    assert back.breakouts.last_groups == OPEN.breakouts.groups
    assert decided(by=OLAV, when=CloseBreakouts(), since=back) == []


def test_a_side_room_outlasts_the_groups_and_leads_back_to_where_the_others_are():
    aside = after((MARIT, OpenSideRoom("ana")), since=OPEN)
    moved = after((OLAV, AssignToBreakout("ana", 2)), since=aside)
    back_in_group = after((MARIT, CloseSideRoom("side-1")), since=moved)
    back_in_main = after((OLAV, CloseBreakouts(0)), (ANA, CloseSideRoom("side-1")), since=aside)

    assert (place(moved, "ana"), place(back_in_group, "ana")) == ("side-1", "group-2")
    assert place(back_in_main, "ana") == "main"


def test_groups_prepared_and_abandoned_are_not_the_last_ones():
    assert after((MARIT, PrepareBreakouts("random", 3))).breakouts.last_groups == ()
    assert BreakoutsPrepared in [type(event) for event in decided(by=MARIT, when=PrepareBreakouts())]
