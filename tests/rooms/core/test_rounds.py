"""Rounds: everybody is heard in an order all can see, and anyone may pass."""

from dataclasses import replace

from rooms.core.commands import (
    Admit,
    CloseRound,
    Enter,
    FinishTurn,
    LoseConnection,
    OpenRound,
    PassTurn,
    PostponeTurn,
    RemoveMember,
    ReturnTurn,
    TakeBreak,
)
from rooms.core.decisions.rounds import draw_order
from rooms.core.events import BreakTaken, RoundClosed, RoundOpened, TurnPassed, TurnPostponed
from rooms.core.refusals import Code
from rooms.core.state import Airtime
from tests.rooms.core.story import (
    ANA,
    EVENING,
    GERD,
    GROUP,
    MARIT,
    OLAV,
    SECOND,
    TOVE,
    after,
    decided,
    refused,
)

ROUND = after((MARIT, OpenRound("free", "Hva tar du med deg?", 60)))
FIRST_ONE, SECOND_ONE, *REST = ROUND.round.order
PEOPLE = {person.id: person for person in (MARIT, OLAV, *GROUP)}
NOW, NEXT = PEOPLE[FIRST_ONE], PEOPLE[SECOND_ONE]


def test_the_order_goes_round_the_table_from_a_drawn_seat():
    seats = [EVENING.members[person].seat for person in ROUND.round.order]
    start = seats.index(min(seats))

    assert seats[start:] + seats[:start] == sorted(seats)
    assert ROUND.round.current == ROUND.round.order[0]


def test_the_same_room_draws_the_same_order():
    command = OpenRound("free", "", 60)

    assert decided(by=MARIT, when=command) == decided(by=MARIT, when=command)


def test_other_evenings_draw_other_first_seats():
    first = {draw_order(replace(EVENING, id=f"room-{number}"))[0] for number in range(60)}

    assert first == set(PEOPLE)


def test_the_technical_host_and_those_away_are_not_in_the_round():
    room = after((ANA, LoseConnection()), (MARIT, OpenRound()))

    assert set(room.round.order) == set(PEOPLE) - {"ana"}


def test_two_leaders_opening_the_same_round_open_one():
    assert decided(by=OLAV, when=OpenRound("free"), since=ROUND) == []


def test_another_kind_of_round_closes_the_first():
    events = decided(by=OLAV, when=OpenRound("closing"), since=ROUND)

    assert [type(event) for event in events] == [RoundClosed, RoundOpened]


def test_a_round_needs_people():
    given = [(person, LoseConnection()) for person in (MARIT, OLAV, *GROUP)]

    assert refused(given=given, by=MARIT, when=OpenRound()) == Code.TOO_FEW_PEOPLE


def test_a_timer_is_at_most_ten_minutes():
    assert refused(by=MARIT, when=OpenRound("free", "", 601)) == Code.OUT_OF_RANGE


def test_finishing_a_turn_gives_it_to_the_next():
    room = after((NOW, FinishTurn()), since=ROUND)

    assert (room.round.states[FIRST_ONE], room.round.current) == ("done", SECOND_ONE)
    assert room.balance[FIRST_ONE] == Airtime(SECOND, 1)


def test_two_leaders_moving_on_at_once_move_once():
    given = [(MARIT, FinishTurn(FIRST_ONE))]

    assert decided(given=given, by=OLAV, when=FinishTurn(FIRST_ONE), since=ROUND) == []


def test_nobody_ends_the_turn_of_another_but_a_leader():
    given = [(MARIT, FinishTurn("marit")), (MARIT, FinishTurn("olav"))]

    assert refused(given=given, by=ANA, when=FinishTurn("bjorn"), since=ROUND) == Code.NOT_YOUR_TURN
    assert refused(given=given, by=MARIT, when=FinishTurn("bjorn"), since=ROUND) is None


def test_nobody_finishes_before_their_turn():
    waits = next(PEOPLE[person] for person in reversed(ROUND.round.order) if PEOPLE[person] in GROUP)

    assert refused(by=waits, when=FinishTurn(), since=ROUND) == Code.NOT_YOUR_TURN


