"""The joint debrief over time: bringing two leaders' changes together, and whose signature fell away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rooms.core.events import DebriefRevised, DebriefSigned, Entry
from rooms.core.state import Debrief

FIELDS = ("went_well", "hard", "differently", "follow_up")

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Together:
    """`texts`: each field as it should be kept; in those `contested`, which both changed, one's own words."""

    texts: dict[str, str]
    contested: frozenset[str]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A signature under an earlier text: when it was given (ms), and who changed the text afterwards."""

    signed_at: int
    changed_by: str


def fields_of(debrief: Debrief | DebriefRevised) -> dict[str, str]:
    """The four texts by name."""
    return {name: getattr(debrief, name) for name in FIELDS}


def text_at(entries: Sequence[Entry], revision: int) -> dict[str, str]:
    """The text that entry number `revision` wrote; empty for 0 and for what is no revision."""
    events = (entry.event for entry in entries if entry.seq == revision)
    written = next((event for event in events if isinstance(event, DebriefRevised)), None)
    return fields_of(written) if written else dict.fromkeys(FIELDS, "")


def brought_together(opened: Texts, theirs: Texts, mine: Texts) -> Together:
    """Three-way, field by field: what I left as it was `opened` with holds what the other has written."""
    both_changed = {
        name
        for name in FIELDS
        if mine[name] not in (opened[name], theirs[name]) and theirs[name] != opened[name]
    }
    texts = {name: theirs[name] if mine[name] == opened[name] else mine[name] for name in FIELDS}
    return Together(texts, frozenset(both_changed))


def withdrawn_signature(entries: Sequence[Entry], person: str) -> Withdrawn | None:
    """The person's signature that somebody else's change took away, when they have not signed since."""
    signed_at, withdrawn = None, None
    for entry in entries:
        match entry.event:
            case DebriefSigned() if entry.by == person:
                signed_at, withdrawn = entry.at, None
            case DebriefRevised() if signed_at is not None:
                withdrawn = Withdrawn(signed_at, entry.by) if entry.by != person else None
                signed_at = None
    return withdrawn
