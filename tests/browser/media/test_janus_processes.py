"""Through one Janus people of different processes hear and see one another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Live, living
from tests.browser.media.circle import circle
from tests.browser.media.talker import Talker, until
from tests.browser.media.test_janus import hear_and_see
from tests.browser.media.wires import Wires
from tests.services.janus import JanusServer
from tests.services.redis import private_redis
from tests.serving import served


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory, janus_server: JanusServer) -> Iterator[tuple[Live, Live]]:
    """Two processes on the same data."""
    data = tmp_path_factory.mktemp("processes")
    with private_redis() as redis:
        settings = {**janus_server.config, "REDIS_URL": redis.url}
        with living(data, **settings) as live, served(data, LOG_LEVEL="WARNING", **settings) as other:
            yield live, replace(live, server=other)


@contextmanager
def bjorn_elsewhere(live: Live, chromium: Browser, marit: Talker) -> Iterator[Talker]:
    with chromium.new_context(locale="en-GB", viewport={"width": 1000, "height": 700}) as context:
        bjorn = Talker(live, live.cast.bjorn, context)
        bjorn.sign_in()
        bjorn.open_room()
        bjorn.ask("accept_ground_rules")
        bjorn.page.evaluate("() => document.querySelector('room-app').line.join()")
        expect(marit.needs).to_have_count(1)
        marit.ask("admit_all")
        expect(bjorn.card).to_contain_text("Velkommen og ramme")
        yield bjorn


def test_people_of_two_processes_meet_and_a_leader_of_one_stops_a_voice_of_the_other(
    lives: tuple[Live, Live], chromium: Browser
) -> None:
    here, elsewhere = lives
    with circle(here, chromium, "marit", "ana") as people:
        marit, ana = people.values()
        with bjorn_elsewhere(elsewhere, chromium, marit) as bjorn:
            for each in (marit, ana, bjorn):
                Wires(each)
                each.enter()
            hear_and_see(marit, ana, bjorn)

            ana.tell("setVoice", False)
            Wires(bjorn).lie()
            marit.ask("stop_voice", person=bjorn.id)
            until(lambda: Wires(marit).rests("received"), "nothing of it comes to the other process")
            Wires(bjorn).flows("sent")

            marit.ask("remove_member", person=bjorn.id, reason="Bråk")
            marit.meets(ana)
            until(lambda: Wires(bjorn).rests("received", "video"), "nothing comes to him any more")
