"""/metrics: who is given it, that Prometheus understands it, and that nobody is in it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.organisations.models import Organisation
from rooms.core.refusals import Code
from rooms.models import LogEntry
from rooms.service import Rooms
from rooms.words_kept import WORDS
from tests.acting import Auth, Browser
from tests.cast import Cast
from tests.rooms.held import Held, hold

TOKEN = "en-lang-hemmelighet-8f2c"
FROM_ELSEWHERE: dict[str, Any] = {"environ_base": {"REMOTE_ADDR": "10.0.0.7"}}
FORWARDED = {"X-Forwarded-For": "10.0.0.7"}
# What differs from page to page: the address to come back to, and the form's token.
CHANGES = re.compile(r'value="[^"]*"|content="[^"]*"')


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def sample(text: str, name: str, **labels: str) -> float:
    """The value of one line."""
    (found,) = [
        each.value
        for family in text_string_to_metric_families(text)
        for each in family.samples
        if each.name == f"mestringsrom_{name}" and each.labels == labels
    ]
    return float(found)


@pytest.fixture
def held(app: Flask, session: Session, cast: Cast) -> Held:
    """An evening in the rooms of the application itself."""
    rooms: Rooms = app.extensions["room_engine"].rooms
    return hold(session, cast, rooms=rooms)


def test_the_machine_itself_is_given_the_figures(client: Browser) -> None:
    response = client.get("/metrics")

    assert response.status_code == 200
    assert response.content_type == "text/plain; version=0.0.4; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"


def test_for_all_others_there_is_no_such_page(client: Browser, auth: Auth, cast: Cast) -> None:
    nowhere = client.get("/nowhere", headers=FORWARDED)

    for browser in (client, auth.browser(cast.ase)):
        for answer in (
            browser.get("/metrics", headers=FORWARDED),
            browser.get("/metrics", **FROM_ELSEWHERE),
            browser.get("/metrics", headers=bearer(""), **FROM_ELSEWHERE),
            browser.get("/metrics", headers=bearer(TOKEN), **FROM_ELSEWHERE),
            browser.get("/metrics", base_url="https://kurs.example.org"),
        ):
            assert answer.status_code == 404
    hidden = client.get("/metrics", headers=FORWARDED).text
    assert CHANGES.sub("", hidden) == CHANGES.sub("", nowhere.text)


@pytest.mark.parametrize("settings", [{"METRICS_TOKEN": TOKEN}])
def test_who_brings_the_token_is_given_them_from_anywhere(client: Browser) -> None:
    answers = [
        client.get("/metrics", headers=headers, **FROM_ELSEWHERE).status_code
        for headers in (bearer(TOKEN), bearer(TOKEN) | FORWARDED, bearer(TOKEN[:-1]), bearer(""), {})
    ]

    assert answers == [200, 200, 404, 404, 404]
    assert client.get("/metrics").status_code == 200


@pytest.mark.parametrize("settings", [{"METRICS_TOKEN": 20261126}])
def test_a_token_of_digits_only_is_one_too(client: Browser) -> None:
    """The environment is read as JSON: it arrives as a number."""
    assert client.get("/metrics", headers=bearer("20261126"), **FROM_ELSEWHERE).status_code == 200


def test_prometheus_understands_every_line(client: Browser, held: Held) -> None:
    text = client.get("/metrics").text

    families = {family.name: family for family in text_string_to_metric_families(text)}

    ours = {name.removeprefix("mestringsrom_") for name in families if name.startswith("mestringsrom_")}
    assert ours == {
        *("build_info", "connections", "people", "rooms", "rooms_watched", "wishes_waiting", "turn_seconds"),
        *("parties", "signals"),
        *("commands", "turns", "wishes_per_turn", "answer_seconds", "loop_lag_seconds"),
        *("entries", "messages", "commit_seconds", "failed_commits"),
        *("updates", "deliveries", "lines_behind", "lines_cut", "lines_slowed"),
    }
    others = {"process_resident_memory_bytes", "process_start_time_seconds", "process_cpu_seconds"}
    assert others <= set(families)
    assert all(family.documentation for family in families.values())


def test_histograms_grow_from_bound_to_bound_up_to_their_count(client: Browser, held: Held) -> None:
    text = client.get("/metrics").text

    for name in ("commit_seconds", "answer_seconds", "wishes_per_turn", "loop_lag_seconds"):
        (family,) = [
            each for each in text_string_to_metric_families(text) if each.name == f"mestringsrom_{name}"
        ]
        buckets = [each for each in family.samples if each.name.endswith("_bucket")]
        bounds = [float(each.labels["le"]) for each in buckets]
        counts = [each.value for each in buckets]
        assert bounds == sorted(bounds)
        assert bounds[-1] == float("inf")
        assert counts == sorted(counts)
        assert counts[-1] == sample(text, f"{name}_count")


def test_an_evening_is_counted(client: Browser, session: Session, held: Held) -> None:
    text = client.get("/metrics").text

    entries = session.scalars(select(LogEntry)).all()
    assert sample(text, "entries_total") == len(entries)
    assert sample(text, "messages_total") == len([each for each in entries if each.kind == "message_sent"])
    assert sample(text, "rooms") == 1
    assert sample(text, "commit_seconds_count") <= sample(text, "turns_total")
    assert sample(text, "commands_total", outcome="accepted", code="") > 50


def test_every_refusal_code_has_a_line_before_it_is_used(client: Browser) -> None:
    text = client.get("/metrics").text

    found = [sample(text, "commands_total", outcome="refused", code=code.value) for code in Code]

    assert found == [0] * len(Code)


@pytest.mark.parametrize("settings", [{"METRICS_TOKEN": TOKEN, "SECRET_KEY": "en-helt-annen-hemmelighet"}])
def test_nobody_is_in_it_after_an_evening(
    app: Flask, client: Browser, auth: Auth, session: Session, cast: Cast, held: Held
) -> None:
    with auth.browser(cast.ana).session_transaction() as cookie:
        key = str(cookie["_user_id"])
    text = client.get("/metrics", headers=bearer(TOKEN)).text

    for private in (key, *private_texts(app, session, held)):
        assert private not in text, private


def private_texts(app: Flask, session: Session, held: Held) -> list[str]:
    """Names, ids, addresses, words and tokens: all that could tell who or what."""
    people = session.scalars(select(Person)).all()
    said = [
        entry.payload[name]
        for entry in session.scalars(select(LogEntry))
        for name in WORDS.get(entry.kind, ())
        if isinstance(entry.payload[name], str)
    ]
    texts = [
        *(person.given_name for person in people),
        *(person.family_name for person in people),
        *(person.public_id for person in people),
        *(person.email for person in people),
        *(organisation.name for organisation in session.scalars(select(Organisation))),
        *said,
        *(held.public_id, TOKEN, str(app.config["SECRET_KEY"])),
    ]
    assert len(said) > 20
    return [text for text in texts if text]
