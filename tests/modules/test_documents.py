"""Documents to take home: only what it says it is, without programs, and sent to be kept."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import session
from werkzeug.test import TestResponse

from elearn.app import create_app
from modules import kept_media
from modules.files import read_module
from modules.problems import ContentRefused
from modules.take_home import TYPES, described, is_harmless
from tests.acting import Auth
from tests.cast import Cast
from tests.modules.conftest import write_module


def page(src: str) -> str:
    return f'# A {{#a}}\n\n::: file {{src="{src}" title="Planen"}}\n:::\n'


def office(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as document:
        for name in ("[Content_Types].xml", *names):
            document.writestr(name, "x")
    return path


@pytest.mark.parametrize("suffix", [suffix for suffix in TYPES if suffix != ".pdf"])
def test_office_documents_without_macros_are_taken(tmp_path: Path, suffix: str) -> None:
    assert is_harmless(office(tmp_path / f"a{suffix}", "word/document.xml"))
    for program in ("word/vbaProject.bin", "Basic/Standard/Module1.xml", "Scripts/python/evil.py"):
        assert not is_harmless(office(tmp_path / f"a{suffix}", program))


@pytest.mark.parametrize("content", [b"", b"MZ\x90", b"<html><script>alert(1)</script>", b"PK\x03\x04broken"])
@pytest.mark.parametrize("suffix", TYPES)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    tmp_path: Path, suffix: str, content: bytes
) -> None:
    write_module(tmp_path / "m0-made", page(f"plan{suffix}"))
    (tmp_path / "m0-made" / "media" / f"plan{suffix}").write_bytes(content)

    with pytest.raises(ContentRefused) as refusal:
        read_module(tmp_path / "m0-made")

    words = f"media/plan{suffix} is not what its name says, or holds programs (macros)."
    assert refusal.value.lines[0] == f"{tmp_path}/m0-made/nb.md:3: {words}"


@pytest.mark.parametrize(
    "name", ["plan.exe", "plan.docm", "plan.html", "plan.svg", "../plan.pdf", "Plan.pdf"]
)
def test_other_types_and_names_are_refused(tmp_path: Path, name: str) -> None:
    write_module(tmp_path / "m0-made", page(name))

    with pytest.raises(ContentRefused) as refusal:
        read_module(tmp_path / "m0-made")

    assert refusal.value.lines[0].endswith(f'nb.md:3: "{name}" is not a file name we know for a file.')


def test_type_and_size_are_told_in_words(tmp_path: Path) -> None:
    app = create_app(DATA=tmp_path, TESTING=True)
    with app.test_request_context():
        session["language"] = "en"
        assert described("a.pdf", 300) == "PDF, 1 kB"
        assert described("a.docx", 120_400) == "text document (Word), 120 kB"
        assert described("a.ods", 2_450_000) == "spreadsheet (OpenDocument), 2.4 MB"


def test_a_document_is_sent_to_be_kept(
    cast: Cast, auth: Auth, publish: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, browser = publish(page("ukeplan.pdf")), auth.login(cast.ana)
    monkeypatch.setattr(kept_media, "CONTENT", tmp_path / "made")

    shown = browser.get(f"{module}/a").get_data(as_text=True)
    assert f'href="{module}/media/ukeplan.pdf"' in shown
    assert "PDF, 120 kB" in shown
    with browser.get(f"{module}/media/ukeplan.pdf") as sent:
        _assert_is_kept(sent)


def _assert_is_kept(sent: TestResponse) -> None:
    assert (sent.status_code, sent.mimetype) == (200, "application/pdf")
    assert sent.headers["Content-Disposition"] == "attachment; filename=ukeplan.pdf"
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in sent.headers["Content-Security-Policy"]
