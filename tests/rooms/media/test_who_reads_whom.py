"""Who may read what is said: those who may hear it, and nobody who sits on beside it."""

from __future__ import annotations

from rooms.core import commands as c
from rooms.core.actors import Actor
from rooms.media.captions.readers import Theirs
from tests.rooms.core.story import ANA, BJORN, ELIN, MARIT, OLAV
from tests.rooms.media.evening import Device, Evening

OFF = {"ok": False, "code": "captions_off"}


def say(device: Device, text: str) -> dict[str, object]:
    return device.ask("caption", id=str(len(text)), text=text, final=True)


def read(device: Device) -> list[tuple[str, str]]:
    """Whose lines a device was told since it was asked last."""
    return [(each["person"], each["text"]) for each in device.news() if each["kind"] == "caption"]


def in_writing(evening: Evening, person: Actor) -> Device:
    """Somebody who reads along and takes part in writing."""
    device = Device(evening, evening.connect(person), person)
    assert device.ask("captions", on=True) == {"ok": True}
    return device


def test_whoever_takes_part_in_writing_reads_what_is_said_beside_them(evening: Evening):
    marit, ana = evening.enter(MARIT), in_writing(evening, ANA)

    assert say(marit, "Velkommen") == {"ok": True}
    assert read(ana) == [("marit", "Velkommen")]


def test_what_the_leaders_say_when_the_session_is_over_is_not_for_those_who_stay(evening: Evening):
    marit, olav, ana = (evening.enter(each) for each in (MARIT, OLAV, ANA))
    assert ana.ask("captions", on=True) == {"ok": True}
    evening.do(MARIT, c.EndSession())
    ana.news()

    assert ana.ask("captions", on=True) == {"ok": True}  # she asks once more
    assert say(marit, "Hvordan gikk det?") == OFF
    assert olav.ask("captions", on=True) == {"ok": True}
    assert say(marit, "Det gikk bra.") == {"ok": True}
    assert (read(olav), read(ana)) == ([("marit", "Det gikk bra.")], [])


def test_a_side_room_reads_on_when_the_session_is_over(evening: Evening):
    evening.do(OLAV, c.OpenSideRoom(ELIN.id))
    olav, elin = evening.enter(OLAV), evening.enter(ELIN)
    evening.do(MARIT, c.EndSession())

    assert elin.ask("captions", on=True) == {"ok": True}
    assert say(olav, "Ta den tiden du trenger.") == {"ok": True}
    assert read(elin) == [("olav", "Ta den tiden du trenger.")]


def test_nobody_reads_unseen_who_has_left(evening: Evening):
    marit, ana, bjorn = evening.enter(MARIT), evening.enter(ANA), in_writing(evening, BJORN)
    assert say(marit, "Hei") == {"ok": True}
    assert read(bjorn) == [("marit", "Hei")]

    evening.do(BJORN, c.LeaveRoom())
    assert say(marit, "Han har gått.") == OFF
    assert bjorn.ask("captions", on=True) == {"ok": True}
    assert say(marit, "Er vi alene?") == OFF
    assert read(bjorn) == []
    assert marit.ask("captions", on=True) == {"ok": True}
    assert say(ana, "Ja") == {"ok": True}
    assert (read(marit), read(bjorn)) == ([("ana", "Ja")], [])


def test_who_said_no_is_forgotten_with_the_room(evening: Evening):
    """An evening that nobody ends is put away when everybody has long been gone."""
    ana = Device(evening, evening.connect(ANA), ANA)
    assert ana.ask("refuse_captions", on=True) == {"ok": True}
    captions = evening.found.captions

    evening.disconnect(ana.sid)
    captions.forget_rooms_but({evening.room_id})
    assert set(captions.circle.readers) == {evening.room_id}  # she may be back in a moment
    captions.forget_rooms_but(set())
    assert captions.circle.readers == {}


def test_a_no_holds_on_a_device_that_is_connected_to_another_process(evening: Evening):
    marit, ana = evening.enter(MARIT), in_writing(evening, ANA)
    theirs = Theirs(evening.now, unwritten={"marit": "refused"})
    evening.found.captions.hear_of_theirs(evening.room_id, "another", theirs)

    assert say(marit, "Dette skal ikke skrives.") == OFF
    evening.found.captions.hear_of_theirs(evening.room_id, "another", Theirs(evening.now))
    assert say(marit, "Dette kan skrives.") == {"ok": True}
    assert read(ana) == [("marit", "Dette kan skrives.")]
