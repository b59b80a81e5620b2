"""The log and the debrief as the leaders read and use them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from elearn.accounts.models import AccessEntry
from rooms.core import commands as c
from rooms.core.state import Room
from rooms.engine import engine
from tests.acting import Auth, Browser
from tests.cast import Cast
from tests.rooms.held import Held, hold, prepare
from tests.rooms.reading import read


@pytest.fixture
def held(session: Session, cast: Cast) -> Held:
    return hold(session, cast)


@pytest.fixture
def marit(auth: Auth, cast: Cast) -> Browser:
    return auth.browser(cast.marit)


@pytest.fixture
def olav(auth: Auth, cast: Cast) -> Browser:
    return auth.browser(cast.olav)


def now(app: Flask, held: Held) -> Room:
    """The room as the application has it."""
    with app.app_context():
        return engine().rooms.fresh(held.id).room


def log(held: Held) -> str:
    return f"/rooms/{held.public_id}/log"


def test_the_page_tells_the_evening_and_not_the_talk_of_the_groups(held: Held, marit: Browser) -> None:
    page = read(marit, log(held))

    for words in (
        "Opening round: 6 spoke, 1 passed",
        "planned 5, took 6 min",
        "Not reached: Pause (10 minutes), Utsjekk (10 minutes)",
        "Did not come: Gerd, Harald, Inger, Jonas, Kari, Lars",
        "Tør dere si det på jobben? asked by somebody who did not want to be named",
        "Ja 3 Nei 0",
        "Små steg",
        "hid a message from Bjørn",
        "Fortsatte å såre",
    ):
        assert words in page
    assert "bare i gruppa" not in page


def test_what_is_about_a_leader_is_not_told_to_the_leaders(held: Held, marit: Browser) -> None:
    page = read(marit, log(held))

    assert "Det såret" in page
    assert "Han avbrøt meg" not in page


def test_means_are_shown_from_five_answers_on(session: Session, cast: Cast, marit: Browser) -> None:
    four = read(marit, log(hold(session, cast)))

    assert "4 have answered." in four
    assert "felt heard" not in four


def test_five_answers_have_means(session: Session, cast: Cast, marit: Browser) -> None:
    held = hold(session, cast, "Ana Bjørn Cecilie Dag Elin Farid Gerd")

    assert "Means of 5 answers, 0 to 10 Question Mean felt heard 8.0" in read(marit, log(held))


def test_a_room_nobody_has_begun_says_what_will_be_here(session: Session, cast: Cast, marit: Browser) -> None:
    held = prepare(session, cast)

    assert "The session has not begun." in read(marit, log(held))


def test_a_start_without_the_other_leader_is_told_with_its_reason(
    session: Session, cast: Cast, marit: Browser
) -> None:
    held = prepare(session, cast)
    held.do("Marit", c.Enter())
    held.do("Marit", c.StartSession("Olav er syk"))

    page = read(marit, log(held))

    assert "The session began without the experienced user. The reason given: Olav er syk" in page


def test_reading_the_log_is_noted_for_those_it_is_about(
    session: Session, cast: Cast, held: Held, marit: Browser
) -> None:
    marit.get(log(held))

    noted = session.execute(select(AccessEntry.person_id, AccessEntry.reader_id, AccessEntry.what)).all()
    assert sorted(noted) == sorted((person.id, cast.marit.id, "session_log") for person in cast.participants)


def test_attendance_is_taken_along_with_no_cell_that_runs(
    session: Session, cast: Cast, marit: Browser
) -> None:
    cast.ana.alias = "=HYPERLINK(1)"
    session.commit()
    held = hold(session, cast)

    answer = marit.get(f"/rooms/{held.public_id}/attendance.csv")

    file = io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))
    rows = list(csv.DictReader(file, delimiter=";"))
    assert {row["Name"]: row["Minutes"] for row in rows} == {
        **dict.fromkeys(("Marit", "Olav", "Tove", "'=HYPERLINK(1)", "Cecilie", "Dag"), "79"),
        "Bjørn": "59",
        "Elin": "69",
        "Farid": "66",
    }


def test_a_hidden_message_can_be_shown_again_after_the_end(app: Flask, held: Held, marit: Browser) -> None:
    marit.post(f"{log(held)}/{held.made['hidden']}/reversal")

    assert now(app, held).chat.messages[held.made["rude"]].hidden_by == ""
    assert "by Marit at" in read(marit, log(held))


def test_what_cannot_be_taken_back_any_more_says_so(held: Held, marit: Browser) -> None:
    answer = marit.post(f"{log(held)}/{held.made['muted']}/reversal", follow_redirects=True)

    assert "This is taken back already" in answer.get_data(as_text=True)
    assert marit.post(f"{log(held)}/1/reversal").status_code == 404


def test_tasks_are_done_taken_up_again_and_added_once(app: Flask, held: Held, marit: Browser) -> None:
    call = next(iter(now(app, held).wellbeing.tasks))
    tasks = f"/rooms/{held.public_id}/tasks"

    before = read(marit, log(held))
    assert "Call Ana the day after Their words: Litt mye nå We know no phone number." in before
    assert before.count("Done") == 1
    marit.post(f"{tasks}/{call}/completion")
    done = now(app, held).wellbeing.tasks[call].done_by
    marit.post(f"{tasks}/{call}/reopening")
    for _pressed_twice in range(2):
        marit.post(tasks, data={"text": "Kjøpe kaffe", "id": "the-same-page"})

    after = now(app, held).wellbeing.tasks
    assert (done, after[call].done_by) == (held.actors["Marit"].id, "")
    assert [task.words for task in after.values()] == ["Litt mye nå", "Kjøpe kaffe"]


def test_a_refusal_is_a_kind_sentence(held: Held, marit: Browser) -> None:
    answer = marit.post(f"/rooms/{held.public_id}/tasks", data={"text": " "}, follow_redirects=True)

    assert "Nothing is written yet." in answer.get_data(as_text=True)


def test_a_signal_is_seen_to(app: Flask, held: Held, olav: Browser) -> None:
    ana = held.actors["Ana"].id

    olav.post(f"/rooms/{held.public_id}/signals/{ana}/attending", data={"outcome": "Vi snakket"})

    signal = now(app, held).wellbeing.signals[ana]
    assert (signal.state, signal.outcome) == ("attended", "Vi snakket")
    assert signal.attended_by == held.actors["Olav"].id


def test_a_report_is_resolved_and_what_was_promised_is_done(
    app: Flask, session: Session, cast: Cast, held: Held, marit: Browser, auth: Auth
) -> None:
    marit.post(f"{log(held)}/{held.made['hidden']}/reversal")
    address = f"/rooms/{held.public_id}/reports/{held.made['report']}/outcome"

    marit.post(address, data={"outcome": "hidden", "words": "Takk for at du sa fra"})

    room = now(app, held)
    assert room.chat.messages[held.made["rude"]].hidden_by == held.actors["Marit"].id
    assert room.reports[held.made["report"]].outcome == "hidden"
    mine = read(auth.browser(cast.ana), f"/rooms/{held.public_id}/mine")
    assert "The message was hidden. Takk for at du sa fra" in mine


def test_a_leader_cannot_resolve_what_is_about_a_leader(app: Flask, held: Held, marit: Browser) -> None:
    address = f"/rooms/{held.public_id}/reports/{held.made['about a leader']}/outcome"

    answer = marit.post(address, data={"outcome": "no_action"}, follow_redirects=True)

    assert "That report is not here." in answer.get_data(as_text=True)
    assert now(app, held).reports[held.made["about a leader"]].outcome is None
    assert marit.post(address, data={"outcome": "forgotten"}).status_code == 422


def test_more_people_take_no_more_queries(session: Session, cast: Cast, marit: Browser) -> None:
    held = prepare(session, cast)
    held.do("Marit", c.Enter())
    one = queries_of(marit, log(held))
    for who in ("Ana", "Dag", "Elin"):
        held.do(who, c.AcceptGroundRules())
        held.do(who, c.Enter())
    held.do("Marit", c.AdmitAll())

    assert queries_of(marit, log(held)) == one


def queries_of(browser: Browser, address: str) -> int:
    asked: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    assert browser.get(address).status_code == 200
    event.remove(Engine, "before_cursor_execute", count)
    return len([statement for statement in asked if statement.startswith("SELECT")])
