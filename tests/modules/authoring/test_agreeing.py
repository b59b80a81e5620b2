"""A module is published when both have signed what they saw, and never by one alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.notify.models import OutgoingMessage
from modules.agreeing.models import ModuleReview, SignOff
from modules.authoring.models import ModuleDraft
from modules.loading import load_modules
from modules.models import Module, ModuleVersion
from tests.acting import Auth
from tests.cast import Cast
from tests.modules.authoring.conftest import Desk, refusal
from tests.modules.conftest import write_module
from tests.shelf import fill_shelf

Improve = Callable[..., ModuleVersion]


@pytest.fixture
def sent(desk: Desk, ragnhild: FlaskClient) -> ModuleReview:
    """Ragnhild has changed a heading and sent the module for review."""
    desk.write(ragnhild, "page:krukka", "Krukka vår")
    answer = desk.send(ragnhild)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return desk.review


def test_what_is_reviewed_stays_as_it_was_sent(desk: Desk, ragnhild: FlaskClient, sent: ModuleReview) -> None:
    desk.write(ragnhild, "page:krukka", "Krukka vår og di")

    text = ragnhild.get(f"{desk.address}/review/nb/krukka").get_data(as_text=True)

    assert "<h1>Krukka vår</h1>" in text
    assert "# Krukka vår {#krukka}" in sent.source["nb"]
    assert (sent.minutes, sent.opens, sent.withdrawn_at, sent.closed_at) == (15, "after:s1", None, None)


def test_both_sign_and_the_next_version_is_published(
    desk: Desk, ragnhild: FlaskClient, petter: FlaskClient, cast: Cast, sent: ModuleReview
) -> None:
    before = desk.versions()

    desk.sign(petter, "experienced_user")
    desk.sign(ragnhild, "professional")
    answer = desk.publish(petter)

    assert answer.status_code == 303
    version = desk.versions()[-1]
    assert (version.number, version.source_hash) == (len(before) + 1, "")
    assert version.content["nb"]["pages"][0]["title"] == "Krukka vår"
    assert "Krukka vår" in (version.source or {})["nb"]
    review = desk.review
    assert (review.version_id, review.is_open) == (version.id, False)
    signed = [(each.role, each.person_id) for each in review.sign_offs]
    assert signed == [
        (Role.EXPERIENCED_USER, cast.petter.id),
        (Role.PROFESSIONAL, cast.ragnhild.id),
    ]
    page = ragnhild.get(f"{desk.address}/review").get_data(as_text=True)
    assert "Version 2" in page
    assert "Ragnhild Prøve" in page
    assert "Petter Prøve" in page


def test_one_sign_off_is_not_enough(desk: Desk, ragnhild: FlaskClient, sent: ModuleReview) -> None:
    desk.sign(ragnhild, "professional")

    assert refusal(desk.publish(ragnhild)) == (409, "sign_off_missing")
    assert len(desk.versions()) == 1


def test_nobody_signs_as_both_even_who_is_both(
    desk: Desk, cast: Cast, auth: Auth, session: Session, sent: ModuleReview
) -> None:
    cast.petter.grant(Role.PROFESSIONAL, organisation_id=cast.fjordvik.id)
    petter = auth.browser(cast.petter)

    desk.sign(petter, "experienced_user")
    again, other = desk.sign(petter, "experienced_user"), desk.sign(petter, "professional")

    assert refusal(again) == (409, "already_signed")
    assert refusal(other) == (409, "own_second_sign_off")
    assert refusal(desk.publish(petter)) == (409, "sign_off_missing")


def test_each_signs_only_as_what_they_are(
    desk: Desk, ragnhild: FlaskClient, cast: Cast, auth: Auth, sent: ModuleReview
) -> None:
    marit = auth.browser(cast.marit)  # a professional of a course, not of an organisation

    assert refusal(desk.sign(ragnhild, "experienced_user")) == (403, "not_your_role")
    assert refusal(desk.sign(ragnhild, "course_developer")) == (403, "not_your_role")
    assert refusal(desk.sign(ragnhild, "king")) == (400, "malformed")
    assert desk.sign(marit, "professional").status_code == 403


def test_a_role_signs_once(
    desk: Desk, ragnhild: FlaskClient, cast: Cast, auth: Auth, sent: ModuleReview
) -> None:
    cast.marit.grant(Role.PROFESSIONAL, organisation_id=cast.indre_sund.id)
    desk.sign(auth.browser(cast.marit), "professional")

    assert refusal(desk.sign(ragnhild, "professional")) == (409, "role_has_signed")


def test_a_newer_review_replaces_the_older_and_its_signatures(
    desk: Desk, ragnhild: FlaskClient, petter: FlaskClient, sent: ModuleReview
) -> None:
    old = sent.id
    desk.sign(ragnhild, "professional")
    desk.write(ragnhild, "page:krukka", "Krukka di og mi")

    desk.send(petter)

    assert desk.review.id != old
    assert desk.review.sign_offs == []
    assert refusal(desk.sign(petter, "experienced_user", old)) == (409, "review_is_outdated")
    assert refusal(desk.publish(petter, old)) == (409, "review_is_outdated")


def test_a_review_that_is_withdrawn_takes_no_signatures(
    desk: Desk, ragnhild: FlaskClient, petter: FlaskClient, sent: ModuleReview
) -> None:
    old = sent.id
    answer = petter.post(f"{desk.address}/review/withdrawal", data={"review": old})

    assert answer.status_code == 303
    assert desk.review.withdrawn_at is not None
    assert refusal(desk.sign(ragnhild, "professional", old)) == (409, "review_is_outdated")
    assert desk.send(ragnhild).status_code == 303


def test_the_same_draft_is_sent_once_and_only_when_it_says_something_new(
    desk: Desk, ragnhild: FlaskClient, sent: ModuleReview
) -> None:
    assert refusal(desk.send(ragnhild)) == (409, "already_in_review")

    desk.write(ragnhild, "page:krukka", "Krukka di")
    assert refusal(desk.send(ragnhild)) == (409, "nothing_new")


def test_a_module_that_nobody_has_opened_for_writing_has_nothing_to_review(
    desk: Desk, ragnhild: FlaskClient
) -> None:
    assert refusal(desk.send(ragnhild)) == (409, "nothing_new")


def test_a_draft_with_faults_is_not_sent_and_each_is_told_with_its_block(
    desk: Desk, ragnhild: FlaskClient, session: Session
) -> None:
    desk.write(ragnhild, "tapper", "::: reflection\nHva?\n:::")
    desk.write(ragnhild, "summary", "", "nn")
    desk.edit(
        ragnhild, {"kind": "write_text", "key": "minutes", "language": "", "text": "mange", "was": "15"}
    )

    answer = desk.send(ragnhild)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<strong>Krukka di: Hva?</strong> (Bokmål)" in page
    assert "has no id" in page
    assert "<strong>The summary</strong> (Nynorsk)" in page
    assert "<strong>How many minutes it takes</strong>" in page
    assert session.scalars(select(ModuleReview)).all() == []
    assert session.scalars(select(OutgoingMessage)).all() == []


def test_languages_that_part_are_told(desk: Desk, ragnhild: FlaskClient) -> None:
    desk.write(ragnhild, "tapper", "::: reflection {#noe-annet}\nKva?\n:::", "nn")

    page = desk.send(ragnhild).get_data(as_text=True)

    assert "is missing in nn.md" in page


def test_those_who_can_sign_get_a_letter_that_says_nothing(
    desk: Desk, session: Session, cast: Cast, sent: ModuleReview
) -> None:
    (letter,) = session.scalars(select(OutgoingMessage)).all()

    assert letter.person_id == cast.petter.id
    assert letter.subject == "Something waits for you"
    assert "module" not in letter.body.lower()
    assert (letter.link or "").endswith(f"{desk.address}/review")


def test_who_signs_sees_what_has_changed(desk: Desk, petter: FlaskClient, sent: ModuleReview) -> None:
    page = petter.get(f"{desk.address}/review?language=nb").get_data(as_text=True)

    assert "Krukka <del>di</del><ins>vår</ins>" in page
    assert 'data-key="page:krukka" data-change="changed"' in page
    assert "Bokmål (1 change)" in page
    assert "Nynorsk (0 changes)" in page
    assert page.count('data-change="changed"') == 1


def test_who_signs_and_writes_no_modules_finds_what_waits_for_them(
    desk: Desk, cast: Cast, auth: Auth, sent: ModuleReview
) -> None:
    cast.olav.grant(Role.EXPERIENCED_USER, organisation_id=cast.nesdal.id)
    olav = auth.browser(cast.olav)

    before = olav.get("/modules/reviews").get_data(as_text=True)
    desk.sign(olav, "experienced_user")
    after = olav.get("/modules/reviews").get_data(as_text=True)

    assert f'href="{desk.address}/review"' in before
    assert 'href="/modules/reviews"' in olav.get("/courses").get_data(as_text=True)
    assert ("Waits for your sign-off" in before, "Waits for your sign-off" in after) == (True, False)


@pytest.fixture
def signed(desk: Desk, ragnhild: FlaskClient, petter: FlaskClient, sent: ModuleReview) -> ModuleReview:
    desk.sign(ragnhild, "professional")
    desk.sign(petter, "experienced_user")
    return desk.review


@pytest.mark.parametrize("place", ["partner", "developers"])
def test_in_the_sami_area_one_is_asked_before_publishing_without_sami(
    desk: Desk, ragnhild: FlaskClient, cast: Cast, session: Session, signed: ModuleReview, place: str
) -> None:
    (cast.storholmen if place == "partner" else cast.fjordvik).in_sami_area = True
    session.commit()

    page = ragnhild.get(f"{desk.address}/review").get_data(as_text=True)

    assert "used in the Sámi area: " + ("Storholmen." if place == "partner" else "Fjordvik.") in page
    assert refusal(desk.publish(ragnhild)) == (409, "sami_not_confirmed")
    assert desk.publish(ragnhild, without_sami="y").status_code == 303


def test_elsewhere_one_is_not_asked(desk: Desk, ragnhild: FlaskClient, signed: ModuleReview) -> None:
    assert "Sámi area" not in ragnhild.get(f"{desk.address}/review").get_data(as_text=True)


def test_reviews_of_other_modules_and_numbers_that_are_none_are_refused(
    desk: Desk, ragnhild: FlaskClient, session: Session, signed: ModuleReview
) -> None:
    other = Desk(session, "m2-nar-tankene-tar-over")

    assert [
        other.publish(ragnhild, signed.id).status_code,
        other.sign(ragnhild, "professional", signed.id).status_code,
        desk.publish(ragnhild, 999).status_code,
        desk.publish(ragnhild, -1).status_code,
        ragnhild.post(f"{desk.address}/versions", data={"review": "9" * 5000}).status_code,
        ragnhild.post(f"{desk.address}/versions").status_code,
        ragnhild.get("/modules/hverdagsmestring/m9/review").status_code,
        ragnhild.get("/modules/none/m1/review").status_code,
        ragnhild.get(f"{desk.address}/review/se").status_code,
    ] == [404, 404, 404, 400, 400, 400, 404, 404, 404]


def test_a_retired_module_is_neither_reviewed_nor_published(
    desk: Desk, ragnhild: FlaskClient, petter: FlaskClient, signed: ModuleReview
) -> None:
    review = signed.id
    ragnhild.post(f"{desk.address}/retirement")

    assert refusal(desk.publish(ragnhild, review)) == (409, "review_is_outdated")
    assert refusal(desk.send(ragnhild)) == (409, "module_is_retired")
    assert refusal(desk.sign(petter, "experienced_user", review)) == (409, "module_is_retired")
    assert "No longer offered" in ragnhild.get(f"{desk.address}/review").get_data(as_text=True)


def test_course_runs_that_start_later_are_not_offered_a_retired_module(
    desk: Desk, ragnhild: FlaskClient, cast: Cast, auth: Auth, session: Session, shelf: str
) -> None:
    later = f"/courses/{cast.other_course.public_id}/modules"
    ana, vidar = auth.browser(cast.ana), auth.browser(cast.vidar)

    ragnhild.post(f"{desk.address}/retirement")

    assert f'id="{desk.slug}"' in ana.get(shelf).get_data(as_text=True)
    assert ana.get(f"{shelf}/{desk.slug}/krukka").status_code == 200
    assert f'id="{desk.slug}"' not in vidar.get(later).get_data(as_text=True)
    assert vidar.get(f"{later}/{desk.slug}").status_code == 404

    ragnhild.post(f"{desk.address}/return")

    assert f'id="{desk.slug}"' in vidar.get(later).get_data(as_text=True)


def test_a_module_that_was_never_published_cannot_be_retired(
    ragnhild: FlaskClient, session: Session, desk: Desk
) -> None:
    programme = desk.module.programme_id
    session.add(Module(programme_id=programme, slug="m8-ny"))
    session.commit()

    assert refusal(ragnhild.post("/modules/hverdagsmestring/m8-ny/retirement")) == (409, "not_published")
    assert "Draft" in ragnhild.get("/modules/hverdagsmestring/m8-ny/review").get_data(as_text=True)


@contextmanager
def written_to(table: str) -> Iterator[list[str]]:
    """The statements that change rows of the table, or take them away."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith((f"UPDATE {table} ", f"DELETE FROM {table} ")):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


