"""Voice and picture: taking part, what leaders turn off, whose screen is shown, who is on the telephone."""

from rooms.core.commands import (
    AllowSharing,
    AssignToBreakout,
    CloseBreakouts,
    DisallowSharing,
    EndSession,
    Enter,
    JoinMedia,
    LeaveMedia,
    LeaveRoom,
    LiftFocus,
    LoseConnection,
    MarkByPhone,
    MuteMember,
    OpenBreakouts,
    OpenRound,
    OpenSideRoom,
    PassTurn,
    PrepareBreakouts,
    PutInFocus,
    RaiseHand,
    RemoveMember,
    ResumePicture,
    ResumeVoice,
    ShareScreen,
    StopAllVoices,
    StopPicture,
    StopSharing,
    StopVoice,
    TakeBreak,
    UnmarkByPhone,
    UnmuteMember,
)
from rooms.core.events import (
    FocusLifted,
    FocusPut,
    HandRaised,
    MediaJoined,
    MediaLeft,
    MemberArrived,
    MemberLeft,
    MemberMuted,
    PhoneMarked,
    PhoneUnmarked,
    PictureStopped,
    ScreenShared,
    ScreenUnshared,
    SharingAllowed,
    SharingDisallowed,
    VoiceResumed,
    VoiceStopped,
)
from rooms.core.refusals import Code
from rooms.core.rules import may_be_heard, may_be_seen, may_talk
from rooms.core.state import Media
from tests.rooms.core.story import (
    ANA,
    BJORN,
    CECILIE,
    ENDED,
    EVENING,
    GERD,
    MARIT,
    OLAV,
    TOVE,
    after,
    decided,
    refused,
)

# Ana, Bjørn, Marit and Tove take part with sound.
HEARD = after(*((person, JoinMedia()) for person in (ANA, BJORN, MARIT, TOVE)))


def test_one_joins_and_leaves_once():
    assert decided(by=ANA, when=JoinMedia()) == [MediaJoined()]
    assert decided(by=ANA, when=JoinMedia(), since=HEARD) == []
    assert decided(by=ANA, when=LeaveMedia(), since=HEARD) == [MediaLeft()]
    assert decided(by=ANA, when=LeaveMedia()) == []


def test_who_waits_at_the_door_is_not_heard():
    assert refused(given=[(GERD, Enter())], by=GERD, when=JoinMedia()) == Code.NOT_IN_ROOM


def test_who_has_left_does_not_listen_unseen():
    assert refused(given=[(ANA, LeaveRoom())], by=ANA, when=JoinMedia()) == Code.NOT_IN_ROOM
    assert refused(given=[(ANA, LeaveRoom()), (ANA, Enter())], by=ANA, when=JoinMedia()) is None


def test_whoever_may_talk_sits_here():
    gone = after((ANA, LeaveRoom()), since=HEARD)

    assert (may_talk(HEARD, "ana"), may_talk(gone, "ana"), may_talk(HEARD, "gerd")) == (True, False, False)
    assert not may_talk(after((ANA, LoseConnection()), since=HEARD), "ana")
    assert may_talk(after((MARIT, MarkByPhone("ana")), since=gone), "ana")


def test_a_leader_turns_a_microphone_off_and_only_its_owner_turns_it_on():
    stopped = after((MARIT, StopVoice("ana")), since=HEARD)

    assert (may_be_heard(HEARD, "ana"), may_be_heard(stopped, "ana")) == (True, False)
    assert decided(by=OLAV, when=StopVoice("ana"), since=stopped) == []
    assert decided(by=ANA, when=ResumeVoice(), since=stopped) == [VoiceResumed()]
    assert may_be_heard(after((ANA, ResumeVoice()), since=stopped), "ana")
    assert refused(by=BJORN, when=StopVoice("ana"), since=HEARD) == Code.LEADERS_ONLY


def test_all_microphones_go_off_but_those_of_the_staff():
    stopped = after((MARIT, StopVoice("bjorn")), since=HEARD)

    assert decided(by=OLAV, when=StopAllVoices(), since=HEARD) == [
        VoiceStopped("ana", of_all=True),
        VoiceStopped("bjorn", of_all=True),
    ]
    assert decided(by=OLAV, when=StopAllVoices(), since=stopped) == [VoiceStopped("ana", of_all=True)]
    assert decided(by=OLAV, when=StopAllVoices()) == []


def test_whose_microphone_is_off_already_is_not_told_that_a_leader_turned_it_off():
    stopping = StopAllVoices(silent=("bjorn", "tove"))

    assert decided(by=OLAV, when=stopping, since=HEARD) == [VoiceStopped("ana", of_all=True)]


