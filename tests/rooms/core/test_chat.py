"""The conversation: where one writes, who may, and what leaders can hide."""

from rooms.core.commands import (
    AssignToBreakout,
    CloseBreakouts,
    CloseChat,
    CloseSideRoom,
    HideMessage,
    MuteMember,
    OpenBreakouts,
    OpenSideRoom,
    PrepareBreakouts,
    React,
    SendBackchannel,
    SendMessage,
    SetSlowMode,
    ShowMessage,
    Unreact,
    VisitBreakout,
)
from rooms.core.events import BackchannelSent, MessageSent, MessageShown, ReactionAdded, ReactionRemoved
from rooms.core.refusals import Code
from rooms.core.rules import may_read
from rooms.core.state import Message
from tests.rooms.core.story import (
    ANA,
    BJORN,
    DAG,
    ENDED,
    FIRST,
    MARIT,
    OLAV,
    SECOND,
    TOVE,
    after,
    decided,
    refused,
)

SAID = after((ANA, SendMessage("Hei alle sammen")))


def test_a_message_goes_to_those_in_the_same_place():
    assert decided(by=ANA, when=SendMessage("Hei alle sammen")) == [
        MessageSent("Hei alle sammen", None, "main")
    ]
    assert SAID.chat.messages[FIRST] == Message("ana", SAID.at, "main", "Hei alle sammen")


def test_an_empty_message_is_refused():
    assert refused(by=ANA, when=SendMessage(" \n\t ")) == Code.EMPTY
    assert refused(by=ANA, when=SendMessage("\u200b\u202e")) == Code.EMPTY


def test_a_message_of_ten_thousand_characters_is_refused():
    assert refused(by=ANA, when=SendMessage("a" * 2_000)) is None
    assert refused(by=ANA, when=SendMessage("a" * 10_000)) == Code.TOO_LONG


def test_what_turns_the_reading_order_is_taken_out():
    [event] = decided(by=ANA, when=SendMessage("hei \u202edå\u2066 \x00\x1bder\r\nnede"))

    assert event.text == "hei då der\nnede"


def test_one_answers_a_message_that_is_there():
    assert decided(by=BJORN, when=SendMessage("Hei Ana", FIRST), since=SAID)[0].reply_to == FIRST
    assert refused(by=BJORN, when=SendMessage("Hei", 10**12), since=SAID) == Code.NO_SUCH_MESSAGE


def test_one_does_not_answer_what_is_hidden():
    given = [(MARIT, HideMessage(FIRST))]

    assert refused(given=given, by=BJORN, when=SendMessage("Hei", FIRST), since=SAID) == Code.NO_SUCH_MESSAGE


def test_one_answers_where_it_was_said():
    given = [(MARIT, OpenSideRoom("ana"))]

    assert refused(given=given, by=ANA, when=SendMessage("Hei", FIRST), since=SAID) == Code.NO_SUCH_MESSAGE


def test_somebody_muted_does_not_write():
    assert refused(given=[(MARIT, MuteMember("ana"))], by=ANA, when=SendMessage("Hei")) == Code.MUTED


def test_somebody_muted_talks_in_the_side_room_they_were_taken_to():
    given = [(MARIT, MuteMember("ana")), (MARIT, OpenSideRoom("ana"))]

    assert decided(given=given, by=ANA, when=SendMessage("Hei")) == [MessageSent("Hei", None, "side-1")]


def test_a_closed_chat_is_closed_to_all_but_the_leaders():
    given = [(MARIT, CloseChat())]

    assert refused(given=given, by=ANA, when=SendMessage("Hei")) == Code.CHAT_CLOSED
    assert refused(given=given, by=TOVE, when=SendMessage("Hei")) == Code.CHAT_CLOSED
    assert refused(given=given, by=OLAV, when=SendMessage("Hei")) is None


def test_a_closed_chat_does_not_silence_the_groups():
    given = [(MARIT, CloseChat()), (MARIT, PrepareBreakouts()), (MARIT, OpenBreakouts())]

    assert refused(given=given, by=ANA, when=SendMessage("Hei")) is None


def test_slow_mode_asks_participants_to_wait():
    slow = after((MARIT, SetSlowMode(30)), (ANA, SendMessage("Hei")), (OLAV, SendMessage("Hei")))

    assert refused(by=ANA, when=SendMessage("Igjen"), since=slow, at=slow.at) == Code.SLOW_MODE
    assert refused(by=ANA, when=SendMessage("Igjen"), since=slow, at=slow.at + 30 * SECOND) is None
    assert refused(by=OLAV, when=SendMessage("Igjen"), since=slow, at=slow.at) is None
    assert refused(by=BJORN, when=SendMessage("Hei"), since=slow) is None


