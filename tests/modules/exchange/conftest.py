"""Archives as tests need them: made by ourselves, and by somebody with bad intentions."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.app import create_app
from elearn.courses.models import Programme
from elearn.extensions import db
from modules.exchange import queries
from modules.exchange.archives import opened
from modules.exchange.brought import Brought
from modules.exchange.packing import Course, pack, zipped
from modules.exchange.unpacking import unpack

Reader = Callable[[bytes], Brought]
HERE = "https://kurs.example"


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Read an archive of ours, as the page does."""

    def read(archive: bytes) -> Brought:
        folder = tmp_path / "waiting"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        with opened(io.BytesIO(archive)) as file:
            return unpack(file, folder)

    return read


@pytest.fixture
def elsewhere(tmp_path: Path, empty_database: Path) -> Callable[[], Iterator[Flask]]:
    """Another installation, with every table and no row."""

    @contextmanager
    def elsewhere() -> Iterator[Flask]:
        data = tmp_path / "elsewhere"
        data.mkdir()
        shutil.copy(empty_database, data / empty_database.name)
        app = create_app(
            DATA=data, TESTING=True, SECRET_KEY="test", LANGUAGE="en", URL="https://other.example"
        )
        with app.app_context():
            yield app
            for engine in db.engines.values():
                engine.dispose()

    return elsewhere


def whole(session: Session, data: Path, slug: str = "hverdagsmestring", url: str = HERE) -> bytes:
    """The programme as an archive."""
    programme = session.scalars(select(Programme).filter_by(slug=slug)).one()
    modules = queries.leaving_programme(session, data, url, programme)
    return pack(modules, Course(programme.slug, programme.title, programme.summary))


def changed(archive: bytes, files: Mapping[str, bytes]) -> bytes:
    """The archive with some files replaced or added, as a careless hand leaves it."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        kept = {name: file.read(name) for name in file.namelist()}
    return zipped({**kept, **files})
