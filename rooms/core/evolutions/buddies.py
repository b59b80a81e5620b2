"""How wishes and pairs change the room."""

from collections.abc import Mapping

from rooms.core.records import replace
from rooms.core.state import Buddies, Room


def buddy_chosen(room: Room, by: str, person: str) -> Room:
    return replace(room, buddies=replace(room.buddies, chosen={**room.buddies.chosen, by: person}))


def buddy_unchosen(room: Room, by: str) -> Room:
    return replace(room, buddies=replace(room.buddies, chosen=_without(room.buddies.chosen, by)))


def buddies_paired(room: Room, one: str, other: str) -> Room:
    """Their wishes are fulfilled and gone."""
    return replace(
        room,
        buddies=Buddies(
            chosen=_without(room.buddies.chosen, one, other),
            pairs={**room.buddies.pairs, one: other, other: one},
        ),
    )


def buddies_parted(room: Room, one: str, other: str) -> Room:
    return replace(room, buddies=replace(room.buddies, pairs=_without(room.buddies.pairs, one, other)))


def _without(kept: Mapping[str, str], *people: str) -> dict[str, str]:
    return {person: other for person, other in kept.items() if person not in people}
