"""A reader keeps the version that was begun on, is offered the newer one, and loses nothing by taking it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.clock import now
from modules.models import Answer, EarlierAnswer, ModuleVersion, PageVisit, ReadingVersion
from tests.acting import Auth
from tests.cast import Cast
from tests.modules.authoring.conftest import Desk
from tests.modules.test_pages import queries_of

Improve = Callable[..., ModuleVersion]
NOTE = "This module has been improved. Your answers come along."
QUIZ = "::: quiz {#quiz-energi}\nHva nå?\n\n- [ ] %s :: Tja\n- [x] %s :: Ja\n:::"


@pytest.fixture
def ana(cast: Cast, auth: Auth, shelf: str) -> FlaskClient:
    return auth.browser(cast.ana)


@pytest.fixture
def module(shelf: str, desk: Desk) -> str:
    return f"{shelf}/{desk.slug}"


def put(browser: FlaskClient, module: str, block: str, value: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = browser.put(f"{module}/answers/{block}", json={"value": value, "revision": 1, **more})
    assert answer.status_code == 200, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


def text_of(browser: FlaskClient, address: str) -> str:
    return browser.get(address).get_data(as_text=True)


def answer_to(session: Session, block: str) -> Answer | None:
    session.expire_all()
    return session.scalars(select(Answer).filter_by(block=block)).first()


def test_the_first_page_makes_the_version_theirs(
    ana: FlaskClient, module: str, session: Session, desk: Desk, cast: Cast
) -> None:
    ana.get(f"{module}/krukka")
    ana.get(f"{module}/bolger")

    own = session.scalars(select(ReadingVersion)).one()
    assert (own.person_id, own.version_id) == (cast.ana.id, desk.versions()[0].id)


def test_who_is_in_the_middle_keeps_theirs_and_is_offered_the_newer_one(
    ana: FlaskClient, module: str, shelf: str, improve: Improve, auth: Auth, cast: Cast
) -> None:
    ana.get(f"{module}/krukka")

    improve(**{"page:krukka": "Krukka vår"})

    page, bjorn = text_of(ana, f"{module}/krukka"), text_of(auth.browser(cast.bjorn), f"{module}/krukka")
    assert "<h1>Krukka di</h1>" in page
    assert NOTE in page
    assert NOTE in text_of(ana, shelf)
    assert "<h1>Krukka vår</h1>" in bjorn
    assert NOTE not in bjorn
    assert NOTE not in text_of(auth.browser(cast.marit), f"{module}/krukka")


def test_taking_the_newer_one_brings_the_answers_along(
    ana: FlaskClient, module: str, improve: Improve, session: Session
) -> None:
    ana.get(f"{module}/krukka")
    put(ana, module, "tapper", {"text": "Støy"}, shared_with="leaders")
    ana.post(f"{module}/krukka/finished")
    improve(tapper="::: reflection {#tapper}\nHva tapper deg nå?\n:::")

    answer = ana.post(f"{module}/newest")

    assert answer.status_code == 303
    page = text_of(ana, f"{module}/krukka")
    assert "Hva tapper deg nå?" in page
    assert ">Støy</textarea>" in page
    assert NOTE not in page
    kept = answer_to(session, "tapper")
    assert kept is not None
    assert (kept.value, kept.shared_with, kept.revision) == ({"text": "Støy"}, "leaders", 1)
    finished = session.scalars(select(PageVisit).where(PageVisit.finished_at.is_not(None))).all()
    assert [visit.page for visit in finished] == ["krukka"]


def test_a_choice_follows_its_words(
    ana: FlaskClient, module: str, improve: Improve, session: Session
) -> None:
    improve(quiz_energi=QUIZ % ("Hvile", "Planlegge"))
    put(ana, module, "quiz-energi", {"chosen": 1})
    improve(
        quiz_energi=QUIZ.replace("[ ]", "[x]").replace("[x] %s :: Ja", "[ ] %s :: Ja") % ("Planlegge", "Gå")
    )

    ana.post(f"{module}/newest")

    kept = answer_to(session, "quiz-energi")
    assert kept is not None
    assert kept.value == {"chosen": 0}
    assert session.scalars(select(EarlierAnswer)).all() == []


def test_what_has_no_place_is_kept_and_shown_on_the_last_page_to_its_writer_alone(
    ana: FlaskClient, module: str, improve: Improve, session: Session, auth: Auth, cast: Cast, shelf: str
) -> None:
    improve(quiz_energi=QUIZ % ("Hvile", "Planlegge"))
    put(ana, module, "quiz-energi", {"chosen": 1})
    improve(quiz_energi=QUIZ % ("Hvile", "Gå tur"))
    ana.post(f"{module}/newest")

    assert answer_to(session, "quiz-energi") is None
    last = text_of(ana, f"{module}/tre-dager")
    assert "Your earlier answers" in last
    assert "Planlegge" in last
    assert "Your earlier answers" not in text_of(ana, f"{module}/krukka")
    for person in (cast.bjorn, cast.marit):
        assert "Planlegge" not in text_of(auth.browser(person), f"{module}/tre-dager")
    assert "Planlegge" not in text_of(auth.browser(cast.marit), f"{shelf}/shared")


def test_an_earlier_answer_can_be_taken_away_by_its_writer_alone(
    ana: FlaskClient, module: str, improve: Improve, session: Session, auth: Auth, cast: Cast
) -> None:
    improve(quiz_energi=QUIZ % ("Hvile", "Planlegge"))
    put(ana, module, "quiz-energi", {"chosen": 1})
    improve(quiz_energi=QUIZ % ("Hvile", "Gå tur"))
    ana.post(f"{module}/newest")
    address = f"{module}/earlier/{session.scalars(select(EarlierAnswer)).one().id}/removal"

    assert auth.browser(cast.bjorn).post(address).status_code == 404
    assert ana.post(f"{module}/earlier/{10**30}/removal").status_code == 404
    assert ana.post(address).location == f"{module}/tre-dager"
    assert "Your earlier answers" not in text_of(ana, f"{module}/tre-dager")


def test_what_an_offline_device_wrote_in_the_older_version_is_taken_along(
    ana: FlaskClient, module: str, improve: Improve, session: Session
) -> None:
    second = improve(quiz_energi=QUIZ % ("Hvile", "Planlegge")).number
    put(ana, module, "quiz-energi", {"chosen": 0}, version=second)
    improve(quiz_energi=QUIZ % ("Planlegge", "Gå tur"))
    ana.post(f"{module}/newest")

    late = put(ana, module, "quiz-energi", {"chosen": 1}, revision=2, version=second)
    lost = put(ana, module, "quiz-energi", {"chosen": 0}, revision=3, version=second)

    assert (late["saved"], late["stored"]["value"]) == (True, {"chosen": 0})
    assert (lost["saved"], lost["stored"]["value"]) == (True, {"chosen": None})
    kept, earlier = answer_to(session, "quiz-energi"), session.scalars(select(EarlierAnswer)).one()
    assert kept is not None
    assert (kept.value, earlier.value) == ({"chosen": 0}, {"chosen": 0})


def test_an_answer_to_a_block_that_is_gone_is_kept_too(
    ana: FlaskClient, module: str, improve: Improve, session: Session, desk: Desk, ragnhild: FlaskClient
) -> None:
    ana.get(f"{module}/krukka")
    desk.write(ragnhild, "page:krukka", "Krukka vår")
    desk.edit(ragnhild, {"kind": "remove_block", "key": "tapper", "seen": 99})
    improve(sving="::: reflection {#sving}\nHva svinger?\n:::")
    ana.post(f"{module}/newest")

    put(ana, module, "tapper", {"text": "Skrevet i tunnelen"}, version=1)

    assert session.scalars(select(EarlierAnswer)).one().value == {"text": "Skrevet i tunnelen"}
    assert "Skrevet i tunnelen" in text_of(ana, f"{module}/tre-dager")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"value": {"text": "x"}, "version": 99}, 404),
        ({"value": {"text": "x"}, "version": -1}, 400),
        ({"value": {"text": "x"}, "version": 2**40}, 400),
        ({"value": {"text": 3}, "version": 1}, 422),
        ({"value": {"text": "x" * 10_001}, "version": 1}, 413),
    ],
)
def test_what_never_was_such_an_answer_is_refused(
    ana: FlaskClient, module: str, improve: Improve, sent: dict[str, Any], status: int
) -> None:
    improve(tapper="::: reflection {#tapper}\nHva nå?\n:::")

    assert ana.put(f"{module}/answers/tapper", json={"revision": 1, **sent}).status_code == status


def test_who_answered_before_versions_were_kept_stays_with_what_was_read(
    module: str, improve: Improve, session: Session, cast: Cast, desk: Desk, auth: Auth
) -> None:
    session.add(
        PageVisit(
            person_id=cast.dag.id, course_run_id=cast.course.id, module_id=desk.module.id, page="krukka",
            opened_at=now(),
        )
    )  # fmt: skip
    session.commit()

    improve(**{"page:krukka": "Krukka vår"})

    assert "<h1>Krukka di</h1>" in text_of(auth.browser(cast.dag), f"{module}/krukka")


def test_what_is_shared_is_seen_across_versions(
    ana: FlaskClient, module: str, improve: Improve, auth: Auth, cast: Cast, shelf: str
) -> None:
    bjorn = auth.browser(cast.bjorn)
    put(ana, module, "tapper", {"text": "fra den gamle"}, shared_with="leaders")
    improve(tapper="::: reflection {#tapper}\nHva tapper deg nå?\n:::")
    put(bjorn, module, "tapper", {"text": "fra den nye"}, shared_with="leaders")
    put(bjorn, module, "sving", {"text": "likt i begge"}, shared_with="leaders")
    put(ana, module, "sving", {"text": "likt, det også"}, shared_with="leaders")

    page = text_of(auth.browser(cast.marit), f"{shelf}/shared")

    for words in (
        "fra den gamle",
        "fra den nye",
        "Hva tapper deg nå?",
        "Hva tapper deg mest i en vanlig uke",
    ):
        assert words in page
    assert (page.count('id="tapper"'), page.count('id="tapper-1"'), page.count('id="sving"')) == (1, 1, 1)


def test_only_who_takes_part_takes_a_version(
    module: str, improve: Improve, auth: Auth, cast: Cast, session: Session
) -> None:
    improve(**{"page:krukka": "Krukka vår"})

    got = {
        name: auth.browser(getattr(cast, name)).post(f"{module}/newest").status_code
        for name in ("ana", "marit", "vidar", "ragnhild")
    }

    assert got == {"ana": 303, "marit": 403, "vidar": 403, "ragnhild": 403}
    assert len(session.scalars(select(ReadingVersion)).all()) == 1


def test_a_page_costs_the_same_after_a_newer_version_however_much_is_kept(
    module: str, improve: Improve, auth: Auth, cast: Cast, session: Session, desk: Desk
) -> None:
    ana, last = auth.browser(cast.ana), f"{module}/tre-dager"
    ana.get(last)
    improve(**{"page:krukka": "Krukka vår"})
    with_none = queries_of(ana, last)
    version = desk.versions()[0]
    for number in range(10):
        session.add(
            EarlierAnswer(
                person_id=cast.ana.id, course_run_id=cast.course.id, module_id=desk.module.id,
                version_id=version.id, block=f"tapper{number}" if number else "tapper", revision=1,
                value={"text": "før"}, changed_at=now(),
            )
        )  # fmt: skip
    session.commit()

    assert queries_of(ana, last) == with_none
