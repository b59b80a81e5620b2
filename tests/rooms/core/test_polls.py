"""Polls: one vote each, changeable while open."""

from rooms.core.commands import ClosePoll, OpenPoll, ReopenPoll, Vote
from rooms.core.events import PollClosed, PollOpened, PollReopened, VoteCast
from rooms.core.refusals import Code
from tests.rooms.core.story import ANA, BJORN, FIRST, MARIT, OLAV, after, decided, refused

POLLED = after((MARIT, OpenPoll("Når passer pausen?", ("Nå", "Om litt", "Ikke i dag"))))


def test_a_leader_asks_with_two_to_eight_different_options():
    assert decided(by=OLAV, when=OpenPoll("Pause?", (" Ja ", "Nei"))) == [PollOpened("Pause?", ("Ja", "Nei"))]
    assert refused(by=OLAV, when=OpenPoll("Pause?", ("Ja",))) == Code.BAD_OPTIONS
    assert refused(by=OLAV, when=OpenPoll("Pause?", tuple("123456789"))) == Code.BAD_OPTIONS
    assert refused(by=OLAV, when=OpenPoll("Pause?", ("Ja", "Ja "))) == Code.BAD_OPTIONS
    assert refused(by=OLAV, when=OpenPoll("Pause?", ("Ja", "\u200b"))) == Code.BAD_OPTIONS
    assert refused(by=OLAV, when=OpenPoll("Pause?", ("Ja", "x" * 201))) == Code.BAD_OPTIONS
    assert refused(by=OLAV, when=OpenPoll("", ("Ja", "Nei"))) == Code.EMPTY


def test_a_vote_is_changed_and_never_counted_twice():
    room = after((ANA, Vote(FIRST, 0)), (BJORN, Vote(FIRST, 1)), (ANA, Vote(FIRST, 1)), since=POLLED)

    assert room.polls[FIRST].votes == {"ana": 1, "bjorn": 1}
    assert decided(by=ANA, when=Vote(FIRST, 1), since=room) == []


def test_a_vote_is_for_an_option_of_a_poll():
    assert decided(by=ANA, when=Vote(FIRST, 2), since=POLLED) == [VoteCast(FIRST, 2)]
    assert refused(by=ANA, when=Vote(FIRST, 3), since=POLLED) == Code.NO_SUCH_OPTION
    assert refused(by=ANA, when=Vote(FIRST, -1), since=POLLED) == Code.NO_SUCH_OPTION
    assert refused(by=ANA, when=Vote(1, 0), since=POLLED) == Code.NO_SUCH_POLL


def test_a_closed_poll_takes_no_votes_until_it_is_reopened():
    closed = after((OLAV, ClosePoll(FIRST)), since=POLLED)

    assert refused(by=ANA, when=Vote(FIRST, 0), since=closed) == Code.POLL_CLOSED
    assert decided(by=MARIT, when=ClosePoll(FIRST), since=closed) == []
    assert decided(by=MARIT, when=ReopenPoll(FIRST), since=closed) == [PollReopened(FIRST)]
    assert decided(by=MARIT, when=ReopenPoll(FIRST), since=POLLED) == []
    assert decided(by=MARIT, when=ClosePoll(FIRST), since=POLLED) == [PollClosed(FIRST)]
    reopened = after((MARIT, ReopenPoll(FIRST)), since=closed)
    assert refused(by=ANA, when=Vote(FIRST, 0), since=reopened) is None
