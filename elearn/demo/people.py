"""The people and places of the demonstration, stored once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.courses.models import CourseRun
from elearn.enrolment.models import Enrolment
from elearn.organisations.models import Organisation, OrganisationKind, Partnership
from rooms.core.actors import Part
from rooms.simulation.company_scene import Companion

PLAIN = str.maketrans("øåæ", "oae")


@cache
def written() -> dict[str, Any]:
    """Everybody, as the file has them."""
    return tomllib.loads((Path(__file__).parent / "people.toml").read_text("utf-8"))


@cache
def emails() -> dict[str, str]:
    """The e-mail address by which each of the demonstration is found, by given name."""
    everybody = [*written()["staff"], *written()["participants"]]
    return {one["name"]: f"{one['name'].lower().translate(PLAIN)}@example.org" for one in everybody}


@cache
def participants() -> tuple[str, ...]:
    """The given names of those who take part."""
    return tuple(one["name"] for one in written()["participants"])


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who may be played in the room."""

    name: str
    part: Part
    language: str

    def companion(self, stored: dict[str, Person]) -> Companion:
        return Companion(stored[self.name].public_id, self.part, self.language)


@cache
def players() -> tuple[Player, ...]:
    """Those who have a part in the course: the leaders, the technical host, and those who take part."""
    staff = (one for one in written()["staff"] if one.get("in_course"))
    return (
        *(Player(one["name"], Part(one["role"]), one["language"]) for one in staff),
        *(Player(one["name"], Part.PARTICIPANT, one["language"]) for one in written()["participants"]),
    )


def store_places(session: Session) -> Partnership:
    """Make what is missing of the organisations, and the partnership that holds the course."""
    places = {place["slug"]: _organisation(session, place) for place in written()["organisations"]}
    session.flush()
    name = written()["partnership"]
    partnership = session.scalar(select(Partnership).where(Partnership.name == name))
    if partnership is None:
        host = places[written()["host"]]
        municipalities = [p for p in places.values() if p.kind is OrganisationKind.MUNICIPALITY]
        partnership = Partnership(name=name, host=host, partners=[p for p in municipalities if p is not host])
        session.add(partnership)
        session.flush()
    return partnership


def store_people(session: Session) -> dict[str, Person]:
    """Everybody by given name; the staff with their role in their organisation."""
    found = everybody(session)
    for one in [*written()["staff"], *written()["participants"]]:
        if one["name"] not in found:
            found[one["name"]] = _person(session, one)
    for one in written()["staff"]:
        place = _place(session, one["organisation"])
        for role in (one["role"], one.get("also", one["role"])):
            found[one["name"]].grant(Role(role), organisation_id=place.id)
    session.flush()
    return found


def everybody(session: Session) -> dict[str, Person]:
    """Those who are stored, by given name."""
    names = {email: name for name, email in emails().items()}
    rows = session.scalars(select(Person).where(Person.email.in_(names)))
    return {names[person.email]: person for person in rows if person.email}


def by_public_id(session: Session, public_id: str) -> Person | None:
    return session.scalar(select(Person).where(Person.public_id == public_id))


def enrol(session: Session, course: CourseRun, people: dict[str, Person]) -> None:
    """Give everybody their part in the course run."""
    for one in written()["staff"]:
        if one.get("in_course"):
            people[one["name"]].grant(Role(one["role"]), course_run_id=course.id)
    for one in written()["participants"]:
        person = people[one["name"]]
        person.grant(Role.PARTICIPANT, course_run_id=course.id)
        home = _place(session, one["home"])
        session.add(
            Enrolment(person=person, course_run_id=course.id, home_municipality_id=home.id, enrolled_at=now())
        )
    session.flush()


def _organisation(session: Session, place: dict[str, Any]) -> Organisation:
    stored = session.scalar(select(Organisation).where(Organisation.slug == place["slug"]))
    if stored is None:
        stored = Organisation(**place | {"kind": OrganisationKind(place["kind"])})
        session.add(stored)
    return stored


def _place(session: Session, slug: str) -> Organisation:
    return session.scalars(select(Organisation).where(Organisation.slug == slug)).one()


def _person(session: Session, one: dict[str, Any]) -> Person:
    person = Person(
        given_name=one["name"],
        family_name=one["family_name"],
        alias=one.get("alias", ""),
        email=emails()[one["name"]],
        language=one["language"],
        created_at=now(),
    )
    session.add(person)
    session.flush()
    return person
