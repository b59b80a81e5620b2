"""Bringing files by tus: what has arrived stays, and one goes on from there; what does not fit is refused."""

from __future__ import annotations

import os
import time
from hashlib import sha256

import pytest
from flask import Flask

from modules.library import expiry, uploads
from tests.acting import Auth
from tests.cast import Cast
from tests.modules.library.conftest import FILM, SOUND, TUS, Author, metadata


def test_a_file_comes_in_pieces_and_is_what_was_sent(author: Author) -> None:
    film = FILM.read_bytes()
    address = author.begin("rommet.webm", len(film)).headers["Location"]

    first = author.send(address, 0, film[:1000])
    second = author.send(address, 1000, film[1000:])
    taken = author.browser.post(f"{address}/file", headers=TUS)

    assert (first.headers["Upload-Offset"], second.headers["Upload-Offset"]) == ("1000", str(len(film)))
    name = f"video-{sha256(film).hexdigest()[:16]}.webm"
    assert taken.json == {
        "name": name, "title": "rommet", "kind": "video", "is_new": True, "address": f"/library/{name}"
    }  # fmt: skip
    assert (author.data / "library" / name).read_bytes() == film
    assert author.on_their_way == [f"{address.rpartition('/')[2]}.json"]


def test_taking_in_twice_gives_the_same_answer(author: Author) -> None:
    address = author.arrived("pust.mp3", SOUND.read_bytes())

    first, second = (author.browser.post(f"{address}/file", headers=TUS) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json["name"] == second.json["name"]  # type: ignore[index]


def test_the_same_content_is_kept_once(author: Author) -> None:
    author.brought("pust.mp3", SOUND.read_bytes())

    again = author.bring("heilt-anna.mp3", SOUND.read_bytes())

    assert (again.status_code, again.json["is_new"], len(author.kept)) == (200, False, 1)  # type: ignore[index]


def test_the_server_says_how_far_it_has_come(author: Author) -> None:
    address = author.begin("pust.mp3", 100).headers["Location"]
    author.send(address, 0, bytes(40))

    told = author.browser.head(address, headers=TUS)

    assert told.status_code == 200
    assert {name: told.headers.get(name) for name in ("Upload-Offset", "Upload-Length", "Cache-Control")} == {
        "Upload-Offset": "40", "Upload-Length": "100", "Cache-Control": "no-store"
    }  # fmt: skip


def test_the_server_says_what_it_understands(author: Author) -> None:
    told = author.browser.options("/library/uploads")

    names = ("Tus-Resumable", "Tus-Version", "Tus-Extension", "Tus-Max-Size")
    assert [told.headers[name] for name in names] == [
        "1.0.0", "1.0.0", "creation,termination,expiration", "500000000"
    ]  # fmt: skip


@pytest.mark.parametrize("offset", [0, 41, 10**14])
def test_a_wrong_place_is_refused_and_nothing_is_written(author: Author, offset: int) -> None:
    address = author.begin("pust.mp3", 100).headers["Location"]
    author.send(address, 0, bytes(40))

    refused = author.send(address, offset, b"x" * 10)

    assert (refused.status_code, refused.json["error"]) == (409, "wrong_offset")  # type: ignore[index]
    assert author.offset(address) == 40


@pytest.mark.parametrize("offset", ["-1", "", "1e3", "٣", "9" * 30])
def test_a_place_that_is_no_number_is_refused(author: Author, offset: str) -> None:
    address = author.begin("pust.mp3", 100).headers["Location"]

    assert author.send(address, offset, b"x").status_code == 400


@pytest.mark.parametrize("length", ["-1", "", "1.5", "9" * 30])
def test_a_length_that_is_no_number_is_refused(author: Author, length: str) -> None:
    assert (author.begin("pust.mp3", length).status_code, author.on_their_way) == (400, [])


def test_more_than_was_said_is_refused(author: Author) -> None:
    address = author.begin("pust.mp3", 10).headers["Location"]

    refused = author.send(address, 0, bytes(11))

    assert (refused.status_code, author.offset(address)) == (413, 0)


@pytest.mark.parametrize(
    ("filename", "length", "expected"),
    [
        ("film.mp4", 500_000_001, (413, "file_too_large")),
        ("bilde.jpg", 200_000_000, (413, "file_too_large")),
        ("tom.mp3", 0, (400, "empty_file")),
        ("virus.exe", 10, (415, "unknown_form")),
        ("side.html", 10, (415, "unknown_form")),
        ("uten", 10, (415, "unknown_form")),
    ],
)
def test_what_can_never_be_taken_is_refused_before_it_is_sent(
    author: Author, filename: str, length: int, expected: tuple[int, str]
) -> None:
    refused = author.begin(filename, length)

    assert (refused.status_code, refused.json["error"]) == expected  # type: ignore[index]
    assert author.on_their_way == []


def test_a_name_with_a_path_leads_nowhere(author: Author) -> None:
    file = author.brought("../../../etc/cron.d/..\\pust\x00\u202e.mp3", SOUND.read_bytes())

    assert (file.title, author.kept) == ("pust", [file.name])


@pytest.mark.parametrize(
    "said", ["", "filename", "filename !!!", "filename /w==", metadata("a" * 300 + ".mp3")]
)
def test_a_name_that_cannot_be_read_is_refused(author: Author, said: str) -> None:
    headers = {"Upload-Length": "10", "Upload-Metadata": said, **TUS}

    assert author.browser.post("/library/uploads", headers=headers).status_code == 400


def test_another_version_of_the_protocol_is_refused(author: Author) -> None:
    refused = author.begin("pust.mp3", 10, **{"Tus-Resumable": "0.2.2"})

    assert (refused.status_code, refused.headers.get("Location")) == (412, None)


def test_somebody_elses_upload_is_not_there(author: Author, auth: Auth, cast: Cast) -> None:
    address = author.begin("pust.mp3", 10).headers["Location"]
    petter = Author(auth.browser(cast.petter), author.session, author.data)

    answers = [
        petter.browser.head(address, headers=TUS).status_code,
        petter.send(address, 0, b"x").status_code,
        petter.browser.delete(address, headers=TUS).status_code,
        petter.browser.post(f"{address}/file", headers=TUS).status_code,
    ]

    assert (answers, author.offset(address)) == ([404] * 4, 0)


@pytest.mark.parametrize("id", ["x", "0" * 32, "..%2f..%2fsecret_key", "A" * 32])
def test_an_upload_that_is_not_there_is_not_found(author: Author, id: str) -> None:
    assert author.browser.head(f"/library/uploads/{id}", headers=TUS).status_code == 404


def test_two_cannot_send_at_the_same_time(app: Flask, author: Author, cast: Cast) -> None:
    address = author.begin("pust.mp3", 10).headers["Location"]
    beside = uploads.Uploads(author.data / "uploads")
    upload = beside.find(address.rpartition("/")[2], cast.ragnhild.id)

    with beside.locked(upload):
        refused = author.send(address, 0, b"x")

    assert (refused.status_code, refused.json["error"]) == (423, "upload_is_busy")  # type: ignore[index]
    assert author.offset(address) == 0


def test_an_upload_can_be_thrown_away(author: Author) -> None:
    address = author.begin("pust.mp3", 10).headers["Location"]

    gone = author.browser.delete(address, headers=TUS)

    assert (gone.status_code, author.on_their_way) == (204, [])


def test_what_has_not_arrived_whole_is_not_taken(author: Author) -> None:
    address = author.begin("pust.mp3", 10).headers["Location"]
    author.send(address, 0, b"x")

    refused = author.browser.post(f"{address}/file", headers=TUS)

    assert (refused.status_code, refused.json["error"]) == (400, "upload_unfinished")  # type: ignore[index]


def test_another_kind_of_body_is_refused(author: Author) -> None:
    address = author.begin("pust.mp3", 10).headers["Location"]

    refused = author.browser.patch(
        address, headers={"Upload-Offset": "0", **TUS}, data=b"x", content_type="text/plain"
    )

    assert (refused.status_code, author.offset(address)) == (415, 0)


def test_nobody_fills_the_disk_with_beginnings(author: Author) -> None:
    answers = [author.begin("pust.mp3", 10).status_code for _ in range(uploads.MOST_UNFINISHED + 1)]

    assert answers == [201] * uploads.MOST_UNFINISHED + [400]


def test_a_file_for_which_there_is_no_room_is_refused_at_once(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "KEPT_FREE", 10**18)

    refused = author.begin("pust.mp3", 10)

    assert (refused.status_code, refused.json["error"], author.on_their_way) == (507, "disk_full", [])  # type: ignore[index]


def test_a_disk_that_fills_up_takes_nothing_half(author: Author) -> None:
    """The kernel's own full disk is where the bytes go."""
    address = author.begin("pust.mp3", 100_000).headers["Location"]
    author.send(address, 0, bytes(40))
    path = author.data / "uploads" / f"{address.rpartition('/')[2]}.part"
    aside = path.rename(path.with_suffix(".aside"))
    path.symlink_to("/dev/full")

    refused = author.send(address, 0, bytes(60))

    path.unlink()
    aside.rename(path)
    assert (refused.status_code, refused.json["error"]) == (507, "disk_full")  # type: ignore[index]
    assert author.send(address, 40, bytes(60)).status_code == 204


def test_what_nobody_goes_on_with_is_thrown_away_after_a_day(app: Flask, author: Author) -> None:
    old = author.begin("gammal.mp3", 10).headers["Location"].rpartition("/")[2]
    new = author.begin("ny.mp3", 10).headers["Location"].rpartition("/")[2]
    yesterday = time.time() - uploads.UNFINISHED_FOR_S - 60
    for path in (author.data / "uploads").glob(f"{old}.*"):
        os.utime(path, (yesterday, yesterday))

    with app.app_context():
        expiry.throw_away_unfinished()

    assert author.on_their_way == [f"{new}.json", f"{new}.part"]


def test_the_page_lists_what_was_begun(author: Author) -> None:
    address = author.begin("sommer.mp3", 100).headers["Location"]

    page = author.browser.get("/library").text

    assert f'data-upload="{address}"' in page
    assert "sommer.mp3" in page
