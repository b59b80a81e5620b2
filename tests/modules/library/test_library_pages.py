"""Looking for files, saying more about them, using and deleting them, and who gets which."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import Engine, event

from elearn.clock import now
from modules.authoring import queries as drafts
from modules.authoring import service as drafting
from modules.authoring import stored
from modules.authoring.edits import WriteText
from modules.authoring.queries import find_written
from modules.authoring.service import Asked
from modules.library.models import MediaFile
from modules.models import ModuleVersion
from tests.acting import Auth
from tests.cast import Cast
from tests.modules.library.conftest import CAPTIONS, DRAWING, FILM, SOUND, Author, picture

MODULE = "m1-hva-tapper-og-fyller"
BLOCK = "tapper"


def use(author: Author, text: str, key: str = BLOCK, module: str = MODULE) -> None:
    """Write the text in the draft of the module, in bokmål."""
    found = find_written(author.session, "hverdagsmestring", module)
    draft = drafting.open_draft(author.session, found, now())
    was = stored.from_json(draft.content).text(key, "nb")
    asked = [Asked(f"test-{draft.seq}", WriteText(key, "nb", text, was))]
    person = author.session.get_one(MediaFile, 1).person_id
    assert person
    assert drafting.edit_draft(author.session, found.id, person, asked, now())[0].outcome == "done"
    author.session.commit()


def publish(author: Author, file: MediaFile, module: str = MODULE) -> None:
    """A version that shows the picture first on its first page."""
    found = find_written(author.session, "hverdagsmestring", module)
    before = found.versions[-1]
    block = {"kind": "picture", "src": file.name, "alt": "En krukke", "caption": ""}
    content = {
        language: {**text, "pages": [{**page, "blocks": [block, *page["blocks"]]} for page in text["pages"]]}
        for language, text in before.content.items()
    }
    said = {name: getattr(before, name) for name in ("minutes", "opens", "due")}
    found.versions.append(
        ModuleVersion(
            number=before.number + 1,
            content=content,
            source=before.source,
            source_hash="",
            published_at=now(),
            **said,
        )
    )
    author.session.commit()


def test_files_are_found_by_words_and_kind(author: Author) -> None:
    author.brought("Raud krukke.png", picture())
    author.brought("pust.mp3", SOUND.read_bytes())
    author.brought("krukke i blått.svg", DRAWING)

    def found(query: str) -> list[str]:
        page = author.browser.get(f"/library?{query}").text
        return re.findall(r'library__title">([^<]+)', page)

    assert found("") == ["krukke i blått", "pust", "Raud krukke"]
    assert found("q=KRUKKE") == ["krukke i blått", "Raud krukke"]
    assert found("q=krukke+raud&kind=picture") == ["Raud krukke"]
    assert found("kind=sound") == ["pust"]
    assert found("q=%25") == []
    assert found("kind=none&page=99") == ["krukke i blått", "pust", "Raud krukke"]


def test_over_twenty_files_have_pages(author: Author) -> None:
    for number in range(21):
        author.brought(f"strek-{number}.svg", DRAWING.replace(b"4", str(number + 1).encode()))

    first, second = (author.browser.get(f"/library?page={page}").text for page in (1, 2))

    assert (first.count("library__title"), second.count("library__title")) == (20, 1)
    assert "Page 2 of 2" in second


def test_what_is_said_about_a_file_is_kept(author: Author) -> None:
    file = author.brought("krukke.png", picture())

    said = {
        "title": " Ei \u202ekrukke\n",
        "alt-nb": "En krukke",
        "origin": "Eget bilde, CC BY 4.0",
        "alt-xx": "x",
    }
    answer = author.browser.post(f"/library/{file.name}", data=said)

    author.session.expire_all()
    assert answer.status_code == 303
    assert (file.title, file.alts, file.origin) == ("Ei krukke", {"nb": "En krukke"}, "Eget bilde, CC BY 4.0")
    assert author.browser.post(f"/library/{file.name}", data={"title": " "}).status_code == 422


def test_a_module_offers_the_files_of_the_library_and_its_own(author: Author, shelf: str) -> None:
    file = author.brought("krukke.png", picture())
    author.browser.post(f"/library/{file.name}", data={"title": "Krukke", "alt-nn": "Ei krukke"})

    pictures = author.browser.get(f"/modules/hverdagsmestring/{MODULE}/files.json?kind=picture").json
    captions = author.browser.get(f"/modules/hverdagsmestring/{MODULE}/files.json?kind=captions").json

    small = file.name.replace(".webp", ".480.webp")
    assert pictures == {
        "files": [
            {
                "name": file.name, "title": "Krukke", "kind": "picture", "language": "",
                "thumbnail": f"/library/files/{small}", "alts": {"nn": "Ei krukke"},
            },
            {
                "name": "krukke.svg", "title": "krukke.svg", "kind": "picture", "language": "",
                "thumbnail": f"/modules/hverdagsmestring/{MODULE}/media/krukke.svg", "alts": {},
            },
        ]
    }  # fmt: skip
    assert [each["name"] for each in captions["files"]] == ["pust.nb.vtt", "pust.nn.vtt"]  # type: ignore[index]


def test_readers_get_only_what_their_module_shows(author: Author, auth: Auth, cast: Cast, shelf: str) -> None:
    shown, other = author.brought("vist.png", picture()), author.brought("anna.png", picture(500, 300))
    publish(author, shown)
    reader = auth.browser(cast.marit)
    media = f"{shelf}/{MODULE}/media"

    def answer(address: str) -> int:
        with reader.get(address) as response:
            return response.status_code

    assert answer(f"{media}/{shown.name}") == 200
    assert answer(f"{media}/{shown.name.replace('.webp', '.480.webp')}") == 200
    assert answer(f"{media}/{other.name}") == 404
    assert answer(f"{shelf}/m2-nar-tankene-tar-over/media/{shown.name}") == 404
    assert answer(f"/library/files/{shown.name}") == 403
    assert answer(f"{media}/{shown.name.replace('.webp', '.481.webp')}") == 404
    with auth.browser(cast.vidar).get(f"{media}/{shown.name}") as stranger:
        assert stranger.status_code == 403


def test_the_readers_page_offers_widths_to_choose_from(
    author: Author, auth: Auth, cast: Cast, shelf: str
) -> None:
    file = author.brought("vist.png", picture())
    publish(author, file)

    page = auth.browser(cast.marit).get(f"{shelf}/{MODULE}/krukka").text

    stem = f"{shelf}/{MODULE}/media/{file.name.removesuffix('.webp')}"
    assert f'srcset="{stem}.480.webp 480w, {stem}.960.webp 960w, {stem}.webp 1440w" sizes="' in page
    assert 'width="1440" height="810"' in page


@pytest.mark.parametrize(
    ("filename", "content", "mime", "is_saved"),
    [
        ("krukke.svg", DRAWING, "image/svg+xml", False),
        ("pust.mp3", SOUND.read_bytes(), "audio/mpeg", False),
        ("rommet.webm", FILM.read_bytes(), "video/webm", False),
        ("pust.vtt", CAPTIONS, "text/vtt", False),
        ("Ark til økt 2.pdf", b"%PDF-1.7\n%%EOF", "application/pdf", True),
    ],
)
def test_files_are_sent_so_that_nothing_runs(
    author: Author, filename: str, content: bytes, mime: str, is_saved: bool
) -> None:
    file = author.brought(filename, content)

    with author.browser.get(f"/library/files/{file.name}") as sent:
        headers = sent.headers

    assert (sent.status_code, sent.mimetype) == (200, mime)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert ("attachment" in headers.get("Content-Disposition", "")) == is_saved


def test_a_part_of_a_film_can_be_asked_for(author: Author) -> None:
    file = author.brought("rommet.webm", FILM.read_bytes())

    with author.browser.get(f"/library/files/{file.name}", headers={"Range": "bytes=100-199"}) as sent:
        part = sent.get_data()

    assert (sent.status_code, part) == (206, FILM.read_bytes()[100:200])


@pytest.mark.parametrize(
    "name", ["..%2fsecret_key", "secret_key", "%2e%2e", "picture-0123456789abcdef.webp", "x" * 200]
)
def test_names_lead_to_nothing_else(author: Author, shelf: str, name: str) -> None:
    addresses = [
        f"/library/files/{name}",
        f"/library/{name}",
        f"/modules/hverdagsmestring/{MODULE}/media/{name}",
    ]

    assert [author.browser.get(address).status_code for address in addresses] == [404] * 3


def test_a_file_says_which_modules_use_it(author: Author, shelf: str) -> None:
    file = author.brought("krukke.png", picture())
    publish(author, file)
    use(
        author,
        f'::: picture {{src="{file.name}" alt="En krukke"}}\n:::',
        module="m0-for-vi-motes",
        key="title",
    )

    page = author.browser.get(f"/library/{file.name}").text

    uses = page[page.index('id="uses"') :]
    assert re.findall(r'<span class="quiet">([^<]+)', uses) == ["in the draft", "in version 2"]
    assert "Delete the file" not in uses


def test_nothing_is_deleted_while_it_is_used(author: Author, shelf: str) -> None:
    drafted, published = author.brought("a.png", picture()), author.brought("b.png", picture(500, 300))
    publish(author, published)
    use(author, f'::: picture {{src="{drafted.name}" alt="En krukke"}}\n:::')

    answers = [author.browser.post(f"/library/{file.name}/removal") for file in (drafted, published)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert all("The file is still used, so it stays." in answer.text for answer in answers)
    assert len(author.kept) == 5


def test_what_nobody_uses_can_be_deleted(author: Author, shelf: str) -> None:
    name = author.brought("a.png", picture()).name

    answer = author.browser.post(f"/library/{name}/removal")

    author.session.expunge_all()
    assert (answer.status_code, author.kept) == (303, [])
    assert author.browser.get(f"/library/{name}").status_code == 404
    author.brought("a.png", picture())


def captions(author: Author, recording: MediaFile, text: str, follows: str = "") -> MediaFile:
    sent = {"cues": [{"start": 0, "end": 1000, "text": text}], "language": "nb", "follows": follows}
    answer = author.browser.post(f"/library/{recording.name}/captions", json=sent)
    assert answer.status_code == 201, answer.text
    return author.session.query(MediaFile).filter_by(name=answer.json["name"]).one()  # type: ignore[index]


def test_changed_captions_are_a_new_file_that_drafts_are_offered(author: Author, shelf: str) -> None:
    sound = author.brought("pust.mp3", SOUND.read_bytes())
    first = captions(author, sound, "Pust inn.")
    block = f'::: sound {{src="{sound.name}" captions="{first.name}" title="Pust"}}\nPust inn.\n:::'
    use(author, block)

    second = captions(author, sound, "Pust rolig inn.", follows=first.name)
    page = author.browser.get(f"/library/{second.name}").text
    said = {"old": first.name, "programme": "hverdagsmestring", "module": MODULE}
    answer = author.browser.post(f"/library/{second.name}/replacement", data=said)

    assert (
        author.data / "library" / first.name
    ).read_text() == "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nPust inn.\n"
    assert "Use the new one in this draft" in page
    assert answer.status_code == 303
    author.session.expire_all()
    module = find_written(author.session, "hverdagsmestring", MODULE)
    row = drafts.draft_row(author.session, module.id)
    assert row
    assert stored.from_json(row.content).text(BLOCK, "nb") == block.replace(first.name, second.name)
    assert "Use the new one" not in author.browser.get(f"/library/{second.name}").text


def test_a_draft_takes_only_what_follows_what_it_has(author: Author, shelf: str) -> None:
    sound = author.brought("pust.mp3", SOUND.read_bytes())
    first = captions(author, sound, "Pust inn.")
    use(author, first.name)

    said = {"old": first.name, "programme": "hverdagsmestring", "module": MODULE}

    assert author.browser.post(f"/library/{sound.name}/replacement", data=said).status_code == 404


@pytest.mark.parametrize(
    ("cues", "codes"),
    [
        ([], []),
        ([(0, 1000, " \n")], [(0, "empty")]),
        ([(1000, 1000, "a")], [(0, "ends_before")]),
        ([(0, 2000, "a"), (1000, 3000, "b")], [(1, "overlaps")]),
        ([(5000, 6000, "a"), (1000, 3000, "b")], [(1, "begins_before")]),
        ([(0, 1000, "a --> b")], [(0, "arrow")]),
        ([(0, 1000, "a" * 501)], [(0, "too_long")]),
    ],
)
def test_captions_that_are_not_right_are_refused_cue_by_cue(
    author: Author, cues: list[tuple[int, int, str]], codes: list[tuple[int, str]]
) -> None:
    sound = author.brought("pust.mp3", SOUND.read_bytes())
    sent = {
        "cues": [{"start": start, "end": end, "text": text} for start, end, text in cues],
        "language": "nb",
    }

    answer = author.browser.post(f"/library/{sound.name}/captions", json=sent)

    assert answer.status_code == 422
    assert answer.json["troubles"] == [{"cue": cue, "code": code} for cue, code in codes]  # type: ignore[index]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"cues": [{"start": -1, "end": 5, "text": "a"}], "language": "nb"}, 422),
        ({"cues": [{"start": 0, "end": 10**12, "text": "a"}], "language": "nb"}, 422),
        ({"cues": [{"start": 0, "end": 1, "text": "a"}] * 5001, "language": "nb"}, 422),
        ({"cues": [{"start": 0, "end": 5, "text": "a"}], "language": "xx"}, 404),
        ({"cues": [{"start": 0, "end": 5, "text": "a"}], "language": "nb", "follows": "nope"}, 404),
        ({"cues": [{"start": 0, "end": 5, "text": None}], "language": "nb"}, 400),
        ({"cues": "x"}, 400),
        ([], 400),
    ],
)
def test_captions_that_no_editor_sends_are_refused(author: Author, sent: object, status: int) -> None:
    sound = author.brought("pust.mp3", SOUND.read_bytes())

    assert author.browser.post(f"/library/{sound.name}/captions", json=sent).status_code == status


def test_captions_belong_to_sounds_and_films(author: Author) -> None:
    file = author.brought("krukke.svg", DRAWING)

    assert author.browser.get(f"/library/{file.name}/captions/nb").status_code == 404


def test_the_page_of_a_file_asks_as_much_of_the_database_for_one_use_as_for_three(
    author: Author, shelf: str
) -> None:
    file = author.brought("krukke.png", picture())
    publish(author, file)
    one = questions(author, f"/library/{file.name}")
    publish(author, file)
    publish(author, file, "m0-for-vi-motes")
    use(author, file.name, module="m2-nar-tankene-tar-over", key="title")

    assert questions(author, f"/library/{file.name}") == one


def test_the_list_asks_as_much_for_one_file_as_for_three(author: Author) -> None:
    author.brought("ein.png", picture())
    one = questions(author, "/library")
    author.brought("to.png", picture(500, 300))
    author.brought("tre.png", picture(501, 300))

    assert questions(author, "/library") == one


def questions(author: Author, address: str) -> int:
    """How many statements the page sends to the database."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    assert author.browser.get(address).status_code == 200
    event.remove(Engine, "before_cursor_execute", note)
    return len(sent)
