"""Captions over real sockets: who gets them, who may say no, and that nothing of them stays anywhere."""

from __future__ import annotations

import math
import shutil
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from elearn.app import create_app
from elearn.extensions import db
from rooms.simulation.client import Client, Ticket
from rooms.simulation.crowd import gather
from tests.conftest import DATABASE
from tests.rooms.clients import ANA, BJORN, LEADER, OTHER_LEADER, seated, together
from tests.rooms.media.devices import Device, taking_part, until
from tests.services.speech_engine import SpeechEngine, speech_engine
from tests.serving import Server, served

OFF = {"ok": False, "code": "captions_off"}


@pytest.fixture
def engine() -> Iterator[SpeechEngine]:
    with speech_engine() as engine:
        yield engine


@pytest.fixture(params=["direct", "stock"])
def server(
    request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path, engine: SpeechEngine
) -> Iterator[Server]:
    shutil.copy(empty_database, tmp_path / DATABASE)
    settings = {"ROOM_PATH": request.param, "MEDIA_DIRECT": "1", "CAPTIONS_URL": engine.url}
    with served(tmp_path, **settings) as server:
        yield server


@pytest.fixture
def tickets(server: Server) -> list[Ticket]:
    """Two leaders and two participants."""
    return _tickets(server)


def _tickets(server: Server) -> list[Ticket]:
    beside = create_app(DATA=server.data, URL=server.url)
    with beside.app_context():
        (room,) = gather(beside, db.session, server.url, rooms=1, people=4)
        db.session.commit()
    return room.tickets


async def talking(tickets: list[Ticket]) -> tuple[list[Client], list[Device]]:
    """Everybody takes part with the voice on."""
    clients = await seated(tickets)
    return clients, await taking_part(clients)


async def part(clients: list[Client]) -> None:
    for client in clients:
        await client.stop()


def tone(hertz: int, seconds: float = 0.25) -> bytes:
    """What a microphone would give of it."""
    samples = range(int(16_000 * seconds))
    return array("h", [int(9_000 * math.sin(math.tau * hertz * at / 16_000)) for at in samples]).tobytes()


async def speak(device: Device, hertz: int, pieces: int = 4) -> None:
    """So many quarters of a second, and a pause."""
    for sound in [*[tone(hertz)] * pieces, bytes(8_000)]:
        answer = await device.ask("sound", sound=sound)
        assert answer == {"ok": True}


def person(device: Device) -> str:
    return str(device.client.view["me"]["id"])


def lines(device: Device) -> list[tuple[str, str]]:
    """Whose final lines this device was told."""
    told = [each for each in device.told if each["kind"] == "caption" and each["final"]]
    return [(each["person"], each["text"]) for each in told]


def captions(device: Device) -> dict[str, Any]:
    """What this device was told last of captions as such."""
    told = [each for each in device.told if each["kind"] == "captions"]
    return told[-1] if told else {"on": False, "reading": False}


def test_who_asked_reads_what_the_others_say_each_by_name(tickets: list[Ticket], engine: SpeechEngine):
    async def act() -> None:
        clients, devices = await talking(tickets)
        marit, olav, ana, bjorn = (devices[each] for each in (LEADER, OTHER_LEADER, ANA, BJORN))
        assert (await ana.ask("captions", on=True)) == {"ok": True}
        assert await until(lambda: captions(marit)["on"] and captions(ana)["reading"])

        await speak(marit, 300)
        await speak(bjorn, 500)
        assert await until(lambda: len(lines(ana)) >= 2)

        told = [(person(marit), "a tone of 300"), (person(bjorn), "a tone of 500")]
        assert sorted(lines(ana)) == sorted(told)
        assert [lines(each) for each in (marit, olav, bjorn)] == [[], [], []]
        assert captions(ana)["on"] is False  # nobody reads hers
        assert await until(lambda: all(call.has_ended for call in engine.calls))
        heard = sorted(
            (call.config["sample_rate"], len(call.sound), round(call.hertz, -1)) for call in engine.heard
        )
        assert heard == [(16_000, 40_000, 300), (16_000, 40_000, 500)]
        await part(clients)

    together(act)