def test_a_reaction_is_given_and_taken_back():
    reacted = after((BJORN, React(FIRST, "heart")), since=SAID)

    assert reacted.chat.messages[FIRST].reactions == {"heart": ("bjorn",)}
    assert decided(by=BJORN, when=React(FIRST, "heart"), since=reacted) == []
    assert decided(by=BJORN, when=Unreact(FIRST, "heart"), since=reacted) == [ReactionRemoved(FIRST, "heart")]
    assert after((BJORN, Unreact(FIRST, "heart")), since=reacted).chat.messages[FIRST].reactions == {}
    assert decided(by=BJORN, when=Unreact(FIRST, "smile"), since=reacted) == []


def test_reactions_are_a_small_set():
    assert decided(by=BJORN, when=React(FIRST, "thanks"), since=SAID) == [ReactionAdded(FIRST, "thanks")]
    assert refused(by=BJORN, when=React(FIRST, "skull"), since=SAID) == Code.UNKNOWN_REACTION
    assert refused(by=BJORN, when=React(7, "heart"), since=SAID) == Code.NO_SUCH_MESSAGE


def test_a_leader_hides_a_message_and_shows_it_again():
    hidden = after((OLAV, HideMessage(FIRST, "Navn på en annen")), since=SAID)

    assert hidden.chat.messages[FIRST].hidden_by == "olav"
    assert hidden.chat.messages[FIRST].text == "Hei alle sammen"
    assert decided(by=MARIT, when=HideMessage(FIRST), since=hidden) == []
    assert decided(by=MARIT, when=ShowMessage(FIRST), since=hidden) == [MessageShown(FIRST)]
    assert decided(by=MARIT, when=ShowMessage(FIRST), since=SAID) == []
    assert after((MARIT, ShowMessage(FIRST)), since=hidden).chat.messages == SAID.chat.messages


def test_hiding_what_is_not_there_is_refused():
    assert refused(by=MARIT, when=HideMessage(3)) == Code.NO_SUCH_MESSAGE
    assert refused(by=MARIT, when=ShowMessage(3)) == Code.NO_SUCH_MESSAGE


def test_the_back_channel_is_for_the_staff():
    assert decided(by=TOVE, when=SendBackchannel("Ana hører oss ikke")) == [
        BackchannelSent("Ana hører oss ikke")
    ]
    assert after((TOVE, SendBackchannel("Hei"))).chat.backchannel[FIRST].by == "tove"
    assert refused(by=ANA, when=SendBackchannel("Hei")) == Code.STAFF_ONLY
    assert refused(by=MARIT, when=SendBackchannel("")) == Code.EMPTY


def test_the_leaders_still_have_their_back_channel_after_the_end():
    assert refused(by=MARIT, when=SendBackchannel("Takk for i kveld"), since=ENDED) is None
    assert refused(by=ANA, when=SendMessage("Hei"), since=ENDED) == Code.ENDED


def test_a_group_is_read_by_those_in_it_and_by_a_leader_who_visits():
    groups = after(
        (MARIT, PrepareBreakouts("by_hand", 3)),
        (MARIT, AssignToBreakout("ana", 1)), (MARIT, AssignToBreakout("bjorn", 1)),
        (MARIT, AssignToBreakout("dag", 2)), (MARIT, OpenBreakouts()), (ANA, SendMessage("Bare oss")),
    )  # fmt: skip
    number, message = groups.seq, groups.chat.messages[groups.seq]

    assert message.place == "group-1"
    assert may_read(groups, "bjorn", number, message)
    assert not may_read(groups, "dag", number, message)
    assert not may_read(groups, "marit", number, message)
    assert refused(by=DAG, when=React(number, "heart"), since=groups) == Code.NO_SUCH_MESSAGE
    assert may_read(after((MARIT, VisitBreakout("group-1")), since=groups), "marit", number, message)


def test_a_new_group_of_the_same_name_does_not_read_the_old_one():
    groups = after(
        (MARIT, PrepareBreakouts("by_hand", 3)),
        (MARIT, AssignToBreakout("ana", 1)), (MARIT, OpenBreakouts()), (ANA, SendMessage("Bare oss")),
    )  # fmt: skip
    number, message = groups.seq, groups.chat.messages[groups.seq]
    closed = after((MARIT, CloseBreakouts(0)), since=groups)
    again = after(
        (MARIT, PrepareBreakouts("by_hand", 3)),
        (MARIT, AssignToBreakout("dag", 1)), (MARIT, OpenBreakouts()), since=closed,
    )  # fmt: skip

    assert may_read(closed, "ana", number, message)
    assert not may_read(again, "dag", number, message)


def test_a_message_in_a_side_room_is_for_the_two_in_it():
    room = after((MARIT, OpenSideRoom("ana")), (ANA, SendMessage("Det er tungt i dag")))
    message = room.chat.messages[room.seq]

    assert may_read(room, "marit", room.seq, message)
    assert not may_read(room, "olav", room.seq, message)
    assert not may_read(after((ANA, CloseSideRoom("side-1")), since=room), "ana", room.seq, message)
