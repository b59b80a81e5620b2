"""What a course run needs from its leaders or its coordinator today. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from elearn.accounts.roles import Role

SOON = timedelta(days=14)


class NeedKind(StrEnum):
    REPORTS = "reports"
    PROFESSIONAL = "professional"
    EXPERIENCED_USER = "experienced_user"
    TECHNICAL_HOST = "technical_host"
    MORE_PEOPLE = "more_people"
    FEWER_PEOPLE = "fewer_people"
    LINKS = "links"
    MESSAGES = "messages"
    CALLS = "calls"
    RUN_SHEET = "run_sheet"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to do; `figure` is how many reports, people, messages or cautions it is about."""

    kind: NeedKind
    figure: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a course run at this moment; `open_reports` only for those who answer them."""

    next_at: datetime | None
    roles: frozenset[Role]
    people: int
    min_people: int
    max_people: int
    without_link: int
    stuck_messages: int
    cautions: int = 0
    open_reports: int = 0
    waiting_for_call: int = 0


def needs(facts: Facts, now: datetime) -> list[Need]:
    """What to do, the most important first; once the course is over, nobody but who reported waits."""
    if facts.next_at is None:
        return list(_reports(facts))
    return [*_reports(facts), *_missing_roles(facts), *_people(facts, now), *_loose_ends(facts)]


def _reports(facts: Facts) -> Iterator[Need]:
    if facts.open_reports:
        yield Need(NeedKind.REPORTS, facts.open_reports)


def _missing_roles(facts: Facts) -> Iterator[Need]:
    for role in (Role.PROFESSIONAL, Role.EXPERIENCED_USER, Role.TECHNICAL_HOST):
        if role not in facts.roles:
            yield Need(NeedKind(role.value))


def _people(facts: Facts, now: datetime) -> Iterator[Need]:
    is_soon = facts.next_at is not None and facts.next_at - now < SOON
    if is_soon and facts.people < facts.min_people:
        yield Need(NeedKind.MORE_PEOPLE, facts.people)
    if facts.people > facts.max_people:
        yield Need(NeedKind.FEWER_PEOPLE, facts.people)
    if is_soon and facts.without_link:
        yield Need(NeedKind.LINKS, facts.without_link)


def _loose_ends(facts: Facts) -> Iterator[Need]:
    if facts.stuck_messages:
        yield Need(NeedKind.MESSAGES, facts.stuck_messages)
    if facts.waiting_for_call:
        yield Need(NeedKind.CALLS, facts.waiting_for_call)
    if facts.cautions:
        yield Need(NeedKind.RUN_SHEET, facts.cautions)
