"""A course made from another one: all of it, or some of its sessions and modules."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from elearn.errors import Invalid
from modules.composing import queries
from modules.composing.choosing import Choice, Loss, Taken, renumbered, taken
from modules.composing.copying import copied
from modules.composing.models import ProgrammePart
from modules.composing.naming import fresh_slug
from modules.composing.queries import Composed
from modules.composing.refusals import LockedByTemplate
from modules.composing.rules import part_field, session_field


@dataclass(frozen=True, slots=True)
class Wanted:
    """The new course: its title, which sessions (by number) and parts (by slug), and by which mode.

    By "reference" its modules follow what the other course publishes; by "copy" they are its own.
    """

    title: Mapping[str, str]
    sessions: Collection[int]
    parts: Collection[str]
    mode: str


def losses(composed: Sequence[Composed], programme: Programme, wanted: Wanted) -> list[Loss]:
    """What falls out when it is made so. Raises `LockedByTemplate`, `Invalid` when nothing is left."""
    _check(programme, wanted)
    return taken([_taken(each) for each in composed], _choice(programme, wanted))[1]


def cloned(session: Session, programme: Programme, wanted: Wanted, now: datetime) -> Programme:
    """The new programme. Raises `LockedByTemplate` for what is locked and left out or renamed, `Invalid`."""
    _check(programme, wanted)
    choice, composed = _choice(programme, wanted), queries.composed(session, programme)
    clone = _programme(programme, wanted, choice)
    session.add(clone)
    session.flush()
    parts = {each.part.slug: each for each in composed}
    kept, _losses = taken([_taken(each) for each in composed], choice)
    for place, part in enumerate(kept):
        session.add(_part(session, clone, parts[part.slug], part, place, wanted.mode, now))
        session.flush()
    return clone


def _check(programme: Programme, wanted: Wanted) -> None:
    if not wanted.sessions and not wanted.parts:
        raise Invalid("nothing_chosen")
    if not programme.locked:
        return
    sessions = {number for number in range(1, len(programme.sessions) + 1) if number not in wanted.sessions}
    left_out = [session_field(programme.sessions[number - 1]["id"]) for number in sessions]
    locked = set(programme.locked)
    parts = {field.removeprefix("part:") for field in locked if field.startswith("part:")}
    is_renamed = "title" in locked and dict(wanted.title) != programme.title
    if is_renamed or locked & set(left_out) or not parts <= set(wanted.parts):
        raise LockedByTemplate


def _choice(programme: Programme, wanted: Wanted) -> Choice:
    return Choice(renumbered(len(programme.sessions), wanted.sessions), wanted.parts)


def _programme(programme: Programme, wanted: Wanted, choice: Choice) -> Programme:
    return Programme(
        slug=fresh_slug(next(iter(wanted.title.values()))),
        title=dict(wanted.title),
        summary=dict(programme.summary),
        sessions=_sessions([programme.sessions[old - 1] for old in choice.sessions]),
        ground_rules=[dict(rule) for rule in programme.ground_rules],
        min_people=programme.min_people,
        max_people=programme.max_people,
        origin_id=programme.id,
        comes_after=list(programme.comes_after),
        pace=programme.pace,
        completion=programme.completion,
        least_sessions=min(programme.least_sessions, len(choice.sessions)),
        # A template binds its clones, and theirs in turn.
        locked=list(programme.locked),
    )


def _sessions(kept: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first one in week 1, the others as far after it as they were."""
    first = min((meeting["week"] for meeting in kept), default=1)
    return [{**meeting, "week": meeting["week"] - first + 1} for meeting in kept]


def _taken(each: Composed) -> Taken:
    part, current = each.part, each.current
    opens, due = (current.opens, current.due) if current else (part.opens or "", part.due or "")
    return Taken(part.slug, opens, due, part.needs, part.session)


def _part(
    session: Session, clone: Programme, each: Composed, as_taken: Taken, place: int, mode: str, now: datetime
) -> ProgrammePart:
    """What a template has locked stays its own module: a copy could be rewritten."""
    module, is_locked = each.part.module, part_field(each.part.slug) in clone.locked
    if module is not None and each.current is not None and mode == "copy" and not is_locked:
        module = copied(session, clone, module, each.current.version, now)
    before = _taken(each)
    return ProgrammePart(
        programme_id=clone.id,
        module_id=module.id if module else None,
        session=as_taken.session,
        slug=as_taken.slug,
        position=place,
        pages=each.part.pages,
        opens=each.part.opens if as_taken.opens == before.opens else as_taken.opens,
        due=each.part.due if as_taken.due == before.due else as_taken.due,
        needs=list(as_taken.needs),
        is_required=each.part.is_required,
    )
