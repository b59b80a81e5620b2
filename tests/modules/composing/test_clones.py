"""Courses made from others: whole, shorter, from a template."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.clock import now
from elearn.courses.models import Programme
from elearn.courses.programmes import load_programmes
from elearn.errors import Invalid
from modules.composing import queries, service
from modules.composing.cloning import Wanted, cloned
from modules.composing.refusals import LockedByTemplate
from tests.acting import Auth
from tests.cast import Cast
from tests.modules.composing.conftest import Own


def whole(programme: Programme, session: Session, **changes: Any) -> Wanted:
    parts = [part.slug for part in queries.parts(session, programme.id)]
    wanted = {"title": {"nb": "For unge"}, "sessions": range(1, len(programme.sessions) + 1), "parts": parts}
    return Wanted(**{**wanted, "mode": "reference", **changes})


@pytest.mark.parametrize("mode", ["reference", "copy"])
def test_a_clone_has_the_sessions_the_ground_rules_and_every_part(
    own: Own, session: Session, mode: str
) -> None:
    first, second = own.add("m1"), own.add("m2")
    own.change(second, needs=[first.slug])
    service.describe(own.programme, own.programme.title, {"nb": "Kort"}, [{"nb": "Alle kan si pass."}])

    clone = cloned(session, own.programme, whole(own.programme, session, mode=mode), now())

    parts = queries.parts(session, clone.id)
    homes = {part.module.programme_id for part in parts if part.module}
    assert (clone.title, clone.summary, clone.origin_id) == (
        {"nb": "For unge"},
        {"nb": "Kort"},
        own.programme.id,
    )
    assert (clone.ground_rules, len(clone.sessions)) == (own.programme.ground_rules, 3)
    assert [(part.slug, list(part.needs)) for part in parts] == [
        (first.slug, []),
        (second.slug, [first.slug]),
    ]
    assert homes == ({clone.id} if mode == "copy" else {own.module("m1").programme_id})


def test_a_shorter_course_tells_what_falls_out_before_it_is_made(
    own: Own, cast: Cast, auth: Auth, session: Session
) -> None:
    first, second = own.add("m1"), own.add("m2")
    own.change(second, opens="after:s2", needs=[first.slug])
    session.commit()
    developer, asked = (
        auth.login(cast.ragnhild),
        {"title-nb": "Kort", "sessions": ["1", "3"], "parts": second.slug},
    )

    told = developer.post(f"{own.page}/clones", data=asked)
    made = developer.post(f"{own.page}/clones", data={**asked, "agreed": "y"})

    page = told.get_data(as_text=True)
    assert told.status_code == 422
    assert "opens by session 2, which is gone" in page
    assert "which is gone: it no longer waits." in page
    clone = session.scalars(select(Programme).filter_by(origin_id=own.programme.id)).one()
    part = queries.parts(session, clone.id)[0]
    assert made.location == f"/programmes/{clone.slug}"
    assert [(meeting["title"]["nb"], meeting["week"]) for meeting in clone.sessions] == [
        ("Samling 1", 1),
        ("Samling 3", 3),
    ]
    assert (part.opens, part.needs) == ("", [])


def test_thirteen_days_of_health_pedagogy_become_three(session: Session, cast: Cast) -> None:
    programmes = {programme.slug: programme for programme in load_programmes(session)}
    start = programmes["helsepedagogikk-start"]

    short = cloned(session, start, whole(start, session, sessions=[1, 2, 5], parts=[]), now())

    weeks = [meeting["week"] for meeting in start.sessions]
    assert [meeting["week"] for meeting in short.sessions] == [weeks[0], weeks[1], weeks[4]]
    assert short.sessions[2]["run_sheet"] == start.sessions[4]["run_sheet"]
    assert (short.least_sessions, short.ships) == (3, False)


def test_change_and_coping_come_after_start_and_it_is_there(session: Session) -> None:
    programmes = {programme.slug: programme for programme in load_programmes(session)}

    after = {slug: programme.comes_after for slug, programme in programmes.items() if programme.comes_after}

    assert after == {
        "helsepedagogikk-endring": ["helsepedagogikk-start"],
        "helsepedagogikk-mestring": ["helsepedagogikk-start"],
    }
    assert {slug for slugs in after.values() for slug in slugs} <= set(programmes)


def test_a_clone_of_a_template_keeps_what_is_locked(own: Own, session: Session) -> None:
    locked, free = own.add("m1"), own.add("m2")
    service.lock(own.programme, True, ["title", f"part:{locked.slug}", "session:s1"])
    wanted = whole(own.programme, session, mode="copy", title=own.programme.title)

    clone = cloned(session, own.programme, wanted, now())
    again = cloned(session, clone, whole(clone, session, title=clone.title), now())

    parts = {part.slug: part.module for part in queries.parts(session, clone.id)}
    # A copy of it could be rewritten.
    assert parts[locked.slug] is own.module("m1")
    assert parts[free.slug] is not own.module("m2")
    assert (clone.is_template, clone.locked, again.locked) == (
        False,
        own.programme.locked,
        own.programme.locked,
    )


@pytest.mark.parametrize(
    "left_out", [{"sessions": [2, 3]}, {"parts": []}, {"title": {"nb": "Et annet navn"}}]
)
def test_what_is_locked_cannot_be_left_out_or_renamed(
    own: Own, session: Session, left_out: dict[str, Any]
) -> None:
    part = own.add("m1")
    service.lock(own.programme, True, ["title", f"part:{part.slug}", "session:s1"])
    wanted = whole(own.programme, session, **{"title": own.programme.title, **left_out})

    with pytest.raises(LockedByTemplate):
        cloned(session, own.programme, wanted, now())


def test_a_course_of_nothing_is_refused(own: Own, session: Session) -> None:
    with pytest.raises(Invalid, match="nothing_chosen"):
        cloned(session, own.programme, whole(own.programme, session, sessions=[], parts=[]), now())


def test_the_page_of_a_template_says_what_is_locked(
    own: Own, cast: Cast, auth: Auth, session: Session
) -> None:
    part = own.add("m1")
    developer = auth.login(cast.ragnhild)
    locked = ["title", "session:s1", f"part:{part.slug}", "nonsense"]
    developer.post(f"{own.page}/template", data={"is_template": "y", "locked": locked})
    made = developer.post(
        f"{own.page}/clones", data={"sessions": ["1", "2", "3"], "parts": part.slug, "agreed": "y"}
    )

    page = developer.get(made.location).get_data(as_text=True)
    refused = developer.post(f"{made.location}/parts/{part.slug}/removal")

    session.expire_all()
    assert own.programme.locked == locked[:-1]
    assert page.count("Locked by the template") == 2
    assert "The title: locked by the template" in page
    assert (refused.status_code, "locked by the template" in refused.get_data(as_text=True)) == (409, True)
