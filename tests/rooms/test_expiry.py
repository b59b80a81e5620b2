"""The end of words: half a year after the session, or when one person is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from elearn import privacy
from elearn.clock import now
from elearn.extensions import db
from rooms.core.evolve import fold
from rooms.core.state import Room
from rooms.engine import engine
from rooms.erasure import forget_words_of
from rooms.expiry import expire_logs
from rooms.files import PDF, keep_file, path_of
from rooms.log import ENTRIES
from rooms.models import ShownFile
from tests.cast import Cast
from tests.rooms.held import Held, hold


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What is asked of the payload is asked in another dialect there."""
    return {} if request.param == "sqlite" else {"DATABASE_URL": request.getfixturevalue("postgres_url")}


@pytest.fixture
def held(session: Session, cast: Cast) -> Held:
    return hold(session, cast)


def expire(app: Flask, at: datetime) -> int:
    with app.app_context():
        return expire_logs(db.session, at)


def stored(held: Held) -> Room:
    """The room as its log tells it now."""
    return fold(item.entry for item in held.rooms.log.read(held.id))


def words_in(room: Room) -> str:
    """Everything somebody wrote, and every name."""
    return " ".join(
        [
            *(message.text for message in room.chat.messages.values()),
            *(question.text for question in room.questions.values()),
            *(report.words for report in room.reports.values()),
            *(task.words for task in room.wellbeing.tasks.values()),
            *(signal.words for signal in room.wellbeing.signals.values()),
            *(plan.what for plan in room.plans.shared.values()),
            *(member.name for member in room.members.values()),
            *(leader.name for leader in room.about.leaders),
            room.note.text,
        ]
    ).strip()


def test_words_names_and_reasons_go_and_the_chain_holds(app: Flask, cast: Cast, held: Held) -> None:
    before, length = stored(held), held.rooms.open(held.id).room.seq
    late = cast.evening.ends_at + timedelta(days=180)

    gone = [expire(app, late + timedelta(minutes=minutes)) for minutes in (-1, 1, 2)]

    after = stored(held)
    assert gone == [0, length, 0]
    assert words_in(before) != ""
    assert words_in(after) == ""
    assert (after.attendance, after.run_sheet.times) == (before.attendance, before.run_sheet.times)
    assert held.rooms.log.verify(held.id).seq == length


def test_what_this_process_remembers_of_the_room_goes_too(app: Flask, cast: Cast, held: Held) -> None:
    with app.app_context():
        engine().rooms.open(held.id)

        expire_logs(db.session, now() + timedelta(days=181))

        assert words_in(engine().rooms.open(held.id).room) == ""


def test_files_that_were_shown_are_removed(app: Flask, session: Session, cast: Cast, held: Held) -> None:
    folder: Path = app.config["DATA"]
    shown = keep_file(session, folder, held.id, "Et ark", b"%PDF-1.7", PDF)
    session.commit()
    path = path_of(folder, shown)

    before = path.exists()
    session.commit()
    expire(app, now() + timedelta(days=181))

    assert (before, path.exists()) == (True, False)
    assert session.scalar(select(func.count()).select_from(ShownFile)) == 0


def test_the_daily_work_does_it(app: Flask, held: Held) -> None:
    with app.app_context():
        gone = privacy.expire(db.session, now() + timedelta(days=181))

    assert gone["log_entry"] == held.rooms.open(held.id).room.seq


def test_one_persons_words_go_everywhere_and_the_others_stay(app: Flask, cast: Cast, held: Held) -> None:
    with app.app_context():
        forget_words_of(db.session, cast.ana.public_id)

    after = stored(held)
    said, asked = after.chat.messages, after.questions[held.made["answered"]]
    texts = [said[held.made[name]].text for name in ("said", "in group", "rude")]
    assert texts == ["", "", "Du bare later som"]
    assert (after.members[cast.ana.public_id].name, after.members[cast.dag.public_id].name) == ("", "Dag")
    assert (asked.text, asked.answer) == ("", "")
    assert [report.words for report in after.reports.values()] == ["", ""]
    assert [task.words for task in after.wellbeing.tasks.values()] == [""]
    assert held.rooms.log.verify(held.id).seq == after.seq


def test_what_was_written_about_the_person_goes_too(app: Flask, cast: Cast, held: Held) -> None:
    with app.app_context():
        forget_words_of(db.session, cast.bjorn.public_id)

    after = stored(held)
    hidden = after.chat.messages[held.made["rude"]]
    assert (hidden.text, hidden.hidden_reason) == ("", "")
    assert after.reports[held.made["report"]].words == ""
    assert after.chat.messages[held.made["said"]].text == "Jeg kjenner meg igjen"


def test_a_leader_is_forgotten_as_one_the_room_expected(app: Flask, cast: Cast, held: Held) -> None:
    with app.app_context():
        forget_words_of(db.session, cast.olav.public_id)

    assert "Olav" not in str(stored(held))


def test_the_command_line_walks_every_chain(app: Flask, held: Held) -> None:
    whole = app.test_cli_runner().invoke(args=["verify-logs"])
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(
            update(ENTRIES).where(ENTRIES.c.seq == held.made["said"]).values(payload={"text": "Noe annet"})
        )
    broken = app.test_cli_runner().invoke(args=["verify-logs"])

    assert (whole.exit_code, whole.output) == (0, "1 rooms: every chain holds\n")
    assert broken.exit_code == 1
    assert broken.output == f"room {held.public_id}: the chain breaks at entry {held.made['said']}\n"
