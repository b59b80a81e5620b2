"""The door: knocking, being let in, one durable seat, leaving quietly."""

from dataclasses import replace

from rooms.core.actors import Part
from rooms.core.commands import (
    AcceptGroundRules,
    Admit,
    AdmitAll,
    EndBreak,
    Enter,
    FinishTurn,
    LeaveRoom,
    LetBackIn,
    LockRoom,
    LoseConnection,
    OpenRound,
    OpenSideRoom,
    RaiseHand,
    RemoveMember,
    TakeBreak,
    TakePen,
    UnlockRoom,
)
from rooms.core.events import (
    BreakEnded,
    BreakTaken,
    GroundRulesAccepted,
    MemberArrived,
    MemberChanged,
    MemberKnocked,
    MemberLeft,
    MemberSeated,
    PenPutDown,
    RoomLocked,
    RoomPrepared,
    RoomUnlocked,
    SideRoomClosed,
    TurnPostponed,
)
from rooms.core.refusals import Code
from rooms.core.rules import seated, waiting
from rooms.core.state import EMPTY, Standing, Stay
from tests.rooms.core.story import (
    ANA,
    BJORN,
    CLOCK,
    ENDED,
    EVENING,
    GATHERED,
    GERD,
    GROUP,
    HARALD,
    INGER,
    MARIT,
    OLAV,
    PREPARE,
    PREPARED,
    SECOND,
    SUNNIVA,
    TOVE,
    after,
    decided,
    refused,
)


def test_until_the_session_begins_the_room_follows_the_course():
    other_leaders = replace(PREPARE, leaders=PREPARE.leaders[:1])
    shorter = replace(PREPARE, run_sheet=PREPARE.run_sheet[1:])

    assert after((CLOCK, other_leaders), since=PREPARED).about.leaders == PREPARE.leaders[:1]
    assert after((CLOCK, shorter), since=GATHERED).run_sheet.phases == PREPARE.run_sheet[1:]
    assert after((CLOCK, shorter), since=GATHERED).members == GATHERED.members
    assert decided(by=CLOCK, when=shorter) == []


def test_the_first_thing_that_happens_is_that_the_room_is_prepared():
    events = decided(by=CLOCK, when=PREPARE, since=EMPTY)

    assert [type(event) for event in events] == [RoomPrepared]
    assert PREPARED.about.title == {"nb": "Tanker, følelser og uro"}
    assert PREPARED.run_sheet.phases == PREPARE.run_sheet


def test_a_room_is_prepared_once():
    assert decided(by=CLOCK, when=PREPARE, since=PREPARED) == []


def test_nobody_but_the_system_prepares_a_room():
    assert refused(by=MARIT, when=PREPARE, since=EMPTY) == Code.CLOCK_ONLY


def test_nothing_happens_in_a_room_that_does_not_exist():
    assert refused(by=MARIT, when=Enter(), since=EMPTY) == Code.NO_SUCH_ROOM


def test_a_leader_sits_down_at_once():
    events = decided(by=MARIT, when=Enter(), since=PREPARED)

    assert events == [MemberSeated("marit", "Marit", Part.PROFESSIONAL, 1), MemberArrived("marit")]


def test_a_participant_knocks_and_waits():
    assert decided(by=GERD, when=Enter()) == [MemberKnocked("Gerd", Part.PARTICIPANT)]
    assert [member.name for member in waiting(after((GERD, Enter())))] == ["Gerd"]


def test_knocking_twice_is_knocking_once():
    assert decided(given=[(GERD, Enter())], by=GERD, when=Enter()) == []


def test_the_ground_rules_come_before_the_door():
    assert refused(by=INGER, when=Enter()) == Code.GROUND_RULES
    assert decided(by=INGER, when=AcceptGroundRules()) == [GroundRulesAccepted()]
    assert refused(given=[(INGER, AcceptGroundRules())], by=INGER, when=Enter()) is None


def test_the_ground_rules_are_accepted_once():
    assert decided(by=ANA, when=AcceptGroundRules()) == []
    assert decided(given=[(INGER, AcceptGroundRules())], by=INGER, when=AcceptGroundRules()) == []