def test_muting_ends_the_voice_and_unmuting_does_not_bring_it_back():
    muted = after((MARIT, MuteMember("ana")), since=HEARD)
    unmuted = after((MARIT, UnmuteMember("ana")), since=muted)

    assert decided(by=MARIT, when=MuteMember("ana"), since=HEARD) == [VoiceStopped("ana"), MemberMuted("ana")]
    assert refused(by=ANA, when=ResumeVoice(), since=muted) == Code.MUTED
    assert not may_be_heard(unmuted, "ana")
    assert may_be_heard(after((ANA, ResumeVoice()), since=unmuted), "ana")


def test_a_camera_is_turned_off_and_its_owner_turns_it_on():
    stopped = after((OLAV, StopPicture("bjorn")), since=HEARD)

    assert decided(by=OLAV, when=StopPicture("bjorn"), since=HEARD) == [PictureStopped("bjorn")]
    assert (may_be_seen(stopped, "bjorn"), may_be_heard(stopped, "bjorn")) == (False, True)
    assert may_be_seen(after((BJORN, ResumePicture()), since=stopped), "bjorn")


def test_what_was_turned_off_stays_off_for_who_comes_back():
    back = after(
        (MARIT, StopVoice("ana")), (ANA, LoseConnection()), (ANA, Enter()), (ANA, JoinMedia()), since=HEARD
    )

    assert not may_be_heard(back, "ana")


def test_nothing_is_turned_off_of_who_takes_part_in_writing():
    for command in (StopVoice("cecilie"), StopPicture("cecilie"), PutInFocus("cecilie")):
        assert refused(by=MARIT, when=command, since=HEARD) == Code.NOT_IN_MEDIA
    for command in (ResumeVoice(), ResumePicture(), ShareScreen()):
        assert refused(by=CECILIE, when=command, since=HEARD) == Code.NOT_IN_MEDIA


def test_whoever_rests_or_has_gone_is_neither_heard_nor_seen():
    resting, gone = after((ANA, TakeBreak()), since=HEARD), after((ANA, LeaveRoom()), since=HEARD)
    removed = after((MARIT, RemoveMember("ana", "Truet en annen")), since=HEARD)

    for room in (resting, gone, removed):
        assert not may_be_heard(room, "ana")
        assert not may_be_seen(room, "ana")
    assert "ana" in resting.media.joined
    assert "ana" not in gone.media.joined | removed.media.joined


def test_leaders_show_a_screen_and_let_others():
    allowed = after((MARIT, AllowSharing("ana")), since=HEARD)

    assert decided(by=MARIT, when=ShareScreen(), since=HEARD) == [ScreenShared()]
    assert refused(by=ANA, when=ShareScreen(), since=HEARD) == Code.MAY_NOT_SHARE
    assert refused(by=TOVE, when=ShareScreen(), since=HEARD) == Code.MAY_NOT_SHARE
    assert decided(by=MARIT, when=AllowSharing("ana"), since=HEARD) == [SharingAllowed("ana")]
    assert decided(by=MARIT, when=AllowSharing("olav"), since=HEARD) == []
    assert decided(by=ANA, when=ShareScreen(), since=allowed) == [ScreenShared()]


def test_one_screen_is_shown_at_a_time_and_a_leader_takes_it_away():
    shown = after((MARIT, AllowSharing("ana")), (ANA, ShareScreen()), since=HEARD)

    assert shown.media.sharing == "ana"
    assert decided(by=ANA, when=ShareScreen(), since=shown) == []
    assert refused(by=MARIT, when=ShareScreen(), since=shown) == Code.SCREEN_SHARED
    assert refused(by=BJORN, when=StopSharing(), since=shown) == Code.LEADERS_ONLY
    for person in (ANA, OLAV):
        assert decided(by=person, when=StopSharing(), since=shown) == [ScreenUnshared("ana")]
    assert decided(by=MARIT, when=DisallowSharing("ana"), since=shown) == [
        ScreenUnshared("ana"),
        SharingDisallowed("ana"),
    ]


def test_a_screen_and_the_focus_stay_where_they_were_put_up():
    shown = after((MARIT, ShareScreen()), (OLAV, PutInFocus("marit")), since=HEARD)
    grouped = after(
        (OLAV, PrepareBreakouts("by_hand", 2)),
        (OLAV, AssignToBreakout("ana", 1)),
        (OLAV, PutInFocus("ana")),
        since=shown,
    )

    for moved in (
        after((MARIT, OpenSideRoom("ana")), since=shown),
        after((MARIT, TakeBreak()), since=shown),
        after((MARIT, LoseConnection()), since=shown),
    ):
        assert (moved.media.sharing, moved.media.focus) == ("", "")
    opened = after((OLAV, OpenBreakouts()), since=grouped)
    assert (opened.media.sharing, opened.media.focus) == ("marit", "")
    assert after((OLAV, CloseBreakouts(0)), since=opened).media.sharing == "marit"


