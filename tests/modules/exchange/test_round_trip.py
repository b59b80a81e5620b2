"""What leaves one installation and arrives in another leaves that one just the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import msgspec
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.clock import now
from elearn.courses.models import Programme
from elearn.extensions import db
from modules.authoring import stored
from modules.authoring.models import ModuleDraft
from modules.composing.models import ProgrammePart
from modules.exchange import queries, service
from modules.exchange.brought import Brought
from modules.exchange.packing import pack
from modules.files import read_course
from modules.models import Module, ModuleVersion
from tests.modules.exchange.conftest import HERE, Reader, whole

Elsewhere = Callable[[], AbstractContextManager[Flask]]


def bring_in(session: Session, data: Path, brought: Brought, programme: Programme | None) -> list[Module]:
    modules = service.bring_in(session, brought, programme, now())
    service.keep_media(data, modules, brought)
    return modules


def modules_in(session: Session) -> Iterator[tuple[Programme, Module]]:
    programme = session.scalars(select(Programme).filter_by(slug="hverdagsmestring")).one()
    for module in session.scalars(select(Module).filter_by(programme_id=programme.id)):
        yield programme, module


def test_every_shipped_programme_comes_out_of_an_empty_installation_as_it_went_in(
    app: Flask, session: Session, shelf: str, read: Reader, elsewhere: Elsewhere
) -> None:
    having_modules = select(Programme.slug).where(Programme.id.in_(select(Module.programme_id)))
    slugs = session.scalars(having_modules.order_by(Programme.slug)).all()
    first = [whole(session, app.config["DATA"], slug) for slug in slugs]

    with elsewhere() as other:
        for archive in first:
            bring_in(db.session, other.config["DATA"], read(archive), None)
        again = [whole(db.session, other.config["DATA"], slug, "https://other.example") for slug in slugs]

    assert "hverdagsmestring" in slugs
    assert first == again


def test_so_does_each_shipped_module_by_itself(
    app: Flask, session: Session, shelf: str, read: Reader, elsewhere: Elsewhere
) -> None:
    data = app.config["DATA"]
    packed = [pack(queries.leaving(session, data, HERE, *each)) for each in modules_in(session)]

    with elsewhere() as other:
        there = Programme(slug="hverdagsmestring", title={"nb": "Tomt"}, summary={"nb": ""})
        db.session.add(there)
        db.session.flush()
        for archive in packed:
            bring_in(db.session, other.config["DATA"], read(archive), there)
        again = [
            pack(queries.leaving(db.session, other.config["DATA"], "https://other.example", *each))
            for each in modules_in(db.session)
        ]

    assert len(packed) == 7
    assert packed == again


def test_what_is_brought_in_is_a_draft_and_nothing_is_published(
    app: Flask, session: Session, shelf: str, read: Reader, elsewhere: Elsewhere
) -> None:
    archive = whole(session, app.config["DATA"])

    with elsewhere() as other:
        bring_in(db.session, other.config["DATA"], read(archive), None)

        assert db.session.scalars(select(ModuleVersion)).all() == []
        assert len(db.session.scalars(select(ModuleDraft)).all()) == 7


def test_a_name_that_is_taken_gets_a_number(app: Flask, session: Session, shelf: str, read: Reader) -> None:
    archive, data = whole(session, app.config["DATA"]), app.config["DATA"]
    programme = session.scalars(select(Programme).filter_by(slug="hverdagsmestring")).one()

    second = bring_in(session, data, read(archive), programme)
    third = bring_in(session, data, read(archive), programme)
    bring_in(session, data, read(archive), None)

    assert [second[0].slug, third[0].slug] == ["m0-for-vi-motes-2", "m0-for-vi-motes-3"]
    parts = select(ProgrammePart.slug).filter_by(programme_id=programme.id).order_by(ProgrammePart.position)
    assert session.scalars(parts).all()[7::7] == ["m0-for-vi-motes-2", "m0-for-vi-motes-3"]
    assert session.scalar(select(Programme.slug).filter_by(slug="hverdagsmestring-2"))


def test_a_draft_leaves_beside_what_is_published_only_when_asked_for(
    app: Flask, session: Session, shelf: str
) -> None:
    programme, module = next(modules_in(session))
    draft = queries.leaving(session, app.config["DATA"], HERE, programme, module)[0].draft
    session.add(ModuleDraft(module_id=module.id, content=stored.to_json(draft), changed_at=now(), seq=1))
    session.flush()

    plain = pack(queries.leaving(session, app.config["DATA"], HERE, programme, module))
    both = pack(queries.leaving(session, app.config["DATA"], HERE, programme, module, with_draft=True))

    assert "drafts/m0-for-vi-motes/nb.md" not in zipfile.ZipFile(io.BytesIO(plain)).namelist()
    assert "drafts/m0-for-vi-motes/nb.md" in zipfile.ZipFile(io.BytesIO(both)).namelist()


def test_of_a_module_and_its_draft_the_draft_is_taken_and_the_other_told_of(
    app: Flask, session: Session, shelf: str, read: Reader
) -> None:
    programme, module = next(modules_in(session))
    draft = queries.leaving(session, app.config["DATA"], HERE, programme, module)[0].draft
    session.add(ModuleDraft(module_id=module.id, content=stored.to_json(draft), changed_at=now(), seq=1))
    session.flush()

    brought = read(
        pack(queries.leaving(session, app.config["DATA"], HERE, programme, module, with_draft=True))
    )

    assert [(line.where, line.code, line.is_taken) for line in brought.report.lines] == [
        ("m0-for-vi-motes", "has_newer_draft", False),
        ("drafts/m0-for-vi-motes", "module", True),
    ]


def test_the_manifest_tells_of_every_file_and_where_it_comes_from(
    app: Flask, session: Session, shelf: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(whole(session, app.config["DATA"]))) as archive:
        told, names = msgspec.json.decode(archive.read("manifest.json")), archive.namelist()
        days = {member.date_time for member in archive.infolist()}

    assert (told["format"], told["version"], told["programme"]) == (
        "mestringsrom-modules",
        1,
        "hverdagsmestring",
    )
    assert sorted([*told["sha256"], "manifest.json"]) == sorted(names)
    assert days == {(1980, 1, 1, 0, 0, 0)}
    assert told["modules"][1] == {
        "folder": "m1-hva-tapper-og-fyller",
        "languages": ["en", "nb", "nn", "se"],
        "main": "nb",
        "origin": f"{HERE}/modules/hverdagsmestring/m1-hva-tapper-og-fyller",
        "slug": "m1-hva-tapper-og-fyller",
        "version": 1,
    }


def test_a_draft_that_was_changed_after_it_came_is_ours(
    app: Flask, session: Session, shelf: str, read: Reader
) -> None:
    archive, data = whole(session, app.config["DATA"]), app.config["DATA"]
    programme = session.scalars(select(Programme).filter_by(slug="hverdagsmestring")).one()
    module = bring_in(session, data, read(archive), programme)[0]
    untouched = queries.leaving(session, data, "https://other.example", programme, module)[0]

    session.get_one(ModuleDraft, module.id).seq = 1
    touched = queries.leaving(session, data, "https://other.example", programme, module)[0]

    assert (untouched.origin, untouched.version) == (f"{HERE}/modules/hverdagsmestring/m0-for-vi-motes", 1)
    assert (touched.origin, touched.version) == (
        "https://other.example/modules/hverdagsmestring/m0-for-vi-motes-2",
        0,
    )


def test_unpacked_into_a_folder_of_content_it_is_a_programme_that_loads(
    app: Flask, session: Session, shelf: str, tmp_path: Path
) -> None:
    folder = tmp_path / "content" / "hverdagsmestring"
    with zipfile.ZipFile(io.BytesIO(whole(session, app.config["DATA"]))) as archive:
        archive.extractall(folder)

    course = read_course(folder)

    assert [module.slug.split("-")[0] for module in course.modules] == [f"m{number}" for number in range(7)]


@pytest.mark.parametrize("text", ["# {#side}\n\nUten tittel.\n", "#  {#side}\n\nUten tittel.\n"])
def test_a_page_without_a_title_keeps_its_name(text: str) -> None:
    from modules.authoring.markdown_form import sheets_of

    assert [(sheet.id, sheet.title) for sheet in sheets_of(text)] == [("side", "")]
