"""An author with the library open, and files of every kind."""

from __future__ import annotations

import base64
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from modules.files import CONTENT
from modules.library.models import MediaFile
from modules.library.queries import find_file
from tests.acting import Auth, Browser
from tests.cast import Cast

SHIPPED = CONTENT / "hverdagsmestring"
SOUND = SHIPPED / "m1-hva-tapper-og-fyller/media/pust.mp3"
FILM = SHIPPED / "m0-for-vi-motes/media/rommet.webm"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 36"><circle r="4"/></svg>'
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nPust inn.\n"
TUS = {"Tus-Resumable": "1.0.0", "Accept": "application/json"}


def picture(width: int = 1600, height: int = 900, form: str = "PNG", **options: Any) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), "#2a6f6b").save(drawn, form, **options)
    return drawn.getvalue()


def packed(**members: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/"), content)
    return archive.getvalue()


def metadata(filename: str) -> str:
    return "filename " + base64.b64encode(filename.encode()).decode()


@dataclass
class Author:
    """Brings files as the browser does, in requests of its own."""

    browser: Browser
    session: Session
    data: Path

    def begin(self, filename: str, length: int | str, **headers: str) -> TestResponse:
        said = {"Upload-Length": str(length), "Upload-Metadata": metadata(filename), **TUS, **headers}
        return self.browser.post("/library/uploads", headers=said)

    def send(self, address: str, offset: int | str, content: bytes, **headers: str) -> TestResponse:
        said = {"Upload-Offset": str(offset), **TUS, **headers}
        return self.browser.patch(
            address, headers=said, data=content, content_type="application/offset+octet-stream"
        )

    def offset(self, address: str) -> int:
        return int(self.browser.head(address, headers=TUS).headers["Upload-Offset"])

    def arrived(self, filename: str, content: bytes) -> str:
        """The address of an upload that has arrived whole."""
        address = self.begin(filename, len(content)).headers["Location"]
        assert self.send(address, 0, content).status_code == 204
        return address

    def bring(self, filename: str, content: bytes) -> TestResponse:
        """Send the whole file, and have it looked at."""
        return self.browser.post(f"{self.arrived(filename, content)}/file", headers=TUS)

    def brought(self, filename: str, content: bytes) -> MediaFile:
        response = self.bring(filename, content)
        assert response.status_code == 201, response.text
        return find_file(self.session, response.json["name"])  # type: ignore[index]

    def refusal(self, filename: str, content: bytes) -> tuple[int, str]:
        response = self.bring(filename, content)
        return response.status_code, response.json["error"]  # type: ignore[index]

    @property
    def kept(self) -> list[str]:
        """What lies in the library's folder."""
        return sorted(path.name for path in (self.data / "library").glob("*"))

    @property
    def on_their_way(self) -> list[str]:
        return sorted(path.name for path in (self.data / "uploads").glob("*"))


@pytest.fixture
def author(app: Flask, session: Session, cast: Cast, auth: Auth) -> Author:
    return Author(auth.login(cast.ragnhild), session, app.config["DATA"])
