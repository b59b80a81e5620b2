"""Programmes that ship as files: read them, and keep the database in step with them.

A session lies in a `week`, counted from 1, on the weekday of the first session; `day = 2` is the day after,
for courses whose days follow each other. A session names phases by their kind, to give them `minutes` or
`prompts` of its own or to leave them out (`without`); of a kind that comes more than once, each has an `id`,
by which it is named instead. `comes_after` lists the programmes that one has completed before;
`completion` (which modules) and `least_sessions` say when one has completed this one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from elearn.courses.run_sheets import Phase, length

CONTENT = Path(__file__).parent / "content"


def load_programmes(session: Session, folder: Path = CONTENT) -> list[Programme]:
    """Store every programme of `folder`, or bring its row up to date; courses under way stay as they are."""
    return [_store(session, tomllib.loads(file.read_text("utf-8"))) for file in sorted(folder.glob("*.toml"))]


def _store(session: Session, written: Mapping[str, Any]) -> Programme:
    programme = session.scalar(select(Programme).where(Programme.slug == written["slug"]))
    if programme is None:
        programme = Programme(slug=written["slug"])
        session.add(programme)
    programme.title, programme.summary = written["title"], written["summary"]
    programme.ground_rules = written["ground_rules"]
    programme.ships, programme.comes_after = True, written.get("comes_after", [])
    programme.completion = written.get("completion", "all")
    programme.least_sessions = written.get("least_sessions", 0)
    programme.min_people, programme.max_people = written["min_people"], written["max_people"]
    programme.sessions = [_session(written["phases"], meeting) for meeting in written["sessions"]]
    session.flush()
    return programme


def _session(phases: list[Mapping[str, Any]], meeting: Mapping[str, Any]) -> dict[str, Any]:
    run_sheet = list(_run_sheet(phases, meeting))
    return {
        "id": meeting["id"],
        "week": meeting["week"],
        "day": meeting.get("day", 1),
        "title": meeting["title"],
        "minutes": length(run_sheet),
        "run_sheet": [phase.to_json() for phase in run_sheet],
    }


def _run_sheet(phases: list[Mapping[str, Any]], meeting: Mapping[str, Any]) -> Iterator[Phase]:
    """The programme's phases with the minutes and prompts of this session."""
    minutes, prompts = meeting.get("minutes", {}), meeting.get("prompts", {})
    for written in phases:
        phase, name = Phase.from_json(written), written.get("id", written["kind"])
        if name not in meeting.get("without", ()):
            yield replace(
                phase, minutes=minutes.get(name, phase.minutes), prompt=prompts.get(name, phase.prompt)
            )
