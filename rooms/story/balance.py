"""Who had the word: per side and per small group, never per participant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rooms.core.actors import LEADERS
from rooms.core.state import Airtime, Room


@dataclass(frozen=True, slots=True)
class Share:
    """`of` is the largest in its chart, so that bars can be compared."""

    name: str
    ms: int
    turns: int
    of: int


def per_side(room: Room) -> list[Share]:
    """The professional, the experienced user, everybody else."""
    sides = {"professional": Airtime(), "experienced_user": Airtime(), "participants": Airtime()}
    for person, airtime in room.balance.items():
        member = room.members.get(person)
        side = member.part.value if member and member.part in LEADERS else "participants"
        sides[side] = _sum([sides[side], airtime])
    return _shares(sides)


def per_group(room: Room) -> list[Share]:
    """The last small groups by their number: how much those who sat there spoke in the whole room."""
    groups = room.breakouts.last_groups or room.breakouts.groups
    sums = {
        str(number): _sum(room.balance.get(person, Airtime()) for person in group)
        for number, group in enumerate(groups, start=1)
    }
    return _shares(sums)


def _shares(sums: dict[str, Airtime]) -> list[Share]:
    most = max((airtime.ms for airtime in sums.values()), default=0)
    return [Share(name, airtime.ms, airtime.turns, most) for name, airtime in sums.items()]


def _sum(airtimes: Iterable[Airtime]) -> Airtime:
    each = list(airtimes)
    return Airtime(sum(airtime.ms for airtime in each), sum(airtime.turns for airtime in each))
