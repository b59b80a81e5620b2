"""What a viewer sees: updates add up to the view, and nothing hidden leaves."""

from __future__ import annotations

import json
import random
from itertools import islice
from typing import Any

import pytest

from rooms.broadcast import Broadcast, Connection
from rooms.core.actors import Actor
from rooms.core.commands import (
    AskQuestion,
    ChooseBuddy,
    CloseBreakouts,
    HideMessage,
    JoinMedia,
    OpenBreakouts,
    OpenPoll,
    OpenSideRoom,
    PrepareBreakouts,
    ReportSaid,
    ResumeVoice,
    SendBackchannel,
    SendMessage,
    SignalUnwell,
    StopAllVoices,
    StopVoice,
    Vote,
)
from rooms.freezing import Freezer, thaw
from rooms.limits import Bucket
from rooms.service import Rooms
from rooms.wire.audience import audience_of
from rooms.wire.view import NEWEST, older_messages, view
from tests.rooms.core.story import ANA, BJORN, CECILIE, MARIT, OLAV, TOVE
from tests.rooms.evening import PEOPLE, play

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


class Screen:
    """A browser's share of the protocol: it merges, and knows nothing else."""

    def __init__(self, actor: Actor, seen: dict[str, Any], seq: int) -> None:
        self.actor, self.view, self.seq = actor, seen, seq
        self.received: list[dict[str, Any]] = []

    def update(self, update: dict[str, Any]) -> None:
        assert update["from"] == self.seq
        self.received.append(update)
        self.seq = update["seq"]
        if "view" in update:
            self.view = update["view"]
            return
        self.view |= update["set"]
        for name, entries in update["put"].items():
            kept = {**self.view[name], **entries}
            self.view[name] = {key: value for key, value in kept.items() if value is not None}


def watch(rooms: Rooms, room_id: int, *actors: Actor) -> dict[str, Screen]:
    """Connect people; each gets a screen that follows the room."""
    screens: dict[str, Screen] = {}

    def tell(sids: list[str], _event: str, data: dict[str, Any]) -> None:
        for sid in sids:
            screens[sid].update(json.loads(json.dumps(data)))

    broadcast = Broadcast(tell, lambda: 0)
    room = rooms.open(room_id).room
    for actor in actors:
        audience = audience_of(room, actor)
        seen = view(room, actor, audience)
        screens[actor.id] = Screen(actor, json.loads(json.dumps(seen)), room.seq)
        mine = seen["me"]
        told = {"joined": True, "audience": audience, "me": mine}
        broadcast.add(Connection(actor.id, room_id, 1, 1, actor, Bucket(), Bucket(), **told))
    rooms.listen(broadcast.publish)
    return screens


def test_what_a_newcomer_is_sent_does_not_grow_with_the_evening(rooms: Rooms, evening: int):
    for number in range(2 * NEWEST):
        rooms.submit(evening, ANA, SendMessage(f"m{number}"), None, lambda _: None)
        rooms.submit(evening, OLAV, SendBackchannel(f"b{number}"), None, lambda _: None)
    rooms.turn()
    room = rooms.open(evening).room
    audience = audience_of(room, MARIT)

    seen = view(room, MARIT, audience)
    older = older_messages(room, audience, int(next(iter(seen["messages"]))))

    newest = range(NEWEST, 2 * NEWEST)
    assert [said["text"] for said in seen["messages"].values()] == [f"m{number}" for number in newest]
    assert [line["text"] for line in seen["backchannel"].values()] == [f"b{number}" for number in newest]
    assert [said["text"] for said in older.values()] == [f"m{number}" for number in range(NEWEST)]