def test_nothing_is_listened_to_unless_somebody_beside_reads_and_the_voice_is_let_through(
    tickets: list[Ticket], engine: SpeechEngine
):
    async def act() -> None:
        clients, devices = await talking(tickets)
        marit, ana, bjorn = devices[LEADER], devices[ANA], devices[BJORN]
        line = {"id": "1", "text": "Hei", "final": True}

        async def refused() -> list[dict[str, Any]]:
            return [await bjorn.ask("sound", sound=tone(500)), await bjorn.ask("caption", **line)]

        assert await refused() == [OFF, OFF]  # nobody has asked
        await bjorn.ask("captions", on=True)
        assert await refused() == [OFF, OFF]  # nobody but himself
        await ana.ask("captions", on=True)
        assert await refused() == [{"ok": True}, {"ok": True}]
        await bjorn.ask("state", voice=False)
        # What he said before that may still come, from his own browser.
        assert await refused() == [OFF, {"ok": True}]
        await bjorn.ask("state", voice=True)
        marit.client.do("stop_voice", person=person(bjorn))
        assert await marit.client.drained(20)
        assert await refused() == [OFF, OFF]
        await bjorn.ask("leave")
        assert await refused() == [OFF, OFF]
        await part(clients)

    together(act)


def test_a_no_holds_and_the_reader_is_told(tickets: list[Ticket], engine: SpeechEngine):
    async def act() -> None:
        clients, devices = await talking(tickets)
        ana, bjorn, olav = devices[ANA], devices[BJORN], devices[OTHER_LEADER]
        await ana.ask("captions", on=True)
        assert await until(lambda: captions(bjorn)["on"])

        await bjorn.ask("refuse_captions", on=True)
        await olav.ask("caption_source", source="none")
        told = {person(bjorn): "refused", person(olav): "cannot"}
        assert await until(lambda: captions(ana).get("unwritten") == told)
        assert await bjorn.ask("sound", sound=tone(500)) == OFF
        assert captions(bjorn)["refused"] is True
        assert captions(bjorn)["unwritten"] == {}  # who reads is told, nobody else

        await bjorn.ask("refuse_captions", on=False)
        assert await until(lambda: captions(ana)["unwritten"] == {person(olav): "cannot"})
        await speak(bjorn, 500)
        assert await until(lambda: lines(ana) == [(person(bjorn), "a tone of 500")])
        await part(clients)

    together(act)


def test_a_device_says_only_its_own_persons_words_and_says_them_clean(tickets: list[Ticket]):
    async def act() -> None:
        clients, devices = await talking(tickets)
        ana, bjorn = devices[ANA], devices[BJORN]
        await ana.ask("captions", on=True)
        forged = {"person": person(devices[LEADER]), "by": person(ana), "kind": "caption"}

        await bjorn.ask(
            "caption", id="1", text=" Jeg\u202e har\n sovet\x00 ", final=False, **_but_kind(forged)
        )
        await bjorn.ask("caption", id="1", text="Ja, " * 2_000, final=True)
        assert await until(lambda: len(lines(ana)) == 1)

        first, last = (each for each in ana.told if each["kind"] == "caption")
        assert first == {
            "kind": "caption",
            "person": person(bjorn),
            "id": "1",
            "text": "Jeg har  sovet",
            "final": False,
        }
        assert (last["person"], len(last["text"])) == (person(bjorn), 1_000)
        await part(clients)

    together(act)


def _but_kind(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != "kind"}


def test_what_is_no_sound_or_too_much_of_it_is_refused(tickets: list[Ticket], engine: SpeechEngine):
    async def act() -> None:
        clients, devices = await talking(tickets)
        ana, bjorn = devices[ANA], devices[BJORN]
        await ana.ask("captions", on=True)

        wrong = [b"", b"123", "MTIz", None, 7, {"_placeholder": True, "num": 0}, bytes(16_002)]
        codes = [(await bjorn.ask("sound", sound=sound))["code"] for sound in wrong]
        assert codes == [*["malformed"] * 6, "too_large"]
        malformed = [{"id": "", "text": "Hei", "final": True}, {"id": "1", "text": 7, "final": True}, {}]
        answers = [await bjorn.ask("caption", **line) for line in malformed]
        answers += [await bjorn.ask("captions", on="yes"), await bjorn.ask("caption_source", source="cloud")]
        assert [answer["code"] for answer in answers] == ["malformed"] * 5
        # Five seconds of sound within one.
        flood = [await bjorn.ask("sound", sound=tone(500, 0.5)) for _ in range(10)]
        assert (flood[0], flood[-1]) == ({"ok": True}, {"ok": False, "code": "too_fast"})
        many = [await bjorn.ask("caption", id="2", text="Hei", final=False) for _ in range(40)]
        assert (many[0], many[-1]) == ({"ok": True}, {"ok": False, "code": "too_fast"})
        await part(clients)

    together(act)


