"""Raised hands and the word."""

from rooms.core.actors import Part
from rooms.core.commands import EndWord, Enter, GiveWord, LoseConnection, LowerHand, MuteMember, RaiseHand
from rooms.core.events import HandLowered, HandRaised, WordEnded
from rooms.core.figures import balance_by_part
from rooms.core.refusals import Code
from rooms.core.state import Airtime, Speaking
from tests.rooms.core.story import ANA, BJORN, EVENING, MARIT, MINUTE, OLAV, SECOND, after, decided, refused


def test_hands_wait_in_the_order_they_were_raised():
    assert after((BJORN, RaiseHand()), (ANA, RaiseHand())).hands == ("bjorn", "ana")


def test_a_hand_is_raised_and_lowered_once():
    raised = [(ANA, RaiseHand())]

    assert decided(by=ANA, when=RaiseHand()) == [HandRaised()]
    assert decided(given=raised, by=ANA, when=RaiseHand()) == []
    assert decided(given=raised, by=ANA, when=LowerHand()) == [HandLowered("ana")]
    assert decided(by=ANA, when=LowerHand()) == []


def test_a_leader_lowers_any_hand_and_others_only_their_own():
    raised = [(ANA, RaiseHand())]

    assert decided(given=raised, by=OLAV, when=LowerHand("ana")) == [HandLowered("ana")]
    assert refused(given=raised, by=BJORN, when=LowerHand("ana")) == Code.LEADERS_ONLY


def test_somebody_muted_raises_no_hand():
    assert refused(given=[(MARIT, MuteMember("ana"))], by=ANA, when=RaiseHand()) == Code.MUTED


def test_the_word_lowers_the_hand():
    room = after((ANA, RaiseHand()), (MARIT, GiveWord("ana")))

    assert (room.hands, room.speaking) == ((), Speaking("ana", room.at))


def test_two_leaders_giving_the_same_word_give_it_once():
    assert decided(given=[(MARIT, GiveWord("ana"))], by=OLAV, when=GiveWord("ana")) == []


def test_a_new_speaker_ends_the_old_one_and_both_are_counted():
    room = after(
        (MARIT, GiveWord("ana")), (MARIT, GiveWord("bjorn"), EVENING.at + MINUTE), (BJORN, EndWord())
    )

    assert room.balance == {"ana": Airtime(MINUTE - SECOND, 1), "bjorn": Airtime(SECOND, 1)}
    assert room.speaking is None


def test_the_word_is_given_to_somebody_who_is_here():
    assert refused(given=[(ANA, LoseConnection())], by=MARIT, when=GiveWord("ana")) == Code.NOT_HERE
    assert refused(by=MARIT, when=GiveWord("vidar")) == Code.NO_SUCH_MEMBER


def test_the_word_is_ended_by_its_owner_or_a_leader():
    given = [(MARIT, GiveWord("ana"))]

    assert decided(given=given, by=ANA, when=EndWord()) == [WordEnded("ana")]
    assert decided(given=given, by=OLAV, when=EndWord()) == [WordEnded("ana")]
    assert refused(given=given, by=BJORN, when=EndWord()) == Code.NOT_YOUR_TURN
    assert decided(by=BJORN, when=EndWord()) == []


def test_a_hand_survives_a_lost_line():
    assert after((ANA, RaiseHand()), (ANA, LoseConnection()), (ANA, Enter())).hands == ("ana",)


def test_time_with_the_word_is_summed_for_each_side():
    room = after(
        (MARIT, GiveWord("marit")), (MARIT, GiveWord("ana")), (MARIT, GiveWord("bjorn")), (MARIT, EndWord())
    )

    assert balance_by_part(room) == {
        Part.PROFESSIONAL: Airtime(SECOND, 1),
        Part.PARTICIPANT: Airtime(2 * SECOND, 2),
    }