@pytest.mark.parametrize("place", ["group-1", "side-1"])
def test_a_look_at_a_small_place_stops_where_its_talk_began(rooms: Rooms, evening: int, place: str):
    """The evening before it stays packed, however long it was."""
    for number in range(2 * NEWEST):
        rooms.submit(evening, ANA, SendMessage(f"m{number}"), None, lambda _: None)
    rooms.turn()
    if place == "group-1":
        rooms.handle(evening, MARIT, PrepareBreakouts("random", 3, 10))
        rooms.handle(evening, MARIT, OpenBreakouts())
    else:
        rooms.handle(evening, MARIT, OpenSideRoom(ANA.id))
    member = next(
        m for m in rooms.open(evening).room.members.values() if m.place == place and m.id != MARIT.id
    )
    actor = next(person for person in PEOPLE if person.id == member.id)
    rooms.handle(evening, actor, SendMessage("Bare her"))
    room = thaw(Freezer().freeze(rooms.open(evening).room)).room

    seen = view(room, actor, audience_of(room, actor))

    pages: list[Any] = list(room.chat.messages.pages.values())
    assert [said["text"] for said in seen["messages"].values()] == ["Bare her"]
    assert [page.is_packed for page in pages[:-2]] == [True] * (len(pages) - 2)


@pytest.mark.parametrize("seed", range(6))
def test_updates_add_up_to_what_a_newcomer_would_see(rooms: Rooms, evening: int, seed: int):
    screens = watch(rooms, evening, *PEOPLE)

    for _ten_steps in islice(play(rooms, evening, random.Random(seed), 1_000), None, None, 10):
        room = rooms.open(evening).room
        for screen in screens.values():
            fresh = view(room, screen.actor, audience_of(room, screen.actor))
            assert screen.view == json.loads(json.dumps(fresh)), room.seq


def test_everybody_gets_one_update_for_one_command(rooms: Rooms, evening: int):
    screens = watch(rooms, evening, ANA, BJORN, MARIT)

    rooms.handle(evening, ANA, SendMessage("Hei"))

    assert [len(screen.received) for screen in screens.values()] == [1, 1, 1]


def words_reaching(screen: Screen) -> str:
    return json.dumps([screen.view, screen.received], ensure_ascii=False)


def test_the_back_channel_and_signals_never_reach_participants(rooms: Rooms, evening: int):
    screens = watch(rooms, evening, ANA, BJORN, MARIT, TOVE)

    rooms.handle(evening, MARIT, SendBackchannel("Ana virker sliten"))
    rooms.handle(evening, ANA, SignalUnwell("Jeg blir svimmel"))
    rooms.handle(evening, ANA, ReportSaid("Bjørn var hard", about="bjorn"))

    assert "sliten" not in words_reaching(screens["ana"]) + words_reaching(screens["bjorn"])
    assert "svimmel" in words_reaching(screens["ana"])
    assert "svimmel" not in words_reaching(screens["bjorn"]) + words_reaching(screens["tove"])
    assert "svimmel" in words_reaching(screens["marit"])
    assert "hard" not in words_reaching(screens["bjorn"]) + words_reaching(screens["tove"])


def test_a_report_about_a_leader_reaches_no_leader(rooms: Rooms, evening: int):
    screens = watch(rooms, evening, ANA, MARIT, OLAV)

    rooms.handle(evening, ANA, ReportSaid("Marit avbrøt meg", about="marit"))

    assert "avbrøt" not in words_reaching(screens["marit"]) + words_reaching(screens["olav"])
    assert "avbrøt" in words_reaching(screens["ana"])


def test_who_asked_an_anonymous_question_is_told_to_nobody(rooms: Rooms, evening: int):
    screens = watch(rooms, evening, BJORN, MARIT)

    number = rooms.handle(evening, ANA, AskQuestion("Er dette normalt?", anonymous=True))

    for screen in screens.values():
        question = screen.view["questions"][str(number)]
        assert (question["text"], question["by"]) == ("Er dette normalt?", None)
        assert all(line["by"] != "ana" for update in screen.received for line in update["events"])


def test_a_hidden_message_keeps_its_words_from_the_group(rooms: Rooms, evening: int):
    message = rooms.handle(evening, BJORN, SendMessage("Noe stygt"))
    screens = watch(rooms, evening, ANA, MARIT)

    rooms.handle(evening, OLAV, HideMessage(message, "stygt"))

    assert screens["ana"].view["messages"][str(message)]["text"] == ""
    assert screens["marit"].view["messages"][str(message)]["text"] == "Noe stygt"