def test_the_coordinator_has_no_seat():
    assert refused(by=SUNNIVA, when=Enter()) == Code.NOT_IN_ROOM


def test_a_leader_lets_somebody_in():
    events = decided(given=[(GERD, Enter())], by=OLAV, when=Admit("gerd"))

    assert events == [MemberSeated("gerd", "Gerd", Part.PARTICIPANT, 10), MemberArrived("gerd")]


def test_two_leaders_letting_in_the_same_person_let_them_in_once():
    assert decided(given=[(GERD, Enter()), (OLAV, Admit("gerd"))], by=MARIT, when=Admit("gerd")) == []


def test_the_technical_host_lets_people_in_too():
    assert refused(given=[(GERD, Enter())], by=TOVE, when=Admit("gerd")) is None


def test_everybody_waiting_is_let_in_in_the_order_they_knocked():
    room = after((HARALD, Enter()), (GERD, Enter()), (MARIT, AdmitAll()))

    assert [member.id for member in seated(room)][-2:] == ["harald", "gerd"]
    assert decided(by=OLAV, when=AdmitAll(), since=room) == []


def test_somebody_let_in_while_their_line_is_down_finds_their_seat_later():
    room = after((GERD, Enter()), (GERD, LoseConnection()), (MARIT, AdmitAll()))

    assert (room.members["gerd"].standing, room.members["gerd"].here) == (Standing.SEATED, False)
    assert decided(by=GERD, when=Enter(), since=room) == [MemberArrived("gerd")]


def test_nobody_is_let_in_who_has_not_knocked():
    assert refused(by=MARIT, when=Admit("gerd")) == Code.NO_SUCH_MEMBER


def test_somebody_removed_is_not_let_in_by_the_door():
    given = [(MARIT, RemoveMember("ana", "Roper til andre"))]

    assert refused(given=given, by=MARIT, when=Admit("ana")) == Code.NO_SUCH_MEMBER


def test_a_locked_room_lets_people_knock_but_not_in():
    locked = [(MARIT, LockRoom()), (GERD, Enter())]

    assert after(*locked).members["gerd"].standing is Standing.WAITING
    assert refused(given=locked, by=OLAV, when=Admit("gerd")) == Code.LOCKED
    assert refused(given=locked, by=OLAV, when=AdmitAll()) == Code.LOCKED
    assert refused(given=[*locked, (OLAV, UnlockRoom())], by=OLAV, when=Admit("gerd")) is None


def test_locking_and_unlocking_happen_once():
    assert decided(by=MARIT, when=LockRoom()) == [RoomLocked()]
    assert decided(given=[(MARIT, LockRoom())], by=OLAV, when=LockRoom()) == []
    assert decided(given=[(MARIT, LockRoom())], by=OLAV, when=UnlockRoom()) == [RoomUnlocked()]
    assert decided(by=OLAV, when=UnlockRoom()) == []


def test_a_lost_line_keeps_seat_hand_and_pen():
    room = after((ANA, RaiseHand()), (ANA, TakePen()), (ANA, LoseConnection()))

    assert (room.members["ana"].standing, room.members["ana"].here) == (Standing.SEATED, False)
    assert (room.hands, room.note.holder) == (("ana",), "ana")
    assert decided(by=ANA, when=Enter(), since=room) == [MemberArrived("ana")]


def test_losing_a_line_twice_is_losing_it_once():
    assert decided(given=[(ANA, LoseConnection())], by=ANA, when=LoseConnection()) == []
    assert decided(given=[(ANA, LeaveRoom())], by=ANA, when=LoseConnection()) == []


def test_coming_back_needs_no_second_knock():
    assert decided(given=[(ANA, LeaveRoom())], by=ANA, when=Enter()) == [MemberArrived("ana")]
    assert decided(by=ANA, when=Enter()) == []


