"""Pages about the service."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from elearn.extensions import db
from tests.acting import Browser

PAGES = ("/", "/accessibility", "/privacy", "/help")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["nb", "nn", "se", "en"])
def test_every_page_is_there_in_every_language(client: Browser, page: str, language: str) -> None:
    client.post("/language", data={"language": language})

    response = client.get(page)

    assert (response.status_code, f'<html lang="{language}"' in response.text) == (200, True)


@pytest.mark.parametrize("settings", [{"CONTACT": "post@example.org"}])
@pytest.mark.parametrize("page", ["/accessibility", "/privacy", "/help"])
def test_there_is_somebody_to_write_to(client: Browser, page: str, settings: dict[str, Any]) -> None:
    assert 'href="mailto:post@example.org"' in client.get(page).text


@pytest.mark.parametrize("page", ["/accessibility", "/privacy", "/help"])
def test_without_an_address_one_is_told_whom_to_call(client: Browser, page: str) -> None:
    told = client.get(page).text

    assert "mailto:" not in told
    assert "switchboard of the municipality that gives your course" in told or "call its switchboard" in told


@pytest.mark.parametrize("settings", [{"DEMO": True}])
def test_the_address_of_the_demo_belongs_to_nobody(client: Browser, settings: dict[str, Any]) -> None:
    assert 'href="mailto:kurs@fjordvik.example"' in client.get("/help").text


def test_the_privacy_page_tells_all_that_is_kept(client: Browser, app: Flask) -> None:
    page = client.get("/privacy").text

    with app.test_request_context(headers={"Accept-Language": "en"}):
        missing = [kept.table for kept in app.extensions["privacy"] if str(kept.title) not in page]
    assert missing == []


def test_the_server_is_healthy_while_the_database_answers(client: Browser) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.json) == (200, {"status": "ok", "database": "ok"})


def test_the_server_is_unwell_when_the_database_is_away(client: Browser, app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
    database = app.config["DATA"] / "mestringsrom.sqlite3"
    database.unlink()
    database.mkdir()

    response = client.get("/healthz")

    assert (response.status_code, response.json) == (503, {"status": "unwell", "database": "away"})
