"""Moderation: every act is in the log and can be taken back."""

from rooms.core.commands import (
    AssignToBreakout,
    CloseChat,
    Enter,
    GiveWord,
    LetBackIn,
    MuteMember,
    OpenChat,
    OpenRound,
    OpenSideRoom,
    PrepareBreakouts,
    RaiseHand,
    RemoveMember,
    SendMessage,
    SetSlowMode,
    TakePen,
    UnmuteMember,
)
from rooms.core.events import (
    ChatClosed,
    ChatOpened,
    HandLowered,
    MemberArrived,
    MemberLetBackIn,
    MemberMuted,
    MemberRemoved,
    MemberUnmuted,
    PenPutDown,
    SideRoomClosed,
    SlowModeSet,
    TurnPassed,
    WordEnded,
)
from rooms.core.refusals import Code
from rooms.core.state import Standing
from tests.rooms.core.story import ANA, EVENING, GERD, MARIT, OLAV, after, decided, refused

OUT = after((MARIT, RemoveMember("ana", "Truet en annen")))


def test_muting_frees_hand_word_and_pen():
    given = [(ANA, RaiseHand()), (ANA, TakePen())]

    assert decided(given=given, by=MARIT, when=MuteMember("ana")) == [
        HandLowered("ana"),
        PenPutDown("ana"),
        MemberMuted("ana"),
    ]
    assert decided(given=[(MARIT, GiveWord("ana"))], by=MARIT, when=MuteMember("ana"))[0] == WordEnded("ana")


def test_two_leaders_muting_at_once_mute_once():
    assert decided(given=[(MARIT, MuteMember("ana"))], by=OLAV, when=MuteMember("ana")) == []


def test_muting_is_taken_back():
    muted = [(MARIT, MuteMember("ana"))]

    assert decided(given=muted, by=OLAV, when=UnmuteMember("ana")) == [MemberUnmuted("ana")]
    assert decided(by=OLAV, when=UnmuteMember("ana")) == []
    assert refused(given=[*muted, (OLAV, UnmuteMember("ana"))], by=ANA, when=RaiseHand()) is None


def test_nothing_of_it_is_turned_on_the_staff():
    assert refused(by=MARIT, when=MuteMember("olav")) == Code.NOT_ON_STAFF
    assert refused(by=OLAV, when=RemoveMember("marit", "Uenige")) == Code.NOT_ON_STAFF
    assert refused(by=MARIT, when=RemoveMember("tove", "Uenige")) == Code.NOT_ON_STAFF
    assert refused(by=MARIT, when=MuteMember("vidar")) == Code.NO_SUCH_MEMBER


def test_slow_mode_is_set_once_and_within_bounds():
    assert decided(by=MARIT, when=SetSlowMode(20)) == [SlowModeSet(20)]
    assert decided(given=[(MARIT, SetSlowMode(20))], by=OLAV, when=SetSlowMode(20)) == []
    assert refused(by=MARIT, when=SetSlowMode(301)) == Code.OUT_OF_RANGE


def test_the_chat_is_closed_and_opened_once():
    closed = [(MARIT, CloseChat())]

    assert decided(by=MARIT, when=CloseChat()) == [ChatClosed()]
    assert decided(given=closed, by=OLAV, when=CloseChat()) == []
    assert decided(given=closed, by=OLAV, when=OpenChat()) == [ChatOpened()]
    assert refused(given=[*closed, (OLAV, OpenChat())], by=ANA, when=SendMessage("Hei")) is None
    assert decided(by=OLAV, when=OpenChat()) == []


def test_removing_somebody_needs_a_reason():
    assert refused(by=MARIT, when=RemoveMember("ana", " ")) == Code.REASON_NEEDED


def test_removing_frees_everything_they_held():
    given = [
        (MARIT, OpenRound()),
        (ANA, RaiseHand()),
        (ANA, TakePen()),
        (OLAV, OpenSideRoom("ana")),
        (ANA, TakePen()),
        (MARIT, PrepareBreakouts("by_hand")),
        (MARIT, AssignToBreakout("ana", 1)),
    ]

    events = decided(given=given, by=MARIT, when=RemoveMember("ana", "Truet en annen"))

    assert events == [
        HandLowered("ana"),
        PenPutDown("ana"),
        TurnPassed("ana"),
        SideRoomClosed("side-1"),
        MemberRemoved("ana", "Truet en annen"),
    ]
    gone = after(*given, (MARIT, RemoveMember("ana", "Truet en annen")))
    assert gone.breakouts.groups == ((), ())
    assert gone.attendance["ana"][-1].left == gone.at


def test_somebody_removed_is_out_of_everything():
    assert (OUT.members["ana"].standing, OUT.members["ana"].here) == (Standing.REMOVED, False)
    assert refused(by=ANA, when=SendMessage("Hei"), since=OUT) == Code.REMOVED
    assert refused(by=ANA, when=Enter(), since=OUT) == Code.REMOVED
    assert refused(by=MARIT, when=GiveWord("ana"), since=OUT) == Code.NO_SUCH_MEMBER
    assert decided(by=OLAV, when=RemoveMember("ana", "Truet en annen"), since=OUT) == []


def test_letting_back_in_gives_the_same_seat():
    assert decided(by=OLAV, when=LetBackIn("ana"), since=OUT) == [MemberLetBackIn("ana")]
    back = after((OLAV, LetBackIn("ana")), (ANA, Enter()), since=OUT)
    assert back.members["ana"] == EVENING.members["ana"]
    assert decided(by=OLAV, when=LetBackIn("bjorn")) == []


def test_somebody_turned_away_at_the_door_waits_again_when_let_back():
    room = after((GERD, Enter()), (MARIT, RemoveMember("gerd", "Feil kurs")), (OLAV, LetBackIn("gerd")))

    assert room.members["gerd"].standing is Standing.WAITING
    assert decided(by=GERD, when=Enter(), since=room) == [MemberArrived("gerd")]
