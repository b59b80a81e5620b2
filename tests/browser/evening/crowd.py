"""A room with as many people as one wants: its leaders, its participants, and two of them at a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask, current_app
from playwright.sync_api import Browser, BrowserContext, Page, expect

from rooms.simulation.client import Ticket
from rooms.simulation.crowd import gather
from tests.browser.conftest import Live
from tests.browser.evening.company import Company


@dataclass(slots=True)
class Crowd:
    """A leader and a participant at their screens, among all the others."""

    leader: Page
    participant: Page


@contextmanager
def crowded(live: Live, chromium: Browser, company: Company, people: int) -> Iterator[Crowd]:
    """A session under way with that many people, two of them leaders."""
    leader, other_leader, participant, *others = tickets(live, people)
    with chromium.new_context(locale="en-GB") as one, chromium.new_context(locale="en-GB") as other:
        crowd = Crowd(opened(one, leader), opened(other, participant))
        crowd.participant.get_by_role("button", name="This is fine with me").click()
        company.invite(other_leader).do("raise_hand")
        for ticket in others:
            company.invite(ticket).knock()
        ask = "([name, fields]) => document.querySelector('room-app').line.do(name, fields)"
        crowd.leader.evaluate(ask, ["admit_all", {}])
        crowd.leader.evaluate(ask, ["start_session", {"reason": ""}])
        expect(crowd.participant.locator("round-table [data-key]")).to_have_count(people)
        yield crowd
        company.leave()


def tickets(live: Live, people: int) -> list[Ticket]:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    live.begin_writing()
    (room,) = gather(app, live.session, live.url, rooms=1, people=people)
    live.session.commit()
    return room.tickets


def opened(context: BrowserContext, ticket: Ticket) -> Page:
    name, _, value = ticket.cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": ticket.url}])
    page = context.new_page()
    page.goto(f"{ticket.url}/rooms/{ticket.room}")
    expect(page.locator("connection-state")).to_have_attribute("data-state", "connected", timeout=15_000)
    return page
