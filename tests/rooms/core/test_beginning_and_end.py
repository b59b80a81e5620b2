"""Leading as equals: the start needs both, and both may do everything."""

from rooms.core.commands import (
    EndSession,
    GiveWord,
    HandOver,
    LoseConnection,
    OpenBreakouts,
    OpenRound,
    PrepareBreakouts,
    ResumeSession,
    ReviseDebrief,
    SignDebrief,
    StartSession,
    TakePen,
)
from rooms.core.events import (
    BreakoutsClosed,
    LeadHandedOver,
    PenPutDown,
    PhaseBegun,
    RoundClosed,
    SessionEnded,
    SessionStarted,
    WordEnded,
)
from rooms.core.refusals import Code
from tests.rooms.core.story import (
    ANA,
    ENDED,
    EVENING,
    GATHERED,
    MARIT,
    MINUTE,
    OLAV,
    SECOND,
    TOVE,
    WELCOME,
    after,
    decided,
    refused,
)

ALONE = after((OLAV, LoseConnection()), since=GATHERED)


def test_a_session_starts_when_both_leaders_are_here():
    events = decided(by=OLAV, when=StartSession(), since=GATHERED)

    assert events == [SessionStarted("", ""), PhaseBegun(WELCOME)]
    assert after((OLAV, StartSession()), since=GATHERED).session.lead == "olav"


def test_a_session_does_not_start_without_both_leaders():
    assert refused(by=MARIT, when=StartSession(), since=ALONE) == Code.OTHER_LEADER_MISSING
    assert refused(by=MARIT, when=StartSession(" \n "), since=ALONE) == Code.OTHER_LEADER_MISSING


def test_a_leader_who_says_why_may_start_alone_and_it_is_logged():
    events = decided(by=MARIT, when=StartSession("Olav er syk i kveld"), since=ALONE)

    assert events[0] == SessionStarted("Olav er syk i kveld", "experienced_user")


def test_two_leaders_starting_at_once_start_once():
    assert decided(by=OLAV, when=StartSession()) == []


def test_the_end_closes_everything_that_is_open():
    given = [
        (MARIT, GiveWord("bjorn")),
        (MARIT, OpenRound()),
        (ANA, TakePen()),
        (MARIT, PrepareBreakouts()),
        (MARIT, OpenBreakouts()),
    ]

    events = decided(given=given, by=MARIT, when=EndSession())

    assert events == [RoundClosed(), BreakoutsClosed(), PenPutDown("ana"), SessionEnded()]


def test_whoever_has_the_word_at_the_end_is_counted():
    assert decided(given=[(MARIT, GiveWord("ana"))], by=OLAV, when=EndSession()) == [
        WordEnded("ana"),
        SessionEnded(),
    ]


def test_two_leaders_ending_at_once_end_once():
    assert decided(by=MARIT, when=EndSession(), since=ENDED) == []


def test_what_has_not_begun_cannot_end():
    assert refused(by=MARIT, when=EndSession(), since=GATHERED) == Code.NOT_STARTED


def test_an_end_by_mistake_is_undone_and_the_phase_gets_its_time_back():
    room = after((MARIT, EndSession()), (OLAV, ResumeSession(), EVENING.at + 10 * MINUTE))

    assert room.session.ended_at is None
    assert room.run_sheet.ends_at == EVENING.run_sheet.ends_at + 10 * MINUTE - SECOND
    assert decided(by=MARIT, when=ResumeSession(), since=room) == []


def test_undoing_the_end_is_over_when_the_debrief_is_signed():
    revised = after((MARIT, ReviseDebrief("Rolig", "", "", "")), since=ENDED)
    number = revised.debrief.revision
    signed = after((MARIT, SignDebrief(number)), (OLAV, SignDebrief(number)), since=revised)

    assert refused(by=MARIT, when=ResumeSession(), since=signed) == Code.DEBRIEF_SIGNED


def test_a_signature_under_half_an_evening_does_not_count():
    revised = after((MARIT, ReviseDebrief("Rolig", "", "", "")), since=ENDED)
    resumed = after((MARIT, SignDebrief(revised.debrief.revision)), (MARIT, ResumeSession()), since=revised)

    assert resumed.debrief.signatures == {}


def test_the_lead_is_handed_over_in_one_click_by_either():
    assert decided(by=MARIT, when=HandOver("olav")) == [LeadHandedOver("olav")]
    assert decided(by=OLAV, when=HandOver("olav")) == [LeadHandedOver("olav")]
    assert decided(given=[(MARIT, HandOver("olav"))], by=OLAV, when=HandOver("olav")) == []


def test_the_lead_is_handed_to_a_leader_only():
    assert refused(by=MARIT, when=HandOver("ana")) == Code.NOT_A_LEADER
    assert refused(by=MARIT, when=HandOver("vidar")) == Code.NO_SUCH_MEMBER


def test_handing_over_takes_no_power_from_anybody():
    room = after((MARIT, HandOver("olav")))

    assert refused(by=MARIT, when=EndSession(), since=room) is None
    assert refused(by=OLAV, when=EndSession(), since=room) is None


def test_a_participant_starts_and_ends_nothing():
    assert refused(by=ANA, when=StartSession(), since=GATHERED) == Code.LEADERS_ONLY
    assert refused(by=TOVE, when=EndSession()) == Code.LEADERS_ONLY
