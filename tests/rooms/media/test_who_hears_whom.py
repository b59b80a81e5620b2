"""Who may signal to whom: every pair of people, wherever they are; whatever is not allowed is refused."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from rooms.core import commands as c
from rooms.core.actors import Actor
from rooms.core.rules import is_seated, place_of
from tests.rooms.core.story import (
    ANA,
    BJORN,
    CECILIE,
    DAG,
    ELIN,
    FARID,
    GERD,
    HARALD,
    INGER,
    JONAS,
    MARIT,
    OLAV,
    TOVE,
)
from tests.rooms.media.devices import OFFER
from tests.rooms.media.evening import Device, Evening

RELAY = "candidate:1 1 udp 41885439 192.0.2.7 51021 typ relay raddr 0.0.0.0 rport 0"
SAID: tuple[dict[str, Any], ...] = (
    {"description": {"type": "offer", "sdp": OFFER}},
    {"description": {"type": "answer", "sdp": OFFER}},
    {"candidate": {"candidate": RELAY, "sdpMid": "0", "sdpMLineIndex": 0, "usernameFragment": None}},
    {"candidate": None},
)
# Where everybody is in the evening below; "" is nowhere: who takes part in writing, is at the door, or gone.
PLACES = {
    ANA: "group-1",
    BJORN: "group-1",
    MARIT: "group-1",
    CECILIE: "group-2",
    DAG: "group-2",
    ELIN: "side-1",
    OLAV: "side-1",
    TOVE: "main",
    FARID: "main",
    JONAS: "",
    GERD: "",
    HARALD: "",
    INGER: "",
}


@pytest.fixture
def devices(evening: Evening) -> dict[Actor, Device]:
    """Two groups, one with a leader; the other leader in a side room; two at the table; the rest gone."""
    for person in (GERD, HARALD, JONAS):
        evening.do(person, c.Enter())
    evening.do(MARIT, c.AdmitAll())
    devices = {person: Device(evening, evening.connect(person), person) for person in PLACES}
    for person in (GERD, HARALD):
        assert devices[person].enter()["ok"]
    evening.do(MARIT, c.RemoveMember(GERD.id, "ut"))
    evening.do(HARALD, c.LeaveRoom())
    for person, place in PLACES.items():
        assert devices[person].enter()["ok"] if place else True
    evening.do(MARIT, c.PrepareBreakouts("by_hand", 3, 10))
    for person, place in PLACES.items():
        if place.startswith("group-") and person is not MARIT:
            evening.do(MARIT, c.AssignToBreakout(person.id, int(place.removeprefix("group-"))))
    evening.do(MARIT, c.OpenBreakouts())
    evening.do(MARIT, c.VisitBreakout("group-1"))
    evening.do(OLAV, c.OpenSideRoom(ELIN.id))
    for device in devices.values():
        device.news()
    return devices


def test_everybody_is_where_this_test_believes(evening: Evening, devices: dict[Actor, Device]):
    room = evening.rooms.open(evening.room_id).room

    assert {
        person: place_of(room, person.id) if evening.media.parties.of(device.party) else ""
        for person, device in devices.items()
    } == PLACES


@pytest.mark.parametrize("said", SAID)
def test_signals_reach_only_those_in_the_same_place(
    evening: Evening, devices: dict[Actor, Device], said: dict[str, Any]
):
    wrong = []
    for sender, receiver in itertools.product(devices, repeat=2):
        answer = devices[sender].ask("signal", to=devices[receiver].party or "0123456789abcdef", **said)
        heard = {person for person, device in devices.items() if device.news()}

        may = bool(PLACES[sender]) and PLACES[sender] == PLACES[receiver] and sender is not receiver
        if (answer["ok"], heard) != (may, {receiver} if may else set()):
            wrong.append((sender.id, receiver.id, answer, heard))

    assert wrong == []


def test_who_takes_no_part_is_told_why(evening: Evening, devices: dict[Actor, Device]):
    to = devices[ANA].party
    for kind in ("signal", "state", "speaking", "ice"):
        codes = {
            person.id: devices[person].ask(kind, to=to, candidate=None, speaking=True)["code"]
            for person in (GERD, HARALD, INGER, JONAS)
        }
        assert codes == {
            "gerd": "removed",
            "harald": "not_in_room",
            "inger": "not_in_room",
            "jonas": "not_in_media",
        }


def test_each_sees_those_in_their_place_and_nobody_else(evening: Evening, devices: dict[Actor, Device]):
    room = evening.rooms.open(evening.room_id).room
    for person, device in devices.items():
        party = evening.media.parties.of(device.party)
        beside = {each.person for each in evening.media.around.beside(party)} if party else set()

        assert beside == {
            other.id
            for other, place in PLACES.items()
            if place and place == PLACES[person] and other is not person
        }
        assert is_seated(room, person.id) or not beside


def test_speaking_is_told_in_the_same_place_only(evening: Evening, devices: dict[Actor, Device]):
    for person, device in devices.items():
        device.ask("speaking", speaking=True)

        heard = {other for other, each in devices.items() if each.news()}
        assert heard == {o for o in PLACES if PLACES[person] and PLACES[o] == PLACES[person] and o != person}


def test_a_forged_sender_is_overwritten(devices: dict[Actor, Device]):
    answer = devices[ANA].ask("signal", to=devices[BJORN].party, candidate=None, **{"from": "publish"})

    assert answer == {"ok": True}
    assert devices[BJORN].news() == [{"kind": "signal", "from": devices[ANA].party, "candidate": None}]
