"""Modules as tests need them: the course's own, published, and a small one with every kind of block."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from elearn.clock import now
from elearn.courses.models import CourseRun
from modules.files import CONTENT
from modules.loading import load_modules
from tests.cast import Cast
from tests.shelf import COURSE, fill_shelf

EVERY_KIND = (Path(__file__).parent / "every_kind.md").read_text()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the modules of the cast's course, to change."""
    shutil.copytree(CONTENT / COURSE, tmp_path / "content" / COURSE)
    return tmp_path / "content"


@pytest.fixture
def shelf(session: Session, cast: Cast) -> str:
    """The shipped modules, published; the address of the course's shelf."""
    fill_shelf(session)
    session.commit()
    return f"/courses/{cast.course.public_id}/modules"


@pytest.fixture
def publish(session: Session, cast: Cast, tmp_path: Path) -> Callable[[str], str]:
    """Publish a course of one module with that text; returns the module's address."""

    def publish(text: str) -> str:
        write_module(tmp_path / "made" / "hverdagsmestring" / "m0-made", text)
        load_modules(session, now(), tmp_path / "made")
        session.commit()
        return address_of(cast.course, "m0-made")

    return publish


def address_of(course: CourseRun, slug: str) -> str:
    return f"/courses/{course.public_id}/modules/{slug}"


def write_module(folder: Path, nb: str, nn: str | None = None, facts: str = "minutes = 10") -> None:
    """The files of a module, and of a course with only this one."""
    (folder / "media").mkdir(parents=True, exist_ok=True)
    (folder / "media" / "krukke.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'
    )
    (folder / "media" / "pust.nb.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:02.000\nPust inn.\n")
    (folder / "media" / "pust.mp3").write_bytes(b"\xff\xfb" + bytes(1000))
    (folder / "media" / "pust.mp4").write_bytes(bytes(1000))
    (folder / "module.toml").write_text(
        f'{facts}\n[title]\nnb = "Laget"\nnn = "Laga"\n[summary]\nnb = "En modul."\nnn = "Ein modul."\n'
    )
    (folder / "nb.md").write_text(nb)
    (folder / "nn.md").write_text(nb if nn is None else nn)
    (folder.parent / "course.toml").write_text(
        f'modules = ["{folder.name.split("-")[0]}"]\n[title]\nnb = "Kurs"\n[summary]\nnb = "Et kurs."\n'
    )
