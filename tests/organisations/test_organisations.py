"""Organisations and partnerships, through the pages of an administrator."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.roles import Role
from elearn.organisations import service
from elearn.organisations.models import Organisation, OrganisationKind, Partnership
from tests.acting import Auth, Browser
from tests.cast import Cast


@pytest.fixture
def ase(auth: Auth, cast: Cast) -> Browser:
    return auth.login(cast.ase)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ytterøya", "ytteroya"),
        ("Fjordvik", "fjordvik-2"),
        ("Sør-Ánot / Tjeld", "sor-anot-tjeld"),
        ("漢", "place"),
    ],
)
def test_a_new_organisation_gets_an_address_of_its_own(
    session: Session, cast: Cast, name: str, slug: str
) -> None:
    new = service.found_organisation(session, name, OrganisationKind.MUNICIPALITY, "nb", False)

    assert new.slug == slug


def test_founding_an_organisation(ase: Browser, session: Session) -> None:
    data = {"name": "Nord helseforetak", "kind": "health_trust", "language": "nn", "in_sami_area": "y"}

    response = ase.post("/organisations/new", data=data)

    new = session.scalars(select(Organisation).where(Organisation.slug == "nord-helseforetak")).one()
    assert response.location == "/organisations"
    assert (new.kind, new.language, new.in_sami_area) == (OrganisationKind.HEALTH_TRUST, "nn", True)


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "x" * 81}, {"kind": "castle"}, {"language": "de"}])
def test_what_is_filled_in_wrongly_is_asked_for_again(
    ase: Browser, session: Session, wrong: dict[str, str]
) -> None:
    data = {"name": "Nord", "kind": "health_trust", "language": "nn"} | wrong

    response = ase.post("/organisations/new", data=data)

    assert response.status_code == 422
    assert len(session.scalars(select(Organisation)).all()) == 4


def test_a_change_keeps_the_address(ase: Browser, cast: Cast) -> None:
    data = {"name": "Nesdal kommune", "kind": "municipality", "language": "se", "in_sami_area": "y"}

    ase.post("/organisations/nesdal", data=data)

    assert (cast.nesdal.slug, cast.nesdal.name, cast.nesdal.language) == ("nesdal", "Nesdal kommune", "se")
    assert cast.nesdal.in_sami_area is True


def test_a_partnership_changes_its_partners_and_is_never_its_own(ase: Browser, cast: Cast) -> None:
    partners = [cast.fjordvik.id, cast.nesdal.id]
    data = {"name": "To kommuner", "host": cast.fjordvik.id, "partners": partners}

    ase.post(f"/partnerships/{cast.partnership.id}", data=data)

    assert cast.partnership.name == "To kommuner"
    assert [place.name for place in cast.partnership.municipalities] == ["Fjordvik", "Nesdal"]


def test_a_partnership_of_another_host_is_left_alone(ase: Browser, session: Session, cast: Cast) -> None:
    """Åse's administration ends where another host's begins."""
    far = service.found_organisation(session, "Langtvekk", OrganisationKind.MUNICIPALITY, "nb", False)
    theirs = service.keep_partnership(session, None, "Langt vekk", far, [])
    mine = {"name": "Tatt", "host": cast.fjordvik.id}

    answers = [
        ase.get(f"/partnerships/{theirs.id}").status_code,
        ase.post(f"/partnerships/{theirs.id}", data=mine).status_code,
        ase.get("/organisations/langtvekk").status_code,
        ase.post("/organisations/langtvekk", data={"name": "Tatt"}).status_code,
        ase.post("/partnerships/new", data={"name": "Tatt", "host": far.id}).status_code,
        ase.get("/partnerships/999").status_code,
        ase.get("/organisations/nowhere").status_code,
    ]

    assert answers == [403, 403, 403, 403, 422, 404, 404]
    assert session.get_one(Partnership, theirs.id).name == "Langt vekk"


def test_a_role_cannot_be_given_in_another_hosts_organisation(
    ase: Browser, session: Session, cast: Cast
) -> None:
    far = service.found_organisation(session, "Langtvekk", OrganisationKind.MUNICIPALITY, "nb", False)
    service.keep_partnership(session, None, "Langt vekk", far, [])

    response = ase.post(
        f"/people/{cast.ase.public_id}/roles", data={"role": Role.ADMINISTRATOR, "organisation": far.id}
    )

    assert response.status_code == 422
    assert len(cast.ase.roles) == 1


def test_beginning_a_partnership_opens_no_other_administrators_municipality(
    session: Session, cast: Cast, auth: Auth
) -> None:
    cast.sunniva.grant(Role.ADMINISTRATOR, organisation_id=cast.nesdal.id)
    cast.sunniva.roles = [held for held in cast.sunniva.roles if held.organisation_id == cast.nesdal.id]
    browser = auth.login(cast.sunniva)
    partners = {"name": "Taken", "host": cast.nesdal.id, "partners": [cast.fjordvik.id]}
    browser.post("/partnerships/new", data=partners)

    role = {"role": "coordinator", "organisation": cast.fjordvik.id}
    granted = browser.post(f"/people/{cast.sunniva.public_id}/roles", data=role)

    assert granted.status_code == 422
    assert browser.get(f"/people/{cast.ase.public_id}").status_code == 404
