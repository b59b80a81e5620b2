"""Static files are small on the line, and carry nobody's cookie."""

from __future__ import annotations

import gzip
from pathlib import Path

from tests.acting import Auth, Browser
from tests.cast import Cast

SHEET = "/static/css/tokens.css"


def test_text_is_compressed_for_those_who_can_read_it(client: Browser) -> None:
    file = Path("static/css/tokens.css").read_bytes()

    with client.get(SHEET, headers={"Accept-Encoding": "gzip"}) as small, client.get(SHEET) as whole:
        assert small.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(small.data) == file
        assert len(small.data) < len(file) / 4
        assert whole.data == file


def test_a_file_that_is_kept_is_not_sent_again(client: Browser) -> None:
    with client.get(SHEET, headers={"Accept-Encoding": "gzip"}) as first:
        tag = first.headers["ETag"]

    with client.get(SHEET, headers={"Accept-Encoding": "gzip", "If-None-Match": tag}) as again:
        assert (again.status_code, again.data) == (304, b"")


def test_no_cookie_is_on_a_file_that_others_may_get_from_a_cache(cast: Cast, auth: Auth) -> None:
    with auth.login(cast.ana).get(SHEET) as response:
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "public, max-age=3600"
