"""One log line a minute when something happened, of figures alone; none when nothing did."""

from __future__ import annotations

import json

from flask import Flask
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from rooms.watching.jobs import end_minute
from tests.cast import Cast
from tests.rooms.held import hold


def test_a_minute_with_something_in_it_is_one_line_of_figures(
    app: Flask, session: Session, cast: Cast
) -> None:
    held = hold(session, cast, rooms=app.extensions["room_engine"].rooms)

    with app.app_context(), capture_logs() as lines:
        end_minute()
        end_minute()

    (line,) = lines
    assert (line["event"], line["log_level"]) == ("rooms_figures", "info")
    assert (line["rooms"], line["connections"], line["messages"]) == (1, 0, 3)
    assert line["accepted"] > 50
    assert line["commit_ms"] > 0
    written = json.dumps(line)
    for private in (*held.actors, *(actor.id for actor in held.actors.values()), held.public_id, "Jeg"):
        assert private not in written


def test_the_server_watches_by_itself(app: Flask) -> None:
    jobs = {job.name: job.seconds for job in app.extensions["jobs"]}

    assert (jobs["rooms.beat"], jobs["rooms.minute"]) == (0.25, 60)