def test_what_is_said_in_one_place_is_told_in_no_other(tickets: list[Ticket], engine: SpeechEngine):
    async def act() -> None:
        clients, devices = await talking(tickets)
        marit, olav, ana, bjorn = (devices[each] for each in (LEADER, OTHER_LEADER, ANA, BJORN))
        for reader in (olav, bjorn):
            await reader.ask("captions", on=True)
        assert await until(lambda: captions(ana)["on"])
        await ana.ask("caption", id="1", text="Jeg", final=False)
        assert await until(lambda: any(each["kind"] == "caption" for each in bjorn.told))

        marit.client.do("open_side_room", person=person(ana))
        assert await until(lambda: not captions(ana)["on"])  # nobody reads there
        assert await ana.ask("caption", id="1", text="Jeg har det vondt", final=True) == OFF
        await marit.ask("captions", on=True)
        assert await until(lambda: captions(ana)["on"])
        # Begun at the large table: not told on here.
        assert await ana.ask("caption", id="1", text="Jeg har det vondt", final=True) == OFF
        await ana.ask("sound", sound=tone(300))
        await ana.ask("caption", id="2", text="Jeg har det vondt", final=True)
        assert await until(lambda: lines(marit) == [(person(ana), "Jeg har det vondt")])

        marit.client.do("close_side_room", place=marit.client.view["me"]["place"])
        assert await until(lambda: bool(captions(ana)["on"]) and ana.client.view["me"]["place"] == "main")
        await speak(bjorn, 500)
        assert await until(lambda: (person(bjorn), "a tone of 500") in lines(olav))
        assert [text for _who, text in lines(olav) + lines(bjorn)] == ["a tone of 500"]
        assert "a tone of 300" not in str(olav.told + bjorn.told)
        await part(clients)

    together(act)


def test_an_engine_that_is_away_is_told_of_and_comes_back_by_itself(
    tickets: list[Ticket], engine: SpeechEngine
):
    async def act() -> None:
        clients, devices = await talking(tickets)
        ana, bjorn = devices[ANA], devices[BJORN]
        await ana.ask("captions", on=True)
        assert await until(lambda: captions(ana).get("engine") == "up")
        await speak(bjorn, 500)
        assert await until(lambda: len(lines(ana)) == 1)

        engine.stop()
        await bjorn.ask("sound", sound=tone(500))
        assert await until(lambda: captions(ana)["engine"] == captions(bjorn)["engine"] == "away")
        bjorn.client.do("send_message", text="Hører dere meg?")
        assert await bjorn.client.drained(20)  # the room goes on

        engine.start()
        assert await until(lambda: captions(ana)["engine"] == captions(bjorn)["engine"] == "up")
        before = len(lines(ana))
        await speak(bjorn, 400)
        assert await until(lambda: (person(bjorn), "a tone of 400") in lines(ana)[before:])
        await part(clients)

    together(act)


def test_an_engine_that_cannot_be_there_is_told_of_too(tmp_path: Path, empty_database: Path):
    async def act(tickets: list[Ticket]) -> None:
        clients, devices = await talking(tickets)
        await devices[ANA].ask("captions", on=True)
        assert await until(lambda: captions(devices[BJORN]).get("engine") == "away")
        await part(clients)

    shutil.copy(empty_database, tmp_path / DATABASE)
    with served(tmp_path, MEDIA_DIRECT="1", CAPTIONS_URL="https://no.engine.example") as server:
        tickets = _tickets(server)
        together(lambda: act(tickets))
        assert "Traceback" not in server.log()


def test_with_the_session_all_of_it_ends_and_nothing_has_been_kept(
    tickets: list[Ticket], engine: SpeechEngine, server: Server
):
    async def act() -> None:
        clients, devices = await talking(tickets)
        marit, ana, bjorn = devices[LEADER], devices[ANA], devices[BJORN]
        await ana.ask("captions", on=True)
        await bjorn.ask("caption", id="1", text="Overtyngd", final=True)
        await speak(bjorn, 510)
        assert await until(lambda: len(lines(ana)) == 2)

        marit.client.do("end_session")
        assert await until(lambda: not captions(ana)["reading"] and not captions(bjorn)["on"])
        assert await bjorn.ask("sound", sound=tone(500)) == OFF
        await part(clients)

    together(act)
    server.stop()
    kept = b"".join(file.read_bytes() for file in server.data.rglob("*") if file.is_file())
    assert [words in kept for words in (b"Overtyngd", b"a tone of", tone(510)[:400])] == [False] * 3
