"""What of all that is sent a device receives: by who is there, its rung, and what the room lets through."""

from __future__ import annotations

from rooms.media.carrier import Passed
from rooms.media.company import Party, Rung
from rooms.media.janus.videoroom import Feed, Source, What, mids_of
from rooms.media.janus.wishes import one_picture, wanted

MIDS = {What.VOICE: "0", What.PICTURE: "1", What.SCREEN: "2"}
FEEDS = {"ana": Feed(1, "ana", MIDS), "berit": Feed(2, "berit", MIDS), "cato": Feed(3, "cato", MIDS)}


def party(name: str, rung: Rung = Rung.ALL, voice: bool = True, picture: bool = True) -> Party:
    return Party(name, "sid", 1, f"person-{name}", rung, voice, picture)


def passes(each: Party) -> Passed:
    return Passed(each.voice, each.picture, each.screen)


def received(rung: Rung, *beside: Party, shown: str = "") -> list[Source]:
    return sorted(wanted(party("me", rung), beside, FEEDS, passes, shown))


def test_who_takes_sound_receives_every_voice_and_no_picture() -> None:
    assert received(Rung.SOUND, party("ana"), party("berit")) == [Source(1, "0"), Source(2, "0")]


def test_who_takes_all_receives_the_pictures_that_are_on() -> None:
    on, off = party("ana"), party("berit", picture=False)

    assert received(Rung.ALL, on, off) == [Source(1, "0"), Source(1, "1"), Source(2, "0")]


def test_a_voice_that_is_off_is_received_all_the_same_so_that_it_is_there_at_once() -> None:
    assert received(Rung.SOUND, party("ana", voice=False)) == [Source(1, "0")]


def test_who_takes_one_picture_receives_the_one_that_is_shown() -> None:
    pictures = received(Rung.ONE, party("ana"), party("berit"), shown="berit")

    assert pictures == [Source(1, "0"), Source(2, "0"), Source(2, "1")]


def test_a_screen_takes_the_place_of_the_one_picture() -> None:
    ana, berit = party("ana"), party("berit")
    berit.screen = True

    assert received(Rung.ONE, ana, berit, shown="ana") == [Source(1, "0"), Source(2, "0"), Source(2, "2")]
    assert Source(1, "1") in received(Rung.ALL, ana, berit)


def test_who_sends_nothing_yet_is_not_received() -> None:
    assert received(Rung.ALL, party("dag")) == []


def test_the_one_picture_is_who_is_in_focus_then_who_speaks_then_who_spoke() -> None:
    ana, berit, cato = party("ana"), party("berit"), party("cato")
    everybody = [ana, berit, cato]

    assert one_picture(everybody, passes, focus="", before="") == "ana"
    berit.speaking = True
    assert one_picture(everybody, passes, focus="", before="ana") == "berit"
    ana.speaking = True
    assert one_picture(everybody, passes, focus="", before="berit") == "berit"
    berit.speaking = ana.speaking = False
    assert one_picture(everybody, passes, focus="", before="berit") == "berit"
    assert one_picture(everybody, passes, focus="person-cato", before="berit") == "cato"
    cato.picture = False
    assert one_picture(everybody, passes, focus="person-cato", before="berit") == "berit"
    assert one_picture([cato], passes, focus="", before="cato") == ""


def test_what_is_sent_is_told_by_its_kind_and_order() -> None:
    streams = [
        {"type": "video", "mindex": 2, "mid": "c"},
        {"type": "audio", "mindex": 0, "mid": "a"},
        {"type": "video", "mindex": 1, "mid": "b", "disabled": True},
    ]

    assert mids_of(streams) == {What.VOICE: "a", What.SCREEN: "c"}
