"""Coming, changing, moving and going: what is told to whom, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from rooms.core import commands as c
from rooms.core.actors import Actor, Part
from rooms.limits import Bucket
from rooms.media.absent import Absent
from rooms.presence import GRACE_MS
from tests.rooms.core.story import ANA, BJORN, CECILIE, CHECK, DAG, ELIN, FARID, INGER, MARIT, OLAV, TOVE
from tests.rooms.media.evening import Device, Evening


def entry(device: Device, **changes: Any) -> dict[str, Any]:
    """A device as the others are told of it."""
    on = {"rung": "all", "voice": True, "picture": False, "screen": False, "speaking": False}
    return {"party": device.party, "person": device.person.id} | on | changes


def state(device: Device, **changes: Any) -> dict[str, Any]:
    told = entry(device, **changes)
    return {"kind": "state"} | {name: told[name] for name in told if name not in ("person", "speaking")}


def test_who_comes_is_told_of_the_others_and_they_of_them(evening: Evening):
    ana = evening.enter(ANA)
    bjorn = Device(evening, evening.connect(BJORN), BJORN)

    answer = bjorn.enter(rung="sound", picture=True)

    assert {name: answer[name] for name in ("ok", "carrier", "relay_only", "most", "company")} == {
        "ok": True,
        "carrier": "mesh",
        "relay_only": True,
        "most": {"voices": 10, "pictures": 6},
        "company": [entry(ana)],
    }
    assert [each["urls"] for each in answer["ice"]] == [["turn:127.0.0.1:3478"]]
    assert ana.news() == [{"kind": "company", "company": [entry(bjorn, rung="sound", picture=True)]}]
    assert bjorn.news() == []
    assert evening.rooms.open(evening.room_id).room.media.joined == {"ana", "bjorn"}


def test_what_a_device_turns_on_and_off_is_told_as_a_change(evening: Evening):
    ana, bjorn = evening.enter(ANA), evening.enter(BJORN)
    ana.news()

    assert bjorn.ask("state", picture=True) == {"ok": True}
    assert bjorn.ask("state", picture=True) == {"ok": True}
    assert bjorn.ask("state", voice=False, picture=False, screen=False, rung="one") == {"ok": True}

    assert ana.news() == [state(bjorn, picture=True), state(bjorn, voice=False, rung="one")]
    assert bjorn.news() == []


def test_a_leaders_mute_is_told_whatever_the_device_says(evening: Evening):
    marit, ana = evening.enter(MARIT), evening.enter(ANA, picture=True)
    marit.news()

    evening.do(MARIT, c.StopVoice(ANA.id))
    evening.do(OLAV, c.StopPicture(ANA.id))
    ana.ask("state", voice=True, picture=True)
    ana.ask("speaking", speaking=True)

    assert marit.news() == [state(ana, voice=False, picture=True), state(ana, voice=False)]

    evening.do(ANA, c.ResumeVoice())
    evening.do(MARIT, c.MuteMember(ANA.id))
    evening.do(ANA, c.TakeBreak())
    evening.do(ANA, c.ResumePicture())
    assert marit.news() == [state(ana), state(ana, voice=False)]


def test_whose_microphone_was_off_is_not_told_that_a_leader_turned_it_off(evening: Evening):
    marit, _ana, _bjorn = evening.enter(MARIT), evening.enter(ANA, voice=False), evening.enter(BJORN)

    for person in (ANA, BJORN):
        assert evening.press(marit.sid, "mute_member", person=person.id)["ok"]

    room = evening.rooms.open(evening.room_id).room
    assert [person for person in ("ana", "bjorn") if room.members[person].muted] == ["ana", "bjorn"]
    assert room.media.voices_stopped == {"bjorn"}
    # What devices say is nothing for a browser to name.
    answer = evening.press(marit.sid, "mute_member", person=CECILIE.id, silent=[CECILIE.id])
    assert answer["code"] == "malformed"


def test_everybody_is_muted_but_those_who_lead(evening: Evening):
    marit, ana, tove = evening.enter(MARIT), evening.enter(ANA), evening.enter(TOVE)
    for device in (marit, ana, tove):
        device.news()

    evening.do(OLAV, c.StopAllVoices())

    assert marit.news() == tove.news() == [state(ana, voice=False)]
    assert ana.news() == []


def test_only_those_are_turned_off_together_whose_microphone_is_on(evening: Evening):
    marit, ana, bjorn = evening.enter(MARIT), evening.enter(ANA), evening.enter(BJORN, voice=False)

    assert evening.press(marit.sid, "stop_all_voices")["ok"]

    media = evening.media.around.room(evening.room_id).media
    assert media.voices_stopped == {ANA.id}
    assert bjorn.ask("state", voice=True) == {"ok": True}
    assert ana.news()[-1] == state(bjorn)
    assert evening.press(marit.sid, "stop_all_voices")["ok"]
    assert evening.media.around.room(evening.room_id).media.voices_stopped == {ANA.id, BJORN.id}


def test_a_device_that_is_not_known_here_is_turned_off_too(evening: Evening):
    marit, ana = evening.enter(MARIT), evening.enter(ANA, voice=False)
    evening.disconnect(ana.sid)

    evening.press(marit.sid, "stop_all_voices")

    assert evening.media.around.room(evening.room_id).media.voices_stopped == {ANA.id}


def test_nobody_says_for_others_that_their_microphone_is_off(evening: Evening):
    marit = evening.enter(MARIT)

    answer = evening.press(marit.sid, "stop_all_voices", silent=[ANA.id])

    assert answer == {"ok": False, "code": "malformed"}


def test_a_screen_is_seen_when_the_log_says_that_it_is_shared(evening: Evening):
    marit, ana = evening.enter(MARIT), evening.enter(ANA)
    marit.news()
    ana.news()

    assert ana.ask("state", screen=True) == {"ok": False, "code": "may_not_share"}
    assert marit.ask("state", screen=True) == {"ok": True}
    assert ana.news() == []
    evening.do(MARIT, c.ShareScreen())
    evening.do(MARIT, c.AllowSharing(ANA.id))

    assert ana.news() == [state(marit, screen=True)]
    assert ana.ask("state", screen=True, voice=False) == {"ok": False, "code": "screen_shared"}
    assert marit.news() == []
    evening.do(OLAV, c.StopSharing())
    assert ana.news() == [state(marit)]


def test_places_take_sound_along_both_ways(evening: Evening):
    marit, ana, bjorn = evening.enter(MARIT), evening.enter(ANA), evening.enter(BJORN)
    cecilie, dag = evening.enter(CECILIE), evening.enter(DAG)
    everybody = {"marit", "ana", "bjorn", "cecilie", "dag"}
    evening.do(MARIT, c.PrepareBreakouts("by_hand", 3, 10))
    for person, group in ((ANA, 1), (BJORN, 1), (CECILIE, 2), (DAG, 2)):
        evening.do(MARIT, c.AssignToBreakout(person.id, group))

    evening.do(MARIT, c.OpenBreakouts())
    assert [each.company() for each in (marit, ana, bjorn, cecilie, dag)] == [
        *(set(), {"bjorn"}, {"ana"}, {"dag"}, {"cecilie"})
    ]
    evening.do(MARIT, c.VisitBreakout("group-2"))
    assert (marit.company(), cecilie.company()) == ({"cecilie", "dag"}, {"marit", "dag"})
    assert ana.news() == []
    evening.do(MARIT, c.OpenSideRoom(ANA.id))
    assert (marit.company(), ana.company(), bjorn.company()) == ({"ana"}, {"marit"}, set())
    assert cecilie.company() == {"dag"}
    evening.do(OLAV, c.CloseBreakouts(0))
    evening.do(MARIT, c.CloseSideRoom("side-1"))
    for device, name in ((marit, "marit"), (ana, "ana"), (bjorn, "bjorn"), (dag, "dag")):
        assert device.company() == everybody - {name}


def test_who_is_removed_is_out_at_once(evening: Evening):
    marit, ana = evening.enter(MARIT), evening.enter(ANA)
    marit.news()

    evening.do(MARIT, c.RemoveMember(ANA.id, "ut"))

    assert ana.news() == [{"kind": "off", "code": "removed"}]
    assert marit.news() == [{"kind": "company", "company": []}]
    assert ana.ask("signal", to=marit.party, candidate=None) == {"ok": False, "code": "removed"}
    assert ana.enter() == {"ok": False, "code": "removed"}
    assert marit.news() == []


def test_when_the_session_ends_the_staff_talk_on_and_a_side_room_does(evening: Evening):
    marit, olav, ana, bjorn = (evening.enter(person) for person in (MARIT, OLAV, ANA, BJORN))
    evening.do(OLAV, c.BeginPhase(CHECK))
    evening.do(OLAV, c.OpenSideRoom(BJORN.id))
    for device in (marit, olav, ana, bjorn):
        device.news()

    evening.do(MARIT, c.EndSession())

    assert ana.news() == [{"kind": "off", "code": "ended"}]
    assert marit.company() == set()
    assert olav.news() == bjorn.news() == []
    assert ana.ask("state", voice=True) == {"ok": False, "code": "ended"}
    assert ana.enter() == {"ok": False, "code": "ended"}
    evening.do(OLAV, c.CloseSideRoom("side-1"))
    assert bjorn.news() == [{"kind": "off", "code": "ended"}]
    assert (marit.company(), olav.company()) == ({"olav"}, {"marit"})


def test_who_leaves_the_room_takes_no_part(evening: Evening):
    ana, bjorn, cecilie = evening.enter(ANA), evening.enter(BJORN), evening.enter(CECILIE)
    ana.news()

    evening.do(BJORN, c.LeaveRoom())
    evening.do(MARIT, c.MarkByPhone(CECILIE.id))

    assert bjorn.news()[-1] == {"kind": "off", "code": "left"}
    assert cecilie.news()[-1] == {"kind": "off", "code": "left"}
    assert ana.company() == set()
    assert bjorn.enter() == {"ok": False, "code": "not_in_room"}
    evening.do(BJORN, c.Enter())
    assert bjorn.enter()["ok"]


def test_of_two_devices_of_a_person_the_newer_takes_over(evening: Evening):
    ana, old = evening.enter(ANA), evening.enter(BJORN)
    ana.news()

    new = evening.enter(BJORN)

    assert old.news() == [{"kind": "off", "code": "other_device"}]
    assert ana.news() == [{"kind": "company", "company": [entry(new)]}]
    assert old.ask("signal", to=ana.party, candidate=None) == {"ok": False, "code": "not_in_media"}
    assert old.ask("leave") == {"ok": True}
    evening.disconnect(old.sid)
    assert ana.ask("signal", to=old.party, candidate=None) == {"ok": False, "code": "bad_signal"}
    assert ana.ask("signal", to=new.party, candidate=None) == {"ok": True}
    assert "bjorn" in evening.rooms.open(evening.room_id).room.media.joined


def test_who_enters_anew_on_the_same_device_is_another_party_and_is_not_put_out(evening: Evening):
    ana, bjorn = evening.enter(ANA), evening.enter(BJORN)
    before = bjorn.party
    ana.news()

    assert bjorn.enter()["ok"]

    assert bjorn.party != before
    assert bjorn.news() == []
    assert ana.news() == [{"kind": "company", "company": [entry(bjorn)]}]


def test_leaving_is_written_down_and_told(evening: Evening):
    ana, bjorn = evening.enter(ANA), evening.enter(BJORN)
    ana.news()

    assert bjorn.ask("leave")["ok"]

    assert evening.rooms.open(evening.room_id).room.media.joined == {"ana"}
    assert ana.news() == [{"kind": "company", "company": []}]
    assert bjorn.news() == []
    assert bjorn.ask("ice") == {"ok": False, "code": "not_in_media"}


def test_a_reload_leaves_no_trace_and_whoever_stays_away_is_written_down(evening: Evening):
    absent = Absent(evening.found)
    ana = evening.enter(ANA)
    written = evening.rooms.open(evening.room_id).room.seq
    evening.connect(BJORN)

    evening.disconnect(ana.sid)
    back = Device(evening, evening.connect(ANA), ANA)
    absent.look()
    evening.pass_time(GRACE_MS)
    absent.look()
    evening.rooms.turn()
    assert back.enter()["ok"]
    assert evening.rooms.open(evening.room_id).room.seq == written

    evening.disconnect(back.sid)
    evening.connect(ANA)
    absent.look()
    evening.pass_time(GRACE_MS + 1)
    absent.look()
    evening.rooms.turn()
    assert evening.rooms.open(evening.room_id).room.media.joined == frozenset()


def test_whoever_is_played_after_they_left_takes_part_no_more(evening: Evening):
    absent = Absent(evening.found)
    ana = evening.enter(ANA)
    evening.found.simulated.add((evening.room_id, "ana"))

    evening.disconnect(ana.sid)
    absent.look()
    evening.pass_time(GRACE_MS + 1)
    absent.look()
    evening.rooms.turn()

    assert evening.rooms.open(evening.room_id).room.media.joined == frozenset()


def test_a_mesh_bears_six_pictures(evening: Evening):
    shown = [evening.enter(person, picture=True) for person in (ANA, BJORN, CECILIE, DAG, ELIN, FARID)]
    marit = evening.enter(MARIT)
    olav = Device(evening, evening.connect(OLAV), OLAV)

    assert marit.ask("state", voice=False, picture=True) == {"ok": False, "code": "pictures_full"}
    assert olav.enter(picture=True) == {"ok": False, "code": "pictures_full"}
    assert shown[0].ask("state", picture=True) == {"ok": True}
    told = [each for each in shown[0].news() if each["kind"] == "company"][-1]["company"]
    assert [each["voice"] for each in told if each["person"] == "marit"] == [True]

    assert shown[0].ask("state", picture=False) == {"ok": True}
    assert marit.ask("state", picture=True) == {"ok": True}


def test_a_mesh_bears_ten_voices(evening: Evening):
    crowd = [Actor(f"p{n}", Part.PARTICIPANT, f"P{n}", accepted_rules=True) for n in range(11)]
    for person in crowd:
        evening.do(person, c.Enter())
    evening.do(MARIT, c.AdmitAll())
    devices = [evening.enter(person) for person in crowd[:10]]
    late = Device(evening, evening.connect(crowd[10]), crowd[10])
    seq = evening.rooms.open(evening.room_id).room.seq

    assert late.enter() == {"ok": False, "code": "media_full"}
    assert evening.rooms.open(evening.room_id).room.seq == seq
    # Who is in already may come in anew, and on another device.
    assert devices[0].enter()["ok"]
    evening.enter(crowd[1])
    devices[2].ask("leave")
    assert late.enter()["ok"]


def test_nobody_comes_in_where_nothing_carries(engine: Engine):
    evening = Evening(engine, MEDIA="none")
    device = Device(evening, evening.connect(ANA), ANA)

    assert evening.media.name == "none"
    assert device.enter() == {"ok": False, "code": "media_off"}
    assert evening.rooms.open(evening.room_id).room.media.joined == frozenset()


def test_who_has_no_seat_does_not_come_in(evening: Evening):
    inger = Device(evening, evening.connect(INGER), INGER)

    assert inger.enter() == {"ok": False, "code": "not_in_room"}
    assert len(evening.media.parties) == 0


def test_who_is_gone_before_the_log_says_they_take_part_is_no_party(evening: Evening):
    connection = evening.found.broadcast.of(evening.connect(ANA))
    assert connection is not None
    answers: list[dict[str, Any]] = []
    wish = {"kind": "enter", "rung": "all", "voice": True, "picture": False}

    evening.ask_without_turn(connection.sid, wish, answers)
    evening.disconnect(connection.sid)
    evening.rooms.turn()

    assert answers == [{"ok": False, "code": "not_in_media"}]
    assert len(evening.media.parties) == 0


def test_fresh_credentials_are_a_persons_own_on_whichever_device(evening: Evening):
    """The relay counts by the name in them what one person takes."""

    def name(device: Device) -> str:
        (server,) = device.ask("ice")["ice"]
        assert server["urls"] == ["turn:127.0.0.1:3478"]
        return str(server["username"].partition(":")[2])

    on_her_phone, bjorn = name(evening.enter(ANA)), evening.enter(BJORN)
    ana = evening.enter(ANA)

    assert name(ana) == on_her_phone != name(bjorn)
    assert ana.party not in on_her_phone


HOSTILE: list[dict[str, Any]] = [
    *({}, {"kind": None}, {"kind": 7}, {"kind": []}, {"kind": "fly"}, {"kind": "__class__"}),
    *({"kind": "enter"}, {"kind": "enter", "rung": "text", "voice": True, "picture": False}),
    {"kind": "enter", "rung": "all", "voice": 1, "picture": False},
    {"kind": "enter", "rung": ["all"], "voice": True, "picture": False},
    {"kind": "enter", "rung": "all", "voice": True},
    *({"kind": "state", "voice": "yes"}, {"kind": "state", "rung": None}, {"kind": "state", "screen": 0}),
    *({"kind": "speaking"}, {"kind": "speaking", "speaking": 1}),
]


@pytest.mark.parametrize("data", HOSTILE)
def test_what_makes_no_sense_is_refused_and_changes_nothing(evening: Evening, data: dict[str, Any]):
    ana, bjorn = evening.enter(ANA), evening.enter(BJORN)
    ana.news()

    answer = evening.ask(bjorn.sid, data.get("kind"), **{name: data[name] for name in data if name != "kind"})

    assert answer == {"ok": False, "code": "malformed"}
    assert ana.news() == []


def test_speech_is_passed_on_four_times_a_second_and_the_last_word_counts(evening: Evening):
    ana, bjorn = evening.enter(ANA), evening.enter(BJORN)
    ana.news()
    talk = [True, False, True, False, True]

    for speaking in talk:
        evening.say(bjorn.sid, speaking)
        evening.pass_time(10)
    told = [each["speaking"] for each in ana.news()]
    evening.pass_time(1_000)

    assert told == [True]
    # It is as it was told: nothing more to say.
    assert ana.news() == []
    evening.say(bjorn.sid, False)
    evening.say(bjorn.sid, True)
    evening.say(bjorn.sid, False)
    evening.say(bjorn.sid, True)
    evening.pass_time(300)
    assert [each["speaking"] for each in ana.news()] == [False, True]


def test_signals_are_counted_and_nothing_of_them_is_written_down(evening: Evening):
    ana, bjorn = evening.enter(ANA), evening.enter(BJORN)
    seq = evening.rooms.open(evening.room_id).room.seq

    ana.ask("signal", to=bjorn.party, candidate=None)
    ana.ask("signal", to="nobody", candidate=None)
    ana.ask("signal", to=bjorn.party, candidate={"candidate": "nonsense"})

    figures = evening.rooms.figures
    assert (figures.signals, figures.signals_refused) == (1, 2)
    assert evening.rooms.open(evening.room_id).room.seq == seq


def test_many_signals_at_once_pass_and_a_flood_does_not(evening: Evening):
    ana, bjorn = evening.enter(ANA), evening.enter(BJORN)
    evening.measure(ana.sid)

    answers = [ana.ask("signal", to=bjorn.party, candidate=None) for _ in range(400)]

    passed = sum(answer["ok"] for answer in answers)
    assert 200 <= passed < 400
    assert {"ok": False, "code": "too_fast"} in answers
    # Who signals fast may write at once.
    assert evening.ask(bjorn.sid, "leave")["ok"]


def test_a_flood_of_changes_is_slowed_as_one_of_commands_is(evening: Evening):
    """Everybody is told of each, so all who are in the room have one measure together."""
    ana, bjorn = evening.enter(ANA), evening.enter(BJORN)
    together = Bucket(10)
    for device in (ana, bjorn):
        evening.measure(device.sid, together)

    flood = [ana.ask("state", voice=number % 2 == 0) for number in range(200)]

    assert flood[0] == {"ok": True}
    assert flood[-1] == bjorn.ask("state", voice=False) == {"ok": False, "code": "room_too_fast"}
    assert sum(answer["ok"] for answer in flood) < 100


def test_while_the_carrier_is_away_people_are_told_and_come_back_anew(evening: Evening):
    ana, bjorn = evening.enter(ANA), evening.enter(BJORN)
    reader = Device(evening, evening.connect(CECILIE), CECILIE)
    carrier = evening.media.carrier
    assert carrier is not None
    for device in (ana, bjorn):
        device.news()

    carrier.is_up = False
    evening.media.around.carrier_is(False)
    assert ana.ask("signal", to=bjorn.party, candidate=None) == {"ok": False, "code": "media_off"}
    assert reader.enter() == {"ok": False, "code": "media_off"}
    carrier.is_up = True
    evening.media.around.carrier_is(True)

    for device in (ana, bjorn, reader):
        told = [each for each in device.news() if each["kind"] == "carrier"]
        assert told == [{"kind": "carrier", "up": False}, {"kind": "carrier", "up": True}]
        assert device.enter()["ok"]
    assert ana.company() == {"bjorn", "cecilie"}