def test_what_is_published_never_changes(
    desk: Desk, improve: Improve, cast: Cast, auth: Auth, session: Session, ragnhild: FlaskClient,
    shelf: str, tmp_path: Path,
) -> None:  # fmt: skip
    ana = auth.browser(cast.ana)
    with written_to("module_version") as changes:
        ana.get(f"{shelf}/{desk.slug}/krukka")
        ana.put(f"{shelf}/{desk.slug}/answers/tapper", json={"value": {"text": "a"}, "revision": 1})
        improve(tapper="::: reflection {#tapper}\nHva nå?\n:::")
        ana.post(f"{shelf}/{desk.slug}/newest")
        ragnhild.post(f"{desk.address}/retirement")
        ragnhild.post(f"{desk.address}/return")
        improve(tapper="::: reflection {#tapper}\nHva da?\n:::")
        write_module(tmp_path / "made" / "hverdagsmestring" / desk.slug, "# En {#en}\n\nHei\n")
        load_modules(session, now(), tmp_path / "made")

    assert changes == []


def test_loading_only_fills_in_the_markdown_that_older_versions_lack(desk: Desk, session: Session) -> None:
    desk.versions()[0].source = None
    session.commit()

    with written_to("module_version") as changes:
        fill_shelf(session)
        session.flush()

    assert changes == ["UPDATE module_version SET source=? WHERE module_version.id = ?"]


def test_who_signed_is_forgotten_with_them_and_the_version_stays(
    desk: Desk, improve: Improve, cast: Cast, session: Session, ragnhild: FlaskClient
) -> None:
    improve(tapper="::: reflection {#tapper}\nHva nå?\n:::")
    draft = session.scalars(select(ModuleDraft)).one()
    assert draft.seq > 0
    session.delete(session.merge(cast.petter))
    session.commit()

    page = ragnhild.get(f"{desk.address}/review").get_data(as_text=True)

    assert "somebody who is no longer here" in page
    assert len(session.scalars(select(SignOff)).all()) == 2
    assert len(desk.versions()) == 2
