"""One browser, as far as a server can tell: a connection that stays open, and cookies."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any


class Visitor:
    """Asks for one thing after the other; whatever is not answered well ends the measure."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self._line = HTTPConnection("localhost", port, timeout=60)
        self.cookies = dict(cookies or {})

    def ask(self, path: str, method: str = "GET", sent: Any = None, **headers: str) -> bytes:
        """The answer's body. Raises RuntimeError for any other status than 200 and 201."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        usual = {"Cookie": cookie, "Accept-Encoding": "gzip", "Content-Type": "application/json"}
        headers = usual | {name.replace("_", "-"): value for name, value in headers.items()}
        self._line.request(method, path, json.dumps(sent) if sent else None, headers)
        answer = self._line.getresponse()
        body = answer.read()
        if answer.status not in (200, 201):
            raise RuntimeError(f"{method} {path}: {answer.status} {body[:300]!r}")
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return body
