"""Looking after one another: the silent signal, the side room, the call the next day."""

from rooms.core.commands import (
    AddTask,
    AttendSignal,
    CloseSideRoom,
    CompleteTask,
    EndSession,
    Enter,
    GiveWord,
    LeaveRoom,
    OpenRound,
    OpenSideRoom,
    ReopenTask,
    SendMessage,
    SignalUnwell,
    WithdrawSignal,
)
from rooms.core.events import (
    SideRoomClosed,
    SideRoomOpened,
    SignalAttended,
    SignalWithdrawn,
    TaskAdded,
    TaskCompleted,
    TaskReopened,
    UnwellSignalled,
    WordEnded,
)
from rooms.core.refusals import Code
from tests.rooms.core.story import ANA, BJORN, ENDED, GERD, MARIT, OLAV, after, decided, refused

UNWELL = after((ANA, SignalUnwell("Det ble for mye")))
ASIDE = after((OLAV, OpenSideRoom("ana")))


def test_a_signal_leaves_a_task_to_call_the_next_day():
    assert decided(by=ANA, when=SignalUnwell("Det ble for mye")) == [
        UnwellSignalled("Det ble for mye"),
        TaskAdded("call_next_day", "ana", "Det ble for mye"),
    ]
    assert decided(by=ANA, when=SignalUnwell())[0] == UnwellSignalled("")


def test_what_was_agreed_follows_the_latest_task_to_call():
    once = after((MARIT, AttendSignal("ana", "Marit ringer kl. 10")), since=UNWELL)
    again = after((ANA, SignalUnwell()), (MARIT, AttendSignal("ana", "Olav ringer")), since=once)

    assert [task.agreed for task in UNWELL.wellbeing.tasks.values()] == [""]
    assert [task.agreed for task in once.wellbeing.tasks.values()] == ["Marit ringer kl. 10"]
    assert [task.agreed for task in again.wellbeing.tasks.values()] == ["Marit ringer kl. 10", "Olav ringer"]


def test_saying_more_adds_no_second_task():
    assert decided(by=ANA, when=SignalUnwell(), since=UNWELL) == []
    assert decided(by=ANA, when=SignalUnwell("Svimmel"), since=UNWELL) == [UnwellSignalled("Svimmel")]


def test_a_signal_is_heard_at_the_door_and_after_the_end_too():
    assert refused(given=[(GERD, Enter())], by=GERD, when=SignalUnwell()) is None
    assert refused(by=ANA, when=SignalUnwell(), since=ENDED) is None


def test_a_withdrawn_signal_keeps_the_task():
    room = after((ANA, WithdrawSignal()), since=UNWELL)

    assert room.wellbeing.signals["ana"].state == "withdrawn"
    assert [task.done_by for task in room.wellbeing.tasks.values()] == [""]
    assert decided(by=ANA, when=WithdrawSignal(), since=room) == []
    assert decided(by=BJORN, when=WithdrawSignal(), since=UNWELL) == []


def test_a_leader_attends_to_it_and_says_how():
    room = after((OLAV, AttendSignal("ana", "Snakket sammen i siderommet")), since=UNWELL)

    assert (room.wellbeing.signals["ana"].state, room.wellbeing.signals["ana"].attended_by) == (
        "attended",
        "olav",
    )
    assert decided(by=MARIT, when=AttendSignal("ana", "Snakket sammen i siderommet"), since=room) == []
    assert decided(by=MARIT, when=AttendSignal("ana", "Ringte"), since=room) == [
        SignalAttended("ana", "Ringte")
    ]
    assert refused(by=MARIT, when=AttendSignal("bjorn"), since=room) == Code.NO_SUCH_SIGNAL


def test_a_new_signal_after_that_is_a_new_signal():
    given = [(OLAV, AttendSignal("ana"))]

    assert len(decided(given=given, by=ANA, when=SignalUnwell(), since=UNWELL)) == 2
    assert SignalWithdrawn() in decided(by=ANA, when=WithdrawSignal(), since=UNWELL)