def test_a_vote_shows_no_names_and_no_count_before_it_closes(rooms: Rooms, evening: int):
    screens = watch(rooms, evening, ANA, BJORN, MARIT)

    number = rooms.handle(evening, MARIT, OpenPoll("Pause nå?", ("Ja", "Nei")))
    rooms.handle(evening, ANA, Vote(number, 1))

    assert screens["bjorn"].view["polls"][str(number)]["counts"] is None
    assert screens["marit"].view["polls"][str(number)]["counts"] == [0, 1]
    assert screens["ana"].view["me"]["votes"] == {str(number): 1}
    assert screens["bjorn"].view["me"]["votes"] == {}


def test_a_wish_for_a_buddy_is_seen_by_nobody_else(rooms: Rooms, evening: int):
    screens = watch(rooms, evening, ANA, BJORN, MARIT)

    rooms.handle(evening, ANA, ChooseBuddy("bjorn"))

    assert screens["ana"].view["me"]["buddy_choice"] == "bjorn"
    assert screens["bjorn"].view["me"]["buddy_choice"] is None
    assert "buddy_chosen" not in words_reaching(screens["bjorn"]) + words_reaching(screens["marit"])


def test_the_talk_of_a_group_stays_in_the_group(rooms: Rooms, evening: int):
    rooms.handle(evening, MARIT, PrepareBreakouts("random", 3, 10))
    rooms.handle(evening, MARIT, OpenBreakouts())
    groups = rooms.open(evening).room.breakouts.groups
    people = {person.id: person for person in PEOPLE}
    speaker, beside, elsewhere = (people[groups[0][0]], people[groups[0][1]], people[groups[1][0]])
    screens = watch(rooms, evening, speaker, beside, elsewhere, MARIT)

    rooms.handle(evening, speaker, SendMessage("Bare oss her"))

    assert "Bare oss her" in words_reaching(screens[beside.id])
    assert "Bare oss her" not in words_reaching(screens[elsewhere.id]) + words_reaching(screens["marit"])


def test_a_side_room_looks_like_a_short_absence_to_the_others(rooms: Rooms, evening: int):
    screens = watch(rooms, evening, ANA, BJORN, CECILIE, OLAV)

    rooms.handle(evening, MARIT, OpenSideRoom("ana"))

    assert screens["bjorn"].view["people"]["ana"]["place"] == "away"
    assert screens["ana"].view["me"]["place"].startswith("side-")
    assert screens["olav"].view["people"]["ana"]["place"].startswith("side-")


def test_going_to_a_group_and_back_is_announced_although_all_one_sees_is_new(rooms: Rooms, evening: int):
    screens = watch(rooms, evening, ANA)

    rooms.handle(evening, MARIT, PrepareBreakouts("random", 3, 10))
    rooms.handle(evening, MARIT, OpenBreakouts())
    rooms.handle(evening, MARIT, CloseBreakouts(0))

    told = [[line["kind"] for line in update["events"]] for update in screens["ana"].received]
    assert told == [[], ["breakouts_opened"], ["breakouts_closed"]]


def test_what_is_done_to_all_microphones_is_told_as_no_act_against_one(rooms: Rooms, evening: int):
    for person in (ANA, BJORN):
        rooms.handle(evening, person, JoinMedia())
    screens = watch(rooms, evening, ANA)

    rooms.handle(evening, MARIT, StopVoice("ana"))
    rooms.handle(evening, ANA, ResumeVoice())
    rooms.handle(evening, OLAV, StopAllVoices())

    lines = [line for update in screens["ana"].received for line in update["events"]]
    assert [(line["kind"], line["by"], line["person"]) for line in lines] == [
        ("voice_stopped", "marit", "ana"),
        ("all_voices_stopped", "olav", "ana"),
        ("all_voices_stopped", "olav", "bjorn"),
    ]