def test_leaving_quietly_frees_the_pen_and_lets_the_round_go_on():
    opened = after((MARIT, OpenRound()), (ANA, TakePen()))
    first = opened.round.current
    while first != "ana":
        opened = after((MARIT, FinishTurn(first)), since=opened)
        first = opened.round.current

    events = decided(by=ANA, when=LeaveRoom(), since=opened)

    last_to_wait = opened.round.order[-1] == "ana"
    assert events[0] == PenPutDown("ana")
    assert events[-1] == MemberLeft("ana", "quiet")
    assert last_to_wait or events[1] == TurnPostponed("ana")


def test_leaving_quietly_ends_the_side_room_one_is_in():
    events = decided(given=[(MARIT, OpenSideRoom("ana"))], by=ANA, when=LeaveRoom())

    assert events == [SideRoomClosed("side-1"), MemberLeft("ana", "quiet")]


def test_leaving_twice_is_leaving_once():
    assert decided(given=[(ANA, LeaveRoom())], by=ANA, when=LeaveRoom()) == []


def test_attendance_counts_every_stretch():
    room = after((ANA, LeaveRoom()), (ANA, Enter()), (ANA, LoseConnection()))
    arrived = EVENING.attendance["ana"][0].arrived

    left = EVENING.at + SECOND
    assert room.attendance["ana"] == (
        Stay(arrived, left),
        Stay(left + SECOND, left + 2 * SECOND),
    )


def test_a_break_is_taken_and_ended():
    assert decided(by=ANA, when=TakeBreak()) == [BreakTaken()]
    assert decided(given=[(ANA, TakeBreak())], by=ANA, when=TakeBreak()) == []
    assert decided(given=[(ANA, TakeBreak())], by=ANA, when=EndBreak()) == [BreakEnded()]
    assert not after((ANA, TakeBreak()), (ANA, EndBreak())).members["ana"].on_break
    assert decided(by=ANA, when=EndBreak()) == []


def test_a_new_alias_is_seen_by_all_and_the_seat_stays():
    renamed = replace(ANA, name="Solstrålen")

    assert decided(by=renamed, when=Enter()) == [MemberChanged("ana", "Solstrålen", Part.PARTICIPANT)]
    assert after((renamed, Enter())).members["ana"].seat == EVENING.members["ana"].seat


def test_a_very_long_name_is_cut_and_nobody_stays_outside_for_it():
    long = replace(GERD, name="G" * 10_000)

    assert decided(by=long, when=Enter()) == [MemberKnocked("G" * 60, Part.PARTICIPANT)]


def test_a_name_needs_something_to_see():
    assert refused(by=replace(GERD, name="\u202e \u200b"), when=Enter()) == Code.EMPTY


def test_a_participant_who_waits_and_becomes_staff_sits_down():
    as_host = replace(GERD, part=Part.TECHNICAL_HOST)

    events = decided(given=[(GERD, Enter())], by=as_host, when=Enter())

    assert events == [MemberSeated("gerd", "Gerd", Part.TECHNICAL_HOST, 10), MemberArrived("gerd")]


def test_after_the_end_those_with_a_seat_come_back_and_nobody_new_does():
    assert refused(by=GERD, when=Enter(), since=ENDED) == Code.ENDED
    assert decided(given=[(ANA, LeaveRoom())], by=ANA, when=Enter(), since=ENDED) == [MemberArrived("ana")]


def test_seats_are_never_given_twice():
    room = after(
        (MARIT, RemoveMember("farid", "Skjeller ut andre")), (GERD, Enter()), (MARIT, AdmitAll()),
        (OLAV, LetBackIn("farid")),
    )  # fmt: skip

    seats = [member.seat for member in seated(room)]
    assert seats == list(range(1, 11))
    assert len(GROUP) + 4 == len(seats)


def test_somebody_in_the_waiting_room_may_go_and_come_back_to_their_place_in_the_queue():
    room = after((GERD, Enter()), (HARALD, Enter()), (GERD, LeaveRoom()), (GERD, Enter()))

    assert [member.id for member in waiting(room)] == ["gerd", "harald"]
    assert BJORN.id not in [member.id for member in waiting(room)]
