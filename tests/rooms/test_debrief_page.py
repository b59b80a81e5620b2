"""The joint debrief: one text, two signatures, and nobody's words written over."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import AccessEntry
from rooms.core import commands as c
from rooms.core.actors import Part
from rooms.core.state import Debrief
from rooms.engine import engine
from tests.acting import Auth, Browser
from tests.cast import Cast
from tests.rooms.held import Held, hold, prepare
from tests.rooms.reading import read


@pytest.fixture
def held(session: Session, cast: Cast) -> Held:
    return hold(session, cast)


@pytest.fixture
def marit(auth: Auth, cast: Cast) -> Browser:
    return auth.browser(cast.marit)


@pytest.fixture
def olav(auth: Auth, cast: Cast) -> Browser:
    return auth.browser(cast.olav)


def now(app: Flask, held: Held) -> Debrief:
    with app.app_context():
        return engine().rooms.fresh(held.id).room.debrief


def page(held: Held) -> str:
    return f"/rooms/{held.public_id}/debrief"


def revision(browser: Browser, held: Held) -> str:
    """The revision that the form of an open page carries."""
    found = re.search(r'name="revision" value="(\d+)"', browser.get(page(held)).get_data(as_text=True))
    assert found is not None
    return found[1]


def test_it_waits_for_the_end(session: Session, cast: Cast, marit: Browser) -> None:
    held = prepare(session, cast)

    assert "When the session is over" in read(marit, page(held))


def test_reading_whom_to_call_is_noted(session: Session, cast: Cast, held: Held, marit: Browser) -> None:
    marit.get(page(held))

    noted = session.execute(select(AccessEntry.person_id, AccessEntry.what)).all()
    assert noted == [(cast.ana.id, "session_log")]


@pytest.mark.parametrize(
    ("mobile", "shown"), [("+4790000000", "90 00 00 00"), (None, "We know no phone number.")]
)
def test_the_call_shows_what_was_agreed_and_the_number_and_that_is_noted(
    session: Session, cast: Cast, held: Held, marit: Browser, mobile: str | None, shown: str
) -> None:
    held.do("Marit", c.AttendSignal(cast.ana.public_id, "Marit ringer kl. 10"))
    session.commit()
    cast.ana.mobile = mobile

    words = read(marit, page(held))

    noted = session.scalars(select(AccessEntry.what).where(AccessEntry.what == "phone")).all()
    assert ("Agreed: Marit ringer kl. 10" in words, shown in words) == (True, True)
    assert noted == (["phone"] if mobile else [])


def test_whoever_has_been_called_shows_no_number(
    session: Session, cast: Cast, held: Held, marit: Browser
) -> None:
    session.commit()
    cast.ana.mobile = "+4790000000"
    call = re.search(r"/tasks/(\d+)/completion", marit.get(page(held)).text)
    assert call is not None

    marit.post(f"/rooms/{held.public_id}/tasks/{call[1]}/completion")

    assert "+4790000000" not in marit.get(page(held)).text


def test_both_write_and_sign_one_text(app: Flask, held: Held, marit: Browser, olav: Browser) -> None:
    marit.post(page(held), data={"went_well": "Ro", "revision": revision(marit, held), "then": "sign"})
    assert "Waiting for the signature of: experienced user." in read(olav, page(held))
    olav.post(page(held), data={"went_well": "Ro", "revision": revision(olav, held), "then": "sign"})

    signed = read(marit, page(held))

    assert set(now(app, held).signatures) == {Part.PROFESSIONAL, Part.EXPERIENCED_USER}
    assert "Signed. Both have read this text and stand behind it." in signed
    assert "Olav (experienced user) signed" in signed


def test_a_text_of_several_lines_is_saved_and_signed_at_once(app: Flask, held: Held, marit: Browser) -> None:
    marit.post(page(held), data={"hard": "En\r\nto ", "revision": "0", "then": "sign"})

    assert (now(app, held).hard, set(now(app, held).signatures)) == ("En\nto", {Part.PROFESSIONAL})


def test_when_both_write_at_once_the_later_one_sees_both_texts(
    app: Flask, held: Held, marit: Browser, olav: Browser
) -> None:
    seen = revision(olav, held)
    marit.post(page(held), data={"went_well": "Maritas ord", "revision": revision(marit, held)})

    answer = olav.post(page(held), data={"went_well": "Olavs ord", "revision": seen, "then": "sign"})

    words = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Maritas ord" in words
    assert "Olavs ord" in words
    assert (now(app, held).went_well, now(app, held).signatures) == ("Maritas ord", {})


def test_bringing_the_two_together_saves(app: Flask, held: Held, marit: Browser, olav: Browser) -> None:
    marit.post(page(held), data={"went_well": "Maritas ord", "revision": "0"})
    refused = olav.post(page(held), data={"went_well": "Olavs ord", "revision": "0"}).get_data(as_text=True)
    seen = re.search(r'name="revision" value="(\d+)"', refused)
    assert seen is not None

    olav.post(page(held), data={"went_well": "Maritas ord. Olavs ord", "revision": seen[1]})

    assert now(app, held).went_well == "Maritas ord. Olavs ord"


def test_what_only_one_of_them_changed_is_kept_from_both(
    app: Flask, held: Held, marit: Browser, olav: Browser
) -> None:
    seen = revision(olav, held)
    marit.post(page(held), data={"went_well": "Maritas ord", "revision": seen, "then": "sign"})

    saved = olav.post(page(held), data={"went_well": "", "hard": "Olavs ord", "revision": seen})

    text = now(app, held)
    assert (saved.status_code, text.went_well, text.hard) == (303, "Maritas ord", "Olavs ord")
    told = olav.get(page(held)).text
    assert "Saved, together with what Marit has written meanwhile." in told
    assert "Marit had signed the earlier text, and signs again." in told


def test_in_a_contest_only_the_contested_field_is_asked_about(
    app: Flask, held: Held, marit: Browser, olav: Browser
) -> None:
    marit.post(page(held), data={"went_well": "Maritas ord", "hard": "Tungt", "revision": "0"})

    refused = olav.post(page(held), data={"went_well": "Olavs ord", "hard": "", "revision": "0"}).text

    fields = dict(re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>([^<]*)<', refused))
    assert (fields["went_well"], fields["hard"]) == ("Olavs ord", "Tungt")
    assert refused.count("As Marit has written it:") == 1


def test_words_that_came_in_meanwhile_are_not_signed_unread(
    app: Flask, held: Held, marit: Browser, olav: Browser
) -> None:
    marit.post(page(held), data={"went_well": "Maritas ord", "revision": "0"})

    olav.post(page(held), data={"hard": "Olavs ord", "revision": "0", "then": "sign"})

    assert (now(app, held).went_well, now(app, held).signatures) == ("Maritas ord", {})


def test_an_old_page_of_ones_own_takes_nothing_back(
    app: Flask, held: Held, marit: Browser, olav: Browser
) -> None:
    marit.post(page(held), data={"went_well": "Ro", "revision": "0"})
    old = revision(marit, held)
    olav.post(page(held), data={"went_well": "Ro", "hard": "Olavs ord", "revision": old})
    marit.post(
        page(held), data={"went_well": "Mer ro", "hard": "Olavs ord", "revision": revision(marit, held)}
    )

    marit.post(page(held), data={"went_well": "Ro", "hard": "", "follow_up": "Gerd", "revision": old})

    text = now(app, held)
    assert (text.went_well, text.hard, text.follow_up) == ("Mer ro", "Olavs ord", "Gerd")


def test_whoever_signed_is_told_that_the_signature_is_withdrawn(
    held: Held, marit: Browser, olav: Browser
) -> None:
    marit.post(page(held), data={"went_well": "Ro", "revision": "0", "then": "sign"})
    olav.post(page(held), data={"went_well": "Uro", "revision": revision(olav, held)})

    told, other = read(marit, page(held)), read(olav, page(held))
    marit.post(page(held), data={"went_well": "Uro", "revision": revision(marit, held), "then": "sign"})

    words = "Olav has changed the text since then, so your signature is withdrawn."
    assert (words in told, words in other, words in read(marit, page(held))) == (True, False, False)


def test_a_changed_text_is_signed_anew(app: Flask, held: Held, marit: Browser, olav: Browser) -> None:
    marit.post(page(held), data={"went_well": "Ro", "revision": "0", "then": "sign"})

    olav.post(page(held), data={"went_well": "Uro", "revision": revision(olav, held)})

    assert now(app, held).signatures == {}


def test_too_long_a_text_is_kept_on_the_page_and_not_saved(app: Flask, held: Held, marit: Browser) -> None:
    answer = marit.post(page(held), data={"went_well": "x" * 4_001, "revision": "0"})

    assert (answer.status_code, now(app, held).revision) == (422, 0)
    assert "x" * 4_001 in answer.get_data(as_text=True)


def test_nothing_is_not_signed(app: Flask, held: Held, marit: Browser) -> None:
    answer = marit.post(page(held), data={"revision": "0", "then": "sign"})

    assert (answer.status_code, now(app, held).signatures) == (422, {})


def test_the_coordinator_signs_in_place_of_a_leader_who_did_not_come(
    app: Flask, session: Session, cast: Cast, auth: Auth, marit: Browser
) -> None:
    held = prepare(session, cast)
    held.do("Marit", c.Enter())
    held.do("Marit", c.StartSession("Olav er syk"))
    held.do("Marit", c.EndSession())
    sunniva = auth.browser(cast.sunniva)
    marit.post(page(held), data={"went_well": "Gikk fint", "revision": "0", "then": "sign"})

    assert "The debrief of session 3" in read(sunniva, f"/courses/{cast.course.public_id}/reports")
    assert "Gikk fint" in read(sunniva, page(held))
    sunniva.post(f"{page(held)}/signatures", data={"revision": revision(sunniva, held)})

    assert set(now(app, held).signatures) == {Part.PROFESSIONAL, Part.COORDINATOR}
    assert sunniva.post(page(held), data={"went_well": "Mine ord"}).status_code == 403


def test_a_leader_who_did_not_come_sees_to_what_is_left(
    app: Flask, session: Session, cast: Cast, olav: Browser
) -> None:
    held = prepare(session, cast)
    held.do("Marit", c.Enter())
    held.do("Marit", c.StartSession("Olav er syk"))
    held.do("Marit", c.AddTask("Ringe Olav"), "task")
    held.do("Marit", c.EndSession())

    olav.post(f"/rooms/{held.public_id}/tasks/{held.made['task']}/completion")

    with app.app_context():
        done = engine().rooms.fresh(held.id).room.wellbeing.tasks[held.made["task"]]
    assert done.done_by == held.actors["Olav"].id
