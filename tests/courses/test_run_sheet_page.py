"""Changing the run-sheet with the form, as it works without a script."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from elearn.courses.run_sheet_form import rows, version
from elearn.courses.run_sheets import read
from tests.acting import Auth
from tests.cast import Cast


def address(cast: Cast) -> str:
    return f"/courses/{cast.course.public_id}/sessions/3/run-sheet"


def filled(cast: Cast, **changes: str) -> dict[str, Any]:
    """The form as the page shows it, with some fields changed."""
    form: dict[str, Any] = {"version": version(cast.evening.run_sheet), "do": "save", "row": []}
    for row in rows(read(cast.evening.run_sheet)):
        n = row.number
        form["row"].append(str(n))
        form[f"place-{n}"], form[f"minutes-{n}"] = str(n + 1), str(row.phase.minutes)
        form[f"kind-{n}"], form[f"owner-{n}"] = row.phase.kind, row.phase.owner
        form[f"title-{n}"], form[f"prompt-{n}"] = row.phase.title["nb"], ""
        if row.phase.exchange:
            form[f"exchange-{n}"] = "on"
    return form | {name.replace("_", "-"): value for name, value in changes.items()}


def kinds(session: Session, cast: Cast) -> list[str]:
    session.expire_all()
    return [phase.kind for phase in read(cast.evening.run_sheet)]


def test_saving_what_is_shown_changes_no_minutes(auth: Auth, session: Session, cast: Cast) -> None:
    before = [(phase.kind, phase.minutes, phase.exchange) for phase in read(cast.evening.run_sheet)]

    auth.login(cast.marit).post(address(cast), data=filled(cast))

    session.expire_all()
    after = [(phase.kind, phase.minutes, phase.exchange) for phase in read(cast.evening.run_sheet)]
    assert after == before


def test_what_lies_before_the_start_is_written_without_a_minus(
    auth: Auth, session: Session, cast: Cast
) -> None:
    browser = auth.login(cast.marit)
    page = browser.get(address(cast)).text

    browser.post(address(cast), data=filled(cast, minutes_0="20", before_0="on"))

    session.expire_all()
    assert 'name="minutes-0" value="15"' in page
    assert 'name="before-0" checked' in page
    assert read(cast.evening.run_sheet)[0].minutes == -20


def test_places_minutes_and_leaving_out(auth: Auth, session: Session, cast: Cast) -> None:
    form = filled(cast, place_5="1", minutes_5="50", leave_out_1="on")

    auth.login(cast.olav).post(address(cast), data=form)

    assert kinds(session, cast)[:3] == ["check_in_tech", "breakout", "opening_round"]
    assert read(cast.evening.run_sheet)[1].minutes == 50


def test_words_in_other_languages_are_kept(auth: Auth, session: Session, cast: Cast) -> None:
    auth.login(cast.marit).post(address(cast), data=filled(cast, title_1="Hello"))

    session.expire_all()
    assert read(cast.evening.run_sheet)[1].title == {"nb": "Velkommen og ramme", "en": "Hello"}


def test_a_row_is_added_without_saving(auth: Auth, session: Session, cast: Cast) -> None:
    before = kinds(session, cast)

    page = auth.login(cast.marit).post(address(cast), data=filled(cast, do="add"))

    assert (page.status_code, page.text.count('name="row"')) == (200, len(before) + 2)
    assert kinds(session, cast) == before


def test_what_cannot_be_read_is_shown_again_and_not_saved(auth: Auth, session: Session, cast: Cast) -> None:
    before = kinds(session, cast)

    page = auth.login(cast.marit).post(address(cast), data=filled(cast, minutes_1="soon"))

    assert (page.status_code, kinds(session, cast)) == (422, before)
    assert "Each part needs a number of minutes" in page.text


def test_a_form_made_from_an_older_run_sheet_is_refused(auth: Auth, cast: Cast) -> None:
    form = filled(cast)
    auth.login(cast.olav).post(address(cast), data=filled(cast, minutes_1="6"))

    response = auth.login(cast.marit).post(address(cast), data=form)

    assert response.status_code == 409


def test_the_cautions_are_shown_where_one_changes_things(auth: Auth, cast: Cast) -> None:
    form = filled(cast, do="look", minutes_3="40")

    page = auth.login(cast.marit).post(address(cast), data=form).text

    assert "Faginnlegg takes 40 minutes. Up to 20 is easier to listen to." in page