def test_a_talk_is_put_in_focus_and_out_again():
    focused = after((OLAV, PutInFocus("marit")), since=HEARD)

    assert decided(by=OLAV, when=PutInFocus("marit"), since=HEARD) == [FocusPut("marit")]
    assert decided(by=OLAV, when=PutInFocus("marit"), since=focused) == []
    assert decided(by=OLAV, when=LiftFocus(), since=focused) == [FocusLifted()]
    assert decided(by=OLAV, when=LiftFocus(), since=HEARD) == []


def test_after_the_end_only_the_staff_and_a_side_room_talk():
    over = after((OLAV, EndSession()), since=HEARD)

    assert not may_be_heard(over, "ana")
    assert may_be_heard(over, "marit")
    assert may_be_heard(after((MARIT, OpenSideRoom("ana")), since=over), "ana")
    assert refused(by=ANA, when=JoinMedia(), since=ENDED) == Code.ENDED
    assert refused(by=MARIT, when=JoinMedia(), since=ENDED) is None


def test_by_telephone_one_keeps_seat_hand_turn_and_attendance():
    called = after((MARIT, OpenRound()), (BJORN, LeaveMedia()), (MARIT, MarkByPhone("bjorn")), since=HEARD)
    alone = after((BJORN, LoseConnection()), (MARIT, RaiseHand("bjorn")), since=called)

    assert decided(by=BJORN, when=LoseConnection(), since=called) == []
    assert (alone.members["bjorn"].here, alone.members["bjorn"].seat) == (True, EVENING.members["bjorn"].seat)
    assert alone.hands == ("bjorn",)
    assert alone.round is not None
    assert "bjorn" in alone.round.order
    assert alone.attendance["bjorn"][-1].left is None
    assert refused(by=MARIT, when=PassTurn("bjorn"), since=alone) is None


def test_whoever_lost_the_line_comes_back_by_telephone():
    lost = after((ANA, LoseConnection()), since=HEARD)

    assert decided(by=MARIT, when=MarkByPhone("ana"), since=lost) == [
        PhoneMarked("ana"),
        MemberArrived("ana"),
    ]
    assert len(after((MARIT, MarkByPhone("ana")), since=lost).attendance["ana"]) == 2
    assert refused(by=MARIT, when=MarkByPhone("vidar")) == Code.NO_SUCH_MEMBER


def test_one_is_heard_over_the_telephone_or_over_the_screen():
    called = after((MARIT, MarkByPhone("ana")), since=HEARD)

    assert (called.media.by_phone, "ana" in called.media.joined) == ({"ana"}, False)
    assert after((ANA, JoinMedia()), since=called).media.by_phone == frozenset()


def test_after_the_call_whoever_has_no_line_is_missed():
    called = after((MARIT, MarkByPhone("ana")), since=HEARD)
    over = after((MARIT, UnmarkByPhone("ana")), since=called)

    assert decided(by=MARIT, when=UnmarkByPhone("ana"), since=called) == [PhoneUnmarked("ana")]
    assert decided(by=MARIT, when=UnmarkByPhone("ana"), since=over) == []
    assert decided(by=ANA, when=LoseConnection(), since=over) == [MemberLeft("ana", "lost")]


def test_a_leader_raises_only_the_hand_of_who_sits_at_a_telephone():
    called = after((MARIT, MarkByPhone("ana")), since=HEARD)

    assert decided(by=OLAV, when=RaiseHand("ana"), since=called) == [HandRaised("ana")]
    assert decided(by=ANA, when=RaiseHand("ana"), since=called) == [HandRaised()]
    assert refused(by=BJORN, when=RaiseHand("ana"), since=called) == Code.LEADERS_ONLY
    assert refused(by=OLAV, when=RaiseHand("bjorn"), since=called) == Code.NOT_BY_PHONE


def test_leaving_quietly_ends_everything():
    shown = after((MARIT, ShareScreen()), (OLAV, PutInFocus("marit")), (MARIT, LeaveRoom()), since=HEARD)
    hung_up = after((MARIT, MarkByPhone("ana")), (ANA, LeaveRoom()), since=HEARD)

    assert shown.media == Media(joined=frozenset({"ana", "bjorn", "tove"}))
    assert "ana" not in hung_up.media.by_phone
