"""Loading brings the database in step with the files, and changes nothing when they have not changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elearn.clock import now
from modules.files import CONTENT
from modules.loading import load_modules
from modules.models import Module, ModuleVersion
from modules.problems import ContentRefused
from tests.cast import Cast

FIRST = "m0-for-vi-motes"


def versions(session: Session) -> int:
    return session.scalars(select(func.count(ModuleVersion.id))).one()


def test_loading_twice_publishes_once(session: Session, cast: Cast, folder: Path) -> None:
    first = load_modules(session, now(), folder)
    again = load_modules(session, now(), folder)

    assert [loaded.version for loaded in first] == [1] * 7
    assert [loaded.version for loaded in again] == [0] * 7
    assert versions(session) == 7


def test_a_changed_file_becomes_a_new_version_and_the_old_one_stays(
    session: Session, cast: Cast, folder: Path
) -> None:
    load_modules(session, now(), folder)
    text = folder / "hverdagsmestring" / FIRST / "nb.md"
    text.write_text(text.read_text().replace("Så fint at du er her.", "Fint at du er her."))

    loaded = load_modules(session, now(), folder)

    assert [each.version for each in loaded] == [2, 0, 0, 0, 0, 0, 0]
    module = session.scalars(select(Module).filter_by(slug=FIRST)).one()
    old, new = [version.content["nb"]["pages"][0]["blocks"][0]["html"] for version in module.versions]
    assert (old[:24], new[:21]) == ("<p>Så fint at du er her.", "<p>Fint at du er her.")


def test_nothing_is_stored_when_one_file_is_wrong(session: Session, cast: Cast, folder: Path) -> None:
    (folder / "hverdagsmestring" / FIRST / "nn.md").write_text("Hei")

    with pytest.raises(ContentRefused):
        load_modules(session, now(), folder)

    assert versions(session) == 0


def test_modules_of_a_programme_that_is_not_loaded_are_refused(session: Session) -> None:
    with pytest.raises(ContentRefused, match="run `flask load-programmes` first"):
        load_modules(session, now())


def test_the_command_says_what_it_did(app: Flask, session: Session, cast: Cast) -> None:
    run = app.test_cli_runner().invoke
    shipped = [folder.parent.name for folder in sorted(CONTENT.glob("*/*/module.toml"))]

    run(args=["load-programmes"])
    first, again = run(args=["load-modules"]), run(args=["load-modules"])

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert sorted(first.output.splitlines()) == sorted(f"{slug}: version 1" for slug in shipped)
    assert sorted(again.output.splitlines()) == sorted(f"{slug}: unchanged" for slug in shipped)