def test_anyone_may_pass_at_any_time():
    waits = PEOPLE[ROUND.round.order[-1]]

    assert decided(by=waits, when=PassTurn(), since=ROUND) == [TurnPassed(waits.id)]
    assert after((NOW, PassTurn()), since=ROUND).round.current == SECOND_ONE
    assert decided(given=[(NOW, PassTurn())], by=NOW, when=PassTurn(), since=ROUND) == []


def test_passing_counts_as_no_turn():
    assert after((NOW, PassTurn()), since=ROUND).balance == {}


def test_whoever_passed_may_come_in_after_all_as_the_last():
    room = after((NOW, PassTurn()), (NOW, ReturnTurn()), since=ROUND)

    assert (room.round.order[-1], room.round.states[FIRST_ONE]) == (FIRST_ONE, "waiting")
    assert decided(by=MARIT, when=ReturnTurn(FIRST_ONE), since=room) == []


def test_come_back_to_me_moves_the_turn_last():
    room = after((NOW, PostponeTurn()), since=ROUND)

    assert (room.round.current, room.round.order[-1]) == (SECOND_ONE, FIRST_ONE)


def test_the_last_to_wait_cannot_be_later():
    assert decided(by=MARIT, when=PostponeTurn(ROUND.round.order[-1]), since=ROUND) == []


def test_the_round_is_over_when_everybody_has_had_their_turn():
    room = after(*((MARIT, FinishTurn(person)) for person in ROUND.round.order), since=ROUND)

    assert room.round.current == ""
    assert set(room.round.states.values()) == {"done"}


def test_somebody_who_returns_when_all_are_done_has_the_turn_at_once():
    done = [(MARIT, FinishTurn(person)) for person in ROUND.round.order[1:]]
    room = after((NOW, PassTurn()), *done, (NOW, ReturnTurn()), since=ROUND)

    assert room.round.current == FIRST_ONE


def test_whoever_comes_in_during_a_round_gets_a_turn():
    room = after((GERD, Enter()), (MARIT, Admit("gerd")), since=ROUND)

    assert room.round.order == (*ROUND.round.order, "gerd")


def test_the_technical_host_coming_late_gets_no_turn():
    away = after((TOVE, LoseConnection()), (TOVE, Enter()), since=ROUND)

    assert away.round.order == ROUND.round.order


def test_a_lost_line_keeps_the_place_in_the_round():
    assert after((NEXT, LoseConnection()), (NEXT, Enter()), since=ROUND).round == ROUND.round


def test_a_break_in_ones_turn_moves_it_last():
    assert decided(by=NOW, when=TakeBreak(), since=ROUND) == [TurnPostponed(FIRST_ONE), BreakTaken()]


def test_a_break_as_the_last_one_passes():
    done = [(MARIT, FinishTurn(person)) for person in ROUND.round.order[1:]]

    events = decided(given=done, by=NOW, when=TakeBreak(), since=ROUND)

    assert events == [TurnPassed(FIRST_ONE), BreakTaken()]


def test_somebody_removed_is_passed_over():
    who = next(person for person in ROUND.round.order if PEOPLE[person] in GROUP)
    room = after((MARIT, RemoveMember(who, "Truer andre")), since=ROUND)

    assert room.round.states[who] == "passed"
    assert room.round.current != who


def test_there_are_no_turns_without_a_round_or_outside_it():
    assert refused(by=ANA, when=PassTurn()) == Code.NO_ROUND
    assert refused(by=MARIT, when=FinishTurn("tove"), since=ROUND) == Code.NO_ROUND


def test_closing_counts_the_running_turn_and_happens_once():
    room = after((OLAV, CloseRound()), since=ROUND)

    assert room.round is None
    assert room.balance == {FIRST_ONE: Airtime(SECOND, 1)}
    assert decided(by=MARIT, when=CloseRound(), since=room) == []
