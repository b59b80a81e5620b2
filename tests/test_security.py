"""What a browser is told behind a web server with TLS, where requests themselves come over plain http."""

from __future__ import annotations

from pathlib import Path

from elearn.app import create_app
from elearn.security import own_origins


def test_an_installation_with_tls_says_so_and_knows_its_own_pages(tmp_path: Path) -> None:
    app = create_app(DATA=tmp_path, URL="https://kurs.example.org", TESTING=True)
    is_own, behind = own_origins(app), {"HTTP_HOST": "kurs.example.org"}
    assert is_own is not None

    headers = app.test_client().get("/healthz").headers
    pages = ("http://kurs.example.org", "https://kurs.example.org", "https://evil.example")
    own = [is_own(page, behind) for page in pages]

    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert own == [False, True, False]
