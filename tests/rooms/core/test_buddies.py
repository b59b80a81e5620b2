"""Buddy pairs: private wishes that become a pair when they are mutual."""

from dataclasses import replace

from rooms.core.actors import CLOCK
from rooms.core.commands import ChooseBuddy, EndSession, LeaveBuddy, UnchooseBuddy
from rooms.core.events import BuddiesPaired, BuddiesParted, BuddyChosen, BuddyUnchosen
from rooms.core.refusals import Code
from rooms.core.state import EMPTY
from tests.rooms.core.story import ANA, BJORN, DAG, MARIT, OLAV, PREPARE, after, decided, refused

PAIRED = after((ANA, ChooseBuddy("bjorn")), (BJORN, ChooseBuddy("ana")))


def test_a_wish_becomes_a_pair_when_it_is_mutual():
    assert decided(by=ANA, when=ChooseBuddy("bjorn")) == [BuddyChosen("bjorn")]
    assert decided(given=[(ANA, ChooseBuddy("bjorn"))], by=BJORN, when=ChooseBuddy("ana")) == [
        BuddyChosen("ana"),
        BuddiesPaired("bjorn", "ana"),
    ]
    assert (PAIRED.buddies.pairs, PAIRED.buddies.chosen) == ({"ana": "bjorn", "bjorn": "ana"}, {})


def test_a_wish_is_changed_and_taken_back():
    wished = after((ANA, ChooseBuddy("bjorn")))

    assert decided(by=ANA, when=ChooseBuddy("bjorn"), since=wished) == []
    assert after((ANA, ChooseBuddy("dag")), since=wished).buddies.chosen == {"ana": "dag"}
    assert decided(by=ANA, when=UnchooseBuddy(), since=wished) == [BuddyUnchosen()]
    assert after((ANA, UnchooseBuddy()), since=wished).buddies.chosen == {}
    assert decided(by=BJORN, when=UnchooseBuddy(), since=wished) == []


def test_one_has_one_buddy():
    assert decided(by=ANA, when=ChooseBuddy("bjorn"), since=PAIRED) == []
    assert refused(by=ANA, when=ChooseBuddy("dag"), since=PAIRED) == Code.HAS_BUDDY
    assert refused(by=DAG, when=ChooseBuddy("ana"), since=PAIRED) == Code.HAS_BUDDY


def test_either_parts_the_pair_also_after_the_end():
    assert decided(by=BJORN, when=LeaveBuddy(), since=PAIRED) == [BuddiesParted("bjorn", "ana")]
    parted = after((OLAV, EndSession()), (ANA, LeaveBuddy()), since=PAIRED)
    assert parted.buddies.pairs == {}
    assert decided(by=BJORN, when=LeaveBuddy(), since=parted) == []


def test_a_buddy_is_another_participant_with_a_seat():
    assert refused(by=ANA, when=ChooseBuddy("ana")) == Code.NOT_YOURSELF
    assert refused(by=ANA, when=ChooseBuddy("marit")) == Code.PARTICIPANTS_ONLY
    assert refused(by=ANA, when=ChooseBuddy("vidar")) == Code.NO_SUCH_MEMBER
    assert refused(by=MARIT, when=ChooseBuddy("ana")) == Code.PARTICIPANTS_ONLY


def test_pairs_of_earlier_sessions_are_kept():
    room = after((CLOCK, replace(PREPARE, earlier_buddies=(("ana", "dag"),))), since=EMPTY)

    assert room.buddies.pairs == {"ana": "dag", "dag": "ana"}