def test_a_side_room_holds_a_leader_and_one_person():
    assert decided(by=OLAV, when=OpenSideRoom("ana")) == [SideRoomOpened("side-1", "olav", "ana")]
    assert (ASIDE.members["ana"].place, ASIDE.members["olav"].place) == ("side-1", "side-1")
    assert decided(by=OLAV, when=OpenSideRoom("ana"), since=ASIDE) == []
    assert refused(by=MARIT, when=OpenSideRoom("ana"), since=ASIDE) == Code.IN_SIDE_ROOM
    assert refused(by=OLAV, when=OpenSideRoom("bjorn"), since=ASIDE) == Code.IN_SIDE_ROOM


def test_a_round_does_not_wait_for_those_who_talk_alone():
    going = after((MARIT, OpenRound("free", "Hva tar du med deg?")))
    nearest = next(one for one in going.round.order[1:] if one != "olav")

    moved = after((OLAV, OpenSideRoom(nearest)), since=going).round

    assert set(moved.order[-2:]) == {"olav", nearest}
    assert moved.current == next(one for one in going.round.order if one not in ("olav", nearest))


def test_a_side_room_needs_somebody_else_who_is_here():
    assert refused(by=OLAV, when=OpenSideRoom("olav")) == Code.NOT_YOURSELF
    assert refused(by=OLAV, when=OpenSideRoom("vidar")) == Code.NO_SUCH_MEMBER
    assert refused(given=[(ANA, LeaveRoom())], by=OLAV, when=OpenSideRoom("ana")) == Code.NOT_HERE


def test_going_aside_ends_the_word():
    events = decided(given=[(MARIT, GiveWord("ana"))], by=OLAV, when=OpenSideRoom("ana"))

    assert events == [WordEnded("ana"), SideRoomOpened("side-1", "olav", "ana")]


def test_either_leader_or_the_person_closes_it_and_both_are_back():
    assert decided(by=ANA, when=CloseSideRoom("side-1"), since=ASIDE) == [SideRoomClosed("side-1")]
    back = after((MARIT, CloseSideRoom("side-1")), since=ASIDE)
    assert (back.members["ana"].place, back.members["olav"].place) == ("main", "main")
    assert decided(by=OLAV, when=CloseSideRoom("side-1"), since=back) == []
    assert refused(by=BJORN, when=CloseSideRoom("side-1"), since=ASIDE) == Code.LEADERS_ONLY
    assert refused(by=MARIT, when=CloseSideRoom("side-9"), since=ASIDE) == Code.NO_SUCH_PLACE


def test_the_next_side_room_has_a_name_of_its_own():
    given = [(OLAV, CloseSideRoom("side-1"))]

    [event] = decided(given=given, by=OLAV, when=OpenSideRoom("bjorn"), since=ASIDE)

    assert event.place == "side-2"


def test_a_side_room_may_outlast_the_session():
    ended = after((MARIT, EndSession()), since=ASIDE)

    assert refused(by=ANA, when=SendMessage("Takk for at du ble"), since=ended) is None
    assert refused(by=BJORN, when=SendMessage("Hei"), since=ended) == Code.ENDED


def test_leaders_keep_a_list_of_tasks_also_after_the_end():
    added = after((MARIT, AddTask("Sende lenken til alle")), since=ENDED)
    number = added.seq

    assert added.wellbeing.tasks[number].words == "Sende lenken til alle"
    done = after((OLAV, CompleteTask(number)), since=added)
    assert (done.wellbeing.tasks[number].done_by, done.wellbeing.tasks[number].done_at) == ("olav", done.at)
    assert decided(by=MARIT, when=CompleteTask(number), since=done) == []
    assert decided(by=MARIT, when=ReopenTask(number), since=done) == [TaskReopened(number)]
    assert after((MARIT, ReopenTask(number)), since=done).wellbeing.tasks == added.wellbeing.tasks
    assert decided(by=MARIT, when=ReopenTask(number), since=added) == []
    assert decided(by=MARIT, when=CompleteTask(number), since=added) == [TaskCompleted(number)]


def test_a_task_says_what_and_about_whom():
    assert decided(by=MARIT, when=AddTask("Ringe", "ana")) == [TaskAdded("other", "ana", "Ringe")]
    assert refused(by=MARIT, when=AddTask("Ringe", "vidar")) == Code.NO_SUCH_MEMBER
    assert refused(by=MARIT, when=AddTask(" ")) == Code.EMPTY
    assert refused(by=MARIT, when=CompleteTask(1)) == Code.NO_SUCH_TASK
