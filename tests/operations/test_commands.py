"""Commands of whoever runs the installation."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.accounts.roles import Role
from elearn.config import SETTINGS
from elearn.organisations.models import Organisation
from tests.acting import Browser
from tests.cast import Cast


def test_the_first_administrator_comes_in_by_the_printed_link(
    app: Flask, session: Session, client: Browser
) -> None:
    made = app.test_cli_runner().invoke(
        args=["create-admin", "--email", "ase@example.org", "--name", "Åse Ås"]
    )

    address = made.output.strip()
    entered = client.post(address.removeprefix("http://localhost:8000"))
    client.post(entered.location, data={"new": "en stille kveld ved vannet"})

    ase = session.scalars(select(Person)).one()
    assert (ase.full_name, [role.role for role in ase.roles]) == ("Åse Ås", [Role.ADMINISTRATOR])
    assert client.get("/operations").status_code == 200


def test_an_administrator_is_put_into_an_organisation_that_is_there(
    app: Flask, session: Session, cast: Cast
) -> None:
    arguments = ["--email", "per@example.org", "--name", "Per", "--organisation", "Nesdal"]

    app.test_cli_runner().invoke(args=["create-admin", *arguments])

    per = session.scalars(select(Person).where(Person.email == "per@example.org")).one()
    assert [role.organisation_id for role in per.roles] == [cast.nesdal.id]
    assert len(session.scalars(select(Organisation)).all()) == 4


def test_a_known_address_is_refused_in_words(app: Flask, session: Session, cast: Cast) -> None:
    made = app.test_cli_runner().invoke(args=["create-admin", "--email", "ana@example.org", "--name", "Ana"])

    assert (made.exit_code, made.output) == (
        1,
        "Error: Somebody with this e-mail address is here already; `flask new-link` lets them in.\n",
    )


def test_whoever_lost_the_link_gets_a_new_one_from_the_command_line(
    app: Flask, session: Session, client: Browser
) -> None:
    arguments = ["--email", "ase@example.org"]
    first = app.test_cli_runner().invoke(args=["create-admin", *arguments, "--name", "Åse Ås"]).output.strip()

    second = app.test_cli_runner().invoke(args=["new-link", *arguments]).output.strip()

    answers = [client.get(link.removeprefix("http://localhost:8000")).status_code for link in (first, second)]
    assert answers == [410, 200]


@pytest.mark.parametrize("email", ["ana@example.org", "nobody@example.org"])
def test_the_command_line_makes_links_for_staff_alone(
    app: Flask, session: Session, cast: Cast, email: str
) -> None:
    made = app.test_cli_runner().invoke(args=["new-link", "--email", email])

    assert (made.exit_code, made.output) == (1, "Error: Nobody on the staff has this e-mail address.\n")


def test_expire_tells_what_went(app: Flask, session: Session) -> None:
    done = app.test_cli_runner().invoke(args=["expire"])

    assert done.exit_code == 0
    assert "sign_in: 0" in done.output.splitlines()


def test_settings_tells_every_setting(app: Flask) -> None:
    lines = app.test_cli_runner().invoke(args=["settings"]).output.splitlines()

    assert [line.split()[0] for line in lines] == [f"ELEARN_{setting.name}" for setting in SETTINGS]
