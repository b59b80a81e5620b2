"""Composing a course: adding, moving, changing and removing its parts, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.clock import now
from elearn.errors import Conflict, Invalid
from modules.authoring.service import open_draft
from modules.composing import queries, service
from modules.composing.models import ProgrammePart
from modules.composing.refusals import CourseShips, LockedByTemplate, PrerequisiteCircle
from modules.composing.service import Flow
from modules.kept_media import find_media, keep, media_of
from modules.models import Answer, Module, ModuleVersion, PageVisit
from tests.acting import Auth
from tests.cast import Cast
from tests.modules.composing.conftest import Own


def slugs(own: Own) -> list[str]:
    return [part.slug.split("-")[0] for part in queries.parts(own.session, own.programme.id)]


def test_shipped_modules_are_the_parts_of_their_course_in_the_order_of_its_files(
    own: Own, cast: Cast, session: Session
) -> None:
    parts = queries.parts(session, cast.course.programme_id)

    assert [part.slug.split("-")[0] for part in parts] == ["m0", "m1", "m2", "m3", "m4", "m5", "m6"]


def test_by_reference_a_part_follows_what_the_other_course_publishes(
    own: Own, cast: Cast, session: Session, auth: Auth
) -> None:
    part = own.add("m1")
    version = part.module.versions[-1] if part.module else None
    assert version is not None
    content = {code: {**text, "title": "Et nytt navn"} for code, text in version.content.items()}
    session.add(
        ModuleVersion(
            module_id=version.module_id, number=version.number + 1, minutes=5, content=content,
            source=None, source_hash="", published_at=now(),
        )
    )  # fmt: skip

    page = auth.login(cast.ana).get(own.shelf).get_data(as_text=True)

    assert "Et nytt navn" in page
    assert "From: Everyday coping" in page


def test_a_copy_begins_with_what_is_published_and_goes_its_own_way(
    own: Own, cast: Cast, session: Session, auth: Auth
) -> None:
    part = own.add("m1", "copy")
    copy, original = part.module, own.module("m1")
    assert copy is not None

    draft = open_draft(session, copy, now())

    page = auth.login(cast.ana).get(own.shelf).get_data(as_text=True)
    assert (copy.programme_id, copy.origin_id, copy.origin_version) == (own.programme.id, original.id, 1)
    assert copy.versions[-1].content == original.versions[-1].content
    assert (draft.module_id, draft.began_from) == (copy.id, 1)
    assert "From: Everyday coping" in page


def test_pictures_of_a_copy_are_those_of_its_origin(own: Own, cast: Cast, auth: Auth) -> None:
    own.add("m1", "copy")

    with auth.login(cast.ana).get(f"{own.shelf}/m1-hva-tapper-og-fyller/media/krukke.svg") as picture:
        assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")


def test_a_copy_of_a_copy_has_the_files_that_were_brought_in_with_the_first(
    own: Own, session: Session, tmp_path: Path
) -> None:
    first = own.module("m1")
    arrived = tmp_path / "arrived"
    arrived.write_bytes(b"%PDF-1.7")
    keep(tmp_path, first, "ark.pdf", arrived)
    second = own.add("m1", "copy").module
    assert second is not None
    other = service.new_programme(session, {"nb": "Et til"})
    third = service.add_module(session, other, second, None, "copy", now()).module
    assert third is not None

    found = find_media(session, tmp_path, third, "ark.pdf")

    assert found is not None
    assert found.read_bytes() == b"%PDF-1.7"
    assert set(media_of(session, tmp_path, third)) >= {"ark.pdf", "krukke.svg"}


def test_only_the_chosen_pages_are_shown_and_counted(
    own: Own, cast: Cast, auth: Auth, session: Session
) -> None:
    part = own.add("m1", pages=["krukka"])
    own.change(part, pages=["krukka"])
    module, browser = f"{own.shelf}/{part.slug}", auth.login(cast.ana)
    elsewhere = [
        page for page in own.module("m1").versions[-1].content["nb"]["pages"] if page["id"] != "krukka"
    ]

    browser.post(f"{module}/krukka/finished")

    assert browser.get(f"{module}/{elsewhere[0]['id']}").status_code == 404
    assert "Finished" in browser.get(own.shelf).get_data(as_text=True)


def test_answers_stay_with_the_module_they_belong_to(
    own: Own, cast: Cast, auth: Auth, session: Session
) -> None:
    part = own.add("m1")
    own.change(part)

    saved = auth.login(cast.ana).put(
        f"{own.shelf}/{part.slug}/answers/tapper", json={"value": {"text": "Støy"}, "revision": 1}
    )

    answer = session.scalars(select(Answer)).one()
    assert (saved.status_code, answer.module_id, answer.course_run_id) == (
        200,
        own.module("m1").id,
        own.run.id,
    )


def test_parts_change_places_and_stay_at_the_ends(own: Own, session: Session) -> None:
    first, _second = own.add("m1"), own.add("m2")

    service.move(session, own.programme, first, 1)
    service.move(session, own.programme, first, 1)

    assert slugs(own) == ["m2", "m1"]


def test_a_removed_part_is_kept_by_those_in_the_middle_of_it(
    own: Own, cast: Cast, auth: Auth, session: Session
) -> None:
    part, other = own.add("m1"), own.add("m2")
    own.change(part)
    own.change(other, needs=[part.slug])
    session.commit()
    ana, developer = auth.browser(cast.ana), auth.browser(cast.ragnhild)
    ana.get(f"{own.shelf}/{part.slug}/krukka")

    told = developer.post(f"{own.page}/parts/{part.slug}/removal", follow_redirects=True)

    assert "1 person has begun it, and keeps it." in told.get_data(as_text=True)
    assert ana.get(f"{own.shelf}/{part.slug}/krukka").status_code == 200
    assert slugs(own) == ["m2"]
    assert (
        session.scalars(select(ProgrammePart).filter_by(slug=other.slug, programme_id=own.programme.id))
        .one()
        .needs
        == []
    )


def test_a_part_that_nobody_has_begun_is_gone(own: Own, cast: Cast, auth: Auth, session: Session) -> None:
    part = own.add("m1")

    assert service.remove(session, own.programme, part, now()) == 0
    assert auth.login(cast.ana).get(f"{own.shelf}/m1-hva-tapper-og-fyller").status_code == 404


def test_a_part_that_was_removed_can_be_taken_again(own: Own, cast: Cast, session: Session) -> None:
    part = own.add("m1")
    session.add(
        PageVisit(
            person_id=cast.ana.id,
            course_run_id=own.run.id,
            module_id=part.module_id,
            page="krukka",
            opened_at=now(),
        )
    )
    assert service.remove(session, own.programme, part, now()) == 1

    assert own.add("m1").id == part.id
    assert slugs(own) == ["m1"]


def test_two_modules_of_one_name_have_names_of_their_own(own: Own) -> None:
    first, second = own.add("m1"), own.add("m1", "copy")

    assert [first.slug, second.slug] == ["m1-hva-tapper-og-fyller", "m1-hva-tapper-og-fyller-2"]


def test_a_module_that_is_not_published_is_refused(own: Own, cast: Cast, session: Session) -> None:
    draft = Module(programme_id=cast.course.programme_id, slug="m9-utkast")
    session.add(draft)
    session.flush()

    with pytest.raises(Invalid, match="not_published"):
        service.add_module(session, own.programme, draft, None, "reference", now())


def test_a_retired_module_is_not_offered_and_refused(own: Own, session: Session) -> None:
    module = own.module("m1")
    module.retired_at = now()
    session.flush()

    offered = [each.current.module.slug for each in queries.offered(session, own.programme, "")]
    assert module.slug not in offered
    assert len(offered) == 6
    with pytest.raises(Conflict, match="module_is_retired"):
        own.add("m1")


def test_what_is_there_already_and_pages_that_are_not_are_refused(own: Own) -> None:
    own.add("m1")

    with pytest.raises(Conflict, match="already_a_part"):
        own.add("m1")
    with pytest.raises(Invalid, match="pages_not_there"):
        own.add("m2", pages=["nowhere"])


def test_a_circle_is_refused_with_its_names(own: Own, cast: Cast, auth: Auth, session: Session) -> None:
    first, second = own.add("m1"), own.add("m2")
    own.change(first, needs=[second.slug])
    session.commit()

    refused = auth.login(cast.ragnhild).post(f"{own.page}/parts/{second.slug}", data={"needs": first.slug})

    titles = [
        part.module.versions[-1].content["en"]["title"]
        if part.module and "en" in part.module.versions[-1].content
        else ""
        for part in (first, second)
    ]
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "these would wait for each other for ever" in page
    assert all(title in page for title in titles)
    session.expire_all()
    assert session.get_one(ProgrammePart, second.id).needs == []


def test_courses_that_come_after_each_other_are_refused(own: Own, session: Session) -> None:
    other = service.new_programme(session, {"nb": "Et annet"})
    service.set_flow(session, other, Flow("free", "all", 0, [own.programme.slug]))

    with pytest.raises(PrerequisiteCircle) as refused:
        service.set_flow(session, own.programme, Flow("free", "all", 0, [other.slug]))

    assert set(refused.value.names) == {other.slug, own.programme.slug}


@pytest.mark.parametrize(
    "flow",
    [Flow("free", "all", 4), Flow("fast", "all", 0), Flow("free", "some", 0), Flow("free", "all", 0, ["no"])],
)
def test_a_flow_that_cannot_be_is_refused(own: Own, session: Session, flow: Flow) -> None:
    with pytest.raises(Invalid, match="bad_flow"):
        service.set_flow(session, own.programme, flow)


def test_a_course_that_ships_is_not_changed_here(cast: Cast, own: Own, session: Session, auth: Auth) -> None:
    shipped = cast.course.programme
    shipped.ships = True
    part = queries.parts(session, shipped.id)[0]
    session.commit()

    refused = auth.login(cast.ragnhild).post(f"/programmes/{shipped.slug}/parts/{part.slug}/removal")

    assert refused.status_code == 409
    assert "comes with the platform" in refused.get_data(as_text=True)
    with pytest.raises(CourseShips):
        service.lock(shipped, True, [])


def test_what_a_template_has_locked_cannot_be_changed_in_its_clone(own: Own, session: Session) -> None:
    part, free = own.add("m1"), own.add("m2")
    own.programme.locked = ["title", "flow", "session:s1", f"part:{part.slug}"]

    for change in (
        lambda: service.describe(own.programme, {"nb": "Annet"}, {}, []),
        lambda: service.set_flow(session, own.programme, Flow("in_order", "all", 0)),
        lambda: service.change_session(own.programme, 1, []),
        lambda: own.change(part),
        lambda: service.move(session, own.programme, free, -1),
        lambda: service.remove(session, own.programme, part, now()),
        lambda: service.lock(own.programme, True, []),
    ):
        with pytest.raises(LockedByTemplate):
            change()
    service.describe(own.programme, own.programme.title, {"nb": "Fritt"}, [{"nb": "En regel"}])
    own.change(free, opens="on:2027-01-31")
    assert own.programme.summary == {"nb": "Fritt"}


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("/parts", {"module": "999999", "mode": "reference"}, 404),
        ("/parts", {"module": "x", "mode": "reference"}, 400),
        ("/parts", {"module": "1", "mode": "stolen"}, 400),
        ("/parts", {"session": "9"}, 422),
        ("/parts", {"session": "²"}, 400),
        ("/parts/nowhere/removal", {}, 404),
        ("/parts/nowhere", {}, 404),
        ("/parts/m1-hva-tapper-og-fyller", {"needs": "nowhere"}, 422),
        ("/parts/m1-hva-tapper-og-fyller", {"opens": "on", "opens-day": "2027-02-31"}, 422),
        ("/parts/m1-hva-tapper-og-fyller", {"opens": "after:s999999999999999999999999"}, 422),
        ("/parts/m1-hva-tapper-og-fyller/place", {"to": "sideways"}, 400),
        ("", {"title-nb": "  "}, 422),
        ("/flow", {"pace": "free", "completion": "all", "least_sessions": "-1"}, 400),
        ("/sessions/9", {}, 404),
        ("/clones", {"title-nb": "Tomt"}, 422),
    ],
)
def test_what_cannot_be_is_refused_clearly(
    own: Own, cast: Cast, auth: Auth, path: str, data: dict[str, str], status: int
) -> None:
    own.add("m1")

    assert auth.login(cast.ragnhild).post(own.page + path, data=data).status_code == status


def test_search_finds_modules_by_their_words_and_their_course(
    own: Own, cast: Cast, auth: Auth, app: Flask
) -> None:
    own.add("m1")

    found = queries.offered(own.session, own.programme, "KVARDAGSmeistring")
    none = queries.offered(own.session, own.programme, "finnes ikke")

    assert [each.current.module.slug.split("-")[0] for each in found] == ["m0", "m2", "m3", "m4", "m5", "m6"]
    assert none == []
    assert "6 modules found" in auth.login(cast.ragnhild).get(f"{own.page}?q=Kvardagsmeistring").get_data(
        as_text=True
    )
