"""What a person sees of themselves: the section `me`."""

from __future__ import annotations

from typing import Any

from rooms.core.actors import LEADERS, STAFF, Actor
from rooms.core.state import Member, Room, Standing


def me(room: Room, actor: Actor) -> dict[str, Any]:
    """The viewer's own state. Everything here is theirs alone and goes to nobody else."""
    member = room.members.get(actor.id)
    return _seat(room, actor, member) | _own_words(room, actor.id)


def _seat(room: Room, actor: Actor, member: Member | None) -> dict[str, Any]:
    standing = member.standing if member else Standing.OUTSIDE
    return {
        "id": actor.id,
        "name": member.name if member else actor.name,
        "part": actor.part.value,
        "leader": actor.part in LEADERS,
        "staff": actor.part in STAFF,
        "standing": standing.value,
        "accepted_rules": actor.accepted_rules or actor.id in room.door.accepted_rules,
        "queue": _queue(room, member) if member and standing is Standing.WAITING else 0,
        "here": bool(member and member.here),
        "place": member.place if member else "main",
        "has_called": bool(member and member.place in room.breakouts.calls),
        "muted": bool(member and member.muted),
        "on_break": bool(member and member.on_break),
        "hand": actor.id in room.hands,
        "pen": room.note.holder == actor.id,
    }


def _queue(room: Room, member: Member) -> int:
    """The viewer's place among those who wait, from 1."""
    waiting = (other for other in room.members.values() if other.standing is Standing.WAITING)
    return sum(1 for other in waiting if other.knocked <= member.knocked)


def _own_words(room: Room, person: str) -> dict[str, Any]:
    check = room.session_check.get(person)
    signal = room.wellbeing.signals.get(person)
    answers = ("heard", "relevant", "time_to_share", "belief")
    return {
        "buddy": room.buddies.pairs.get(person),
        "buddy_choice": room.buddies.chosen.get(person),
        "check": {name: getattr(check, name) for name in answers} if check else None,
        "signal": {"words": signal.words, "state": signal.state} if signal else None,
        "votes": {str(key): poll.votes[person] for key, poll in room.polls.items() if person in poll.votes},
        "supports": [key for key, question in room.questions.items() if person in question.supporters],
        "asked": [key for key, question in room.questions.items() if question.by == person],
        "reports": [
            {
                "id": key,
                "message": report.message,
                "words": report.words,
                "to": report.to,
                "outcome": report.outcome,
                "outcome_words": report.outcome_words,
            }
            for key, report in room.reports.items()
            if report.by == person
        ],
    }
