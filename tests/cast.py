"""The people of every test: four municipalities, one course at its third session, and its people."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.accounts.passwords import hash_password
from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.courses.models import CourseRun, CourseSession, Programme
from elearn.enrolment.models import Enrolment
from elearn.organisations.models import Organisation, OrganisationKind, Partnership

STAFF_PASSWORD = "a quiet evening by the fjord"
PARTICIPANTS = (
    *("Ana", "Bjørn", "Cecilie", "Dag", "Elin", "Farid"),
    *("Gerd", "Harald", "Inger", "Jonas", "Kari", "Lars"),
)
SESSIONS = ("Her er jeg nå", "Energi, søvn og grenser", "Tanker, følelser og uro")
PHASES = (
    ("check_in_tech", "Åpent rom og lydtest", -15, "technical_host", False, ""),
    ("welcome", "Velkommen og ramme", 5, "leaders", False, ""),
    ("opening_round", "Innsjekk, én runde", 15, "experienced_user", True, ""),
    ("professional_input", "Faginnlegg", 15, "professional", False, ""),
    ("break", "Pause", 10, "", False, ""),
    ("breakout", "Smågrupper", 45, "leaders", True, ""),
    ("action_plan", "Ukeplan og makkerpar", 15, "leaders", False, "action_plan"),
    ("closing_round", "Utsjekk", 10, "leaders", True, ""),
    ("session_check", "Øktsjekk", 5, "leaders", False, "session_check"),
)
GROUND_RULES = ("Det som blir sagt her, blir her.", "Alle kan si pass.", "Vi lytter til den som snakker.")


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody by name. Vidar is a stranger: he takes part in `other_course`, with nobody else."""

    fjordvik: Organisation
    indre_sund: Organisation
    storholmen: Organisation
    nesdal: Organisation
    partnership: Partnership
    course: CourseRun
    other_course: CourseRun
    ana: Person
    bjorn: Person
    cecilie: Person
    dag: Person
    elin: Person
    farid: Person
    gerd: Person
    harald: Person
    inger: Person
    jonas: Person
    kari: Person
    lars: Person
    marit: Person
    olav: Person
    tove: Person
    sunniva: Person
    ragnhild: Person
    petter: Person
    ase: Person
    vidar: Person

    @property
    def participants(self) -> list[Person]:
        return [getattr(self, field.name) for field in fields(self)[7:19]]

    @property
    def evening(self) -> CourseSession:
        """The third session, which begins in ten minutes."""
        return self.course.sessions[2]


def gather(session: Session) -> Cast:
    """Store the whole cast, and hand it out by name."""
    places = [_municipality(name) for name in ("Fjordvik", "Indre Sund", "Storholmen", "Nesdal")]
    partnership = Partnership(name="Fjordsamarbeidet", host=places[0], partners=places[1:])
    programme = Programme(
        slug="hverdagsmestring",
        title={"nb": "Hverdagsmestring", "nn": "Kvardagsmeistring", "en": "Everyday coping"},
        summary={
            "nb": "Seks samlinger på nett.",
            "nn": "Seks samlingar på nett.",
            "en": "Six sessions online.",
        },
    )
    course = _course(programme, partnership, now() - timedelta(days=14) + timedelta(minutes=10))
    other_course = _course(programme, partnership, now() + timedelta(days=30))
    session.add_all([*places, partnership, course, other_course])
    session.flush()
    people = [
        *(_participant(session, name, course, places[seat % 4]) for seat, name in enumerate(PARTICIPANTS)),
        _staff(session, "Marit", Role.PROFESSIONAL, course=course),
        _staff(session, "Olav", Role.EXPERIENCED_USER, course=course),
        _staff(session, "Tove", Role.TECHNICAL_HOST, course=course),
        _staff(session, "Sunniva", Role.COORDINATOR, organisation=places[0]),
        _staff(session, "Ragnhild", Role.PROFESSIONAL, Role.COURSE_DEVELOPER, organisation=places[0]),
        _staff(session, "Petter", Role.EXPERIENCED_USER, Role.COURSE_DEVELOPER, organisation=places[0]),
        _staff(session, "Åse", Role.ADMINISTRATOR, organisation=places[0]),
        _participant(session, "Vidar", other_course, places[3]),
    ]
    session.commit()
    return Cast(*places, partnership, course, other_course, *people)


def _municipality(name: str) -> Organisation:
    slug = name.lower().replace(" ", "-")
    return Organisation(slug=slug, name=name, kind=OrganisationKind.MUNICIPALITY)


def _course(programme: Programme, partnership: Partnership, first: datetime) -> CourseRun:
    return CourseRun(
        programme=programme,
        partnership=partnership,
        starts_on=first.date(),
        ground_rules=[{"nb": rule} for rule in GROUND_RULES],
        sessions=[
            CourseSession(
                number=number,
                title={"nb": title},
                starts_at=first + timedelta(weeks=number - 1),
                run_sheet=run_sheet(),
            )
            for number, title in enumerate(SESSIONS, start=1)
        ],
    )


def run_sheet() -> list[dict[str, object]]:
    """The phases of an evening of 120 minutes, as they are stored."""
    names = ("kind", "title", "minutes", "owner", "exchange", "prompt", "tool")
    return [
        dict(zip(names, (kind, {"nb": title}, minutes, owner, exchange, {}, tool), strict=True))
        for kind, title, minutes, owner, exchange, tool in PHASES
    ]


def _participant(session: Session, name: str, course: CourseRun, home: Organisation) -> Person:
    person = _person(session, name)
    person.grant(Role.PARTICIPANT, course_run_id=course.id)
    session.add(
        Enrolment(
            person=person, course_run_id=course.id, home_municipality=home, enrolled_at=person.created_at
        )
    )
    return person


def _staff(
    session: Session,
    name: str,
    *roles: Role,
    course: CourseRun | None = None,
    organisation: Organisation | None = None,
) -> Person:
    person = _person(session, name)
    person.password_hash = _staff_hash()
    for role in roles:
        if course:
            person.grant(role, course_run_id=course.id)
        if organisation:
            person.grant(role, organisation_id=organisation.id)
    return person


def _person(session: Session, name: str) -> Person:
    plain = name.lower().replace("ø", "o").replace("å", "a")
    person = Person(given_name=name, family_name="Prøve", email=f"{plain}@example.org", created_at=now())
    session.add(person)
    session.flush()
    return person


@cache
def _staff_hash() -> str:
    # Hashing takes a fifth of a second: once is enough for all tests.
    return hash_password(STAFF_PASSWORD)
