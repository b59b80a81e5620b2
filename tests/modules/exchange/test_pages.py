"""The pages to bring in and to take out, as course developers use them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from elearn.courses.models import Programme
from modules.authoring.models import ModuleDraft
from modules.exchange import archives
from modules.exchange.brought import Line
from modules.exchange.packing import zipped
from modules.exchange.refused import NotBroughtIn
from modules.exchange.words import REFUSED, SAID, refusal, said
from modules.models import Module, ModuleVersion
from tests.acting import Auth
from tests.cast import Cast
from tests.modules.exchange.cartridges import Cartridge, png

M1 = "/modules/hverdagsmestring/m1-hva-tapper-og-fyller"


@pytest.fixture
def ragnhild(cast: Cast, auth: Auth, shelf: str) -> FlaskClient:
    return auth.browser(cast.ragnhild)


def send(browser: FlaskClient, content: bytes, name: str, programme: str = "") -> tuple[int, str]:
    file = FileStorage(io.BytesIO(content), filename=name)
    fields = {"file": file, "programme": programme, "language": "nb"}
    # Not through a file on the disk, which the test client would leave open.
    body, length, boundary = stream_encode_multipart(fields, use_tempfile=False)
    kind = f'multipart/form-data; boundary="{boundary}"'
    answer = browser.post("/modules/imports", input_stream=body, content_length=length, content_type=kind)
    return answer.status_code, answer.get_data(as_text=True)


def counts(session: Session) -> tuple[int, int, int]:
    """Modules, drafts and programmes."""
    found = [
        session.scalar(select(func.count()).select_from(table)) for table in (Module, ModuleDraft, Programme)
    ]
    return found[0] or 0, found[1] or 0, found[2] or 0


def test_the_list_of_modules_leads_in_and_out(session: Session, ragnhild: FlaskClient) -> None:
    page = ragnhild.get("/modules").get_data(as_text=True)

    assert 'href="/modules/imports"' in page
    assert page.count("/exports") == counts(session)[0]


def test_a_module_that_was_taken_out_can_be_brought_in_again(session: Session, ragnhild: FlaskClient) -> None:
    archive = ragnhild.get(f"{M1}/exports/archive").get_data()

    status, page = send(ragnhild, archive, "m1.zip", "hverdagsmestring")

    assert status == 200
    assert "m1-hva-tapper-og-fyller-2" in page
    assert "Everything in it came along." in page
    made = session.scalars(select(Module).filter_by(slug="m1-hva-tapper-og-fyller-2")).one()
    assert session.get(ModuleDraft, made.id) is not None
    assert session.scalars(select(ModuleVersion).filter_by(module_id=made.id)).all() == []


def test_a_module_alone_gives_a_new_programme_its_name(session: Session, ragnhild: FlaskClient) -> None:
    archive = ragnhild.get(f"{M1}/exports/archive").get_data()

    send(ragnhild, archive, "m1.zip")

    made = session.scalars(select(Programme).order_by(Programme.id.desc())).first()
    assert made is not None
    assert (made.slug, made.title["nb"]) == ("m1-hva-tapper-og-fyller", "Hva tapper og hva fyller på?")


def test_its_pictures_come_along(app: Flask, session: Session, ragnhild: FlaskClient) -> None:
    send(ragnhild, ragnhild.get(f"{M1}/exports/archive").get_data(), "m1.zip", "hverdagsmestring")

    again = ragnhild.get(f"{M1}-2/exports/archive").get_data()

    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        names = [name for name in archive.namelist() if "/media/" in name]
    assert [Path(name).name for name in names] == ["krukke.svg", "pust.mp3", "pust.nb.vtt", "pust.nn.vtt"]


def test_a_whole_programme_comes_as_a_new_one(session: Session, ragnhild: FlaskClient) -> None:
    archive = ragnhild.get("/modules/hverdagsmestring/archive").get_data()

    status, page = send(ragnhild, archive, "kurs.zip")

    assert status == 200
    assert "7 modules are drafts now, in " in page
    assert session.scalars(select(Programme.slug).order_by(Programme.id)).all()[-1] == "hverdagsmestring-2"


def test_a_cartridge_is_told_line_by_line(session: Session, ragnhild: FlaskClient) -> None:
    cartridge = Cartridge(files={"pages/a.png": png()})
    cartridge.items = [cartridge.page("Ro", '<p>Ord</p><img src="a.png">'), cartridge.page("Borte", None)]

    status, page = send(ragnhild, cartridge.packed(), "hvile.imscc")

    assert status == 200
    assert "2 things did not come along as they were: see below." in page
    assert "The picture has no description." in page
    assert "The file is missing." in page


def test_questions_come_into_a_new_programme(session: Session, ragnhild: FlaskClient) -> None:
    status, page = send(ragnhild, b"Hva? {=ja ~nei}\n\nTall? {#fire}", "Sporsmal.txt")

    assert status == 200
    assert "An answer is not a number that we can read." in page


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.zip", "This is no archive that we know"),
        (b"GIF89a", "a.gif", "This is no archive that we know"),
        (zipped({"x.txt": b""}), "a.zip", "neither one of ours nor a Common Cartridge"),
        (zipped({"../x": b""}), "a.zip", "has a name that leads out of it. (../x)"),
        (b"x" * 2_000_001, "a.txt", "A file in it is too large."),
        (b"\xff", "a.txt", "not written in UTF-8"),
    ],
)
def test_what_is_refused_is_said_at_the_form_and_leaves_nothing(
    app: Flask, session: Session, ragnhild: FlaskClient, content: bytes, name: str, words: str
) -> None:
    before = counts(session), sorted(app.config["DATA"].iterdir())

    status, page = send(ragnhild, content, name)

    assert status == 422
    assert words in page
    assert (counts(session), sorted(app.config["DATA"].iterdir())) == before


def test_without_a_file_the_form_asks_for_one(ragnhild: FlaskClient) -> None:
    answer = ragnhild.post("/modules/imports", data={"language": "nb", "programme": ""})

    assert answer.status_code == 422
    assert "Choose a file." in answer.get_data(as_text=True)


def test_a_file_may_be_larger_here_than_elsewhere_and_no_larger_than_that(
    monkeypatch: pytest.MonkeyPatch, ragnhild: FlaskClient
) -> None:
    assert send(ragnhild, bytes(11_000_000), "a.zip")[0] == 422

    status, _page = send(ragnhild, bytes(archives.MOST_BYTES + 200_000), "a.zip")

    assert status == 413


def test_strangers_may_not_send_so_much(auth: Auth, shelf: str) -> None:
    assert send(auth.browser(), bytes(11_000_000), "a.zip")[0] == 413


def test_a_programme_that_is_not_there_is_no_choice(ragnhild: FlaskClient) -> None:
    assert send(ragnhild, b"Hva? {=ja ~nei}", "a.txt", "ingen")[0] == 422


def test_a_draft_without_a_version_can_be_taken_out(session: Session, ragnhild: FlaskClient) -> None:
    send(ragnhild, "Hva gir ro? {=Stillhet ~Støy}".encode(), "Om ro.txt", "hverdagsmestring")

    page = ragnhild.get("/modules/hverdagsmestring/om-ro/exports").get_data(as_text=True)

    assert "Booklet in Bokmål" in page
    assert "What is published" not in page
    assert ragnhild.get("/modules/hverdagsmestring/om-ro/exports/booklet/nb").get_data().startswith(b"%PDF")


def test_what_is_taken_out_is_a_file_that_nobody_else_keeps(ragnhild: FlaskClient) -> None:
    answer = ragnhild.get(f"{M1}/exports/scorm/nb")

    assert (
        answer.headers["Content-Disposition"] == "attachment; filename=m1-hva-tapper-og-fyller-nb-scorm.zip"
    )
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_what_is_not_there_is_not_found(ragnhild: FlaskClient) -> None:
    addresses = [
        f"{M1}/exports/scorm/en",
        f"{M1}/exports/booklet/xx",
        "/modules/hverdagsmestring/ingen/exports",
        "/modules/ingen/archive",
    ]

    assert [ragnhild.get(address).status_code for address in addresses] == [404] * 4


def test_every_code_has_words() -> None:
    source = "\n".join(
        path.read_text() for path in Path("modules/exchange").glob("*.py") if path.name != "words.py"
    )

    assert sorted(code for code in {**REFUSED, **SAID} if f'"{code}"' not in source) == []


def test_words_name_what_they_are_about(app: Flask) -> None:
    with app.test_request_context():
        assert refusal(NotBroughtIn("file_too_large", "a.png")) == "A file in it is too large. (a.png)"
        assert said(Line("x", "other_kind", False, {"kind": "imslti"})).endswith("(imslti).")
