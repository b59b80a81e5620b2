"""The sections that everybody at the table sees."""

from __future__ import annotations

from typing import Any

from rooms.core.actors import LEADERS, STAFF
from rooms.core.kinds import SIDE
from rooms.core.rules import may_share, place_of
from rooms.core.run_sheet import Phase, exchange_share
from rooms.core.state import Item, Member, Poll, Question, Room, Standing
from rooms.wire.audience import Audience


def room_(room: Room, audience: Audience) -> dict[str, Any]:
    session, about = room.session, room.about
    state = "before" if session.started_at is None else "open" if session.ended_at is None else "ended"
    return {
        "title": dict(about.title),
        "course": about.course,
        "number": about.number,
        "state": state,
        "started_at": session.started_at,
        "ended_at": session.ended_at,
        "lead": session.lead,
        "locked": room.door.locked,
        "chat_closed": room.chat.closed,
        "slow_seconds": room.chat.slow_seconds,
        "rules": [dict(rule) for rule in about.ground_rules],
        "leaders": [
            {"id": leader.id, "name": leader.name, "here": _is_here(room, leader.id)}
            for leader in about.leaders
        ],
    }


def _is_here(room: Room, person: str) -> bool:
    member = room.members.get(person)
    return member is not None and member.here


def person(room: Room, audience: Audience, key: str) -> dict[str, Any] | None:
    """Somebody at the table. Only leaders and the technical host are told apart from the rest."""
    member = room.members.get(key)
    if member is None or member.standing is not Standing.SEATED:
        return None
    seen = {
        "name": member.name,
        "seat": member.seat,
        "here": member.here,
        "on_break": member.on_break,
        "place": _place(member, audience),
        "leader": member.part in LEADERS,
        "part": member.part.value if member.part in STAFF else "participant",
    }
    seen |= _media(room, key)
    return seen | {"muted": member.muted} if audience.is_staff else seen


def _media(room: Room, person: str) -> dict[str, Any]:
    """How somebody is heard and seen, as far as the room knows: what is on just now is a passing signal."""
    media = room.media
    return {
        "in_media": person in media.joined,
        "voice_stopped": person in media.voices_stopped,
        "picture_stopped": person in media.pictures_stopped,
        "may_share": may_share(room, person),
        "by_phone": person in media.by_phone,
    }


def media(room: Room, audience: Audience) -> dict[str, Any]:
    """Whose screen is shown, and who is in focus; "" for nobody, and for whoever is elsewhere."""
    shown = {"sharing": room.media.sharing, "focus": room.media.focus}
    return {name: who if who and place_of(room, who) == audience.place else "" for name, who in shown.items()}


def _place(member: Member, audience: Audience) -> str:
    """That somebody sits in a side room with a leader is for the two of them and the leaders."""
    private = member.place.startswith(SIDE) and not audience.leads and member.place != audience.place
    return "away" if private else member.place


def now(room: Room, audience: Audience) -> dict[str, Any] | None:
    """The running phase."""
    sheet = room.run_sheet
    if sheet.current is None:
        return None
    return _phase(sheet.phases[sheet.current]) | {
        "index": sheet.current,
        "since": sheet.since,
        "ends_at": sheet.ends_at,
    }


def _phase(phase: Phase) -> dict[str, Any]:
    return {
        "kind": phase.kind,
        "title": dict(phase.title),
        "prompt": dict(phase.prompt),
        "minutes": phase.minutes,
        "owner": phase.owner,
        "exchange": phase.exchange,
        "tool": phase.tool,
    }


def sheet(room: Room, audience: Audience) -> dict[str, Any]:
    """The whole evening: done, now, next. What lies before the beginning is done when the session begins."""
    phases = []
    for index, phase in enumerate(room.run_sheet.phases):
        taken = room.run_sheet.times.get(index)
        is_done = taken or (room.session.started_at is not None and phase.minutes < 0)
        state = "now" if index == room.run_sheet.current else "done" if is_done else "next"
        phases.append(_phase(phase) | {"state": state, "spent_ms": taken.spent_ms if taken else 0})
    return {"phases": phases, "exchange_share": round(exchange_share(room.run_sheet.phases), 3)}


def round_(room: Room, audience: Audience) -> dict[str, Any] | None:
    going = room.round
    if going is None:
        return None
    return {
        "kind": going.kind,
        "prompt": going.prompt,
        "seconds_each": going.seconds_each,
        "order": [{"person": person, "state": going.states[person]} for person in going.order],
        "current": going.current,
        "since": going.since,
    }


def hands(room: Room, audience: Audience) -> list[str]:
    return list(room.hands)


def speaking(room: Room, audience: Audience) -> dict[str, Any] | None:
    return {"person": room.speaking.person, "since": room.speaking.since} if room.speaking else None


def question(room: Room, audience: Audience, key: int) -> dict[str, Any] | None:
    """A question; who asked an anonymous one is told to nobody."""
    asked: Question | None = room.questions.get(key)
    if asked is None or (asked.hidden_by and not audience.leads) or asked.state == "withdrawn":
        return None
    return {
        "by": None if asked.anonymous else asked.by,
        "at": asked.at,
        "text": asked.text,
        "state": asked.state,
        "answer": asked.answer,
        "supporters": len(asked.supporters),
        "hidden": bool(asked.hidden_by),
    }


def poll(room: Room, audience: Audience, key: int) -> dict[str, Any] | None:
    """A poll; counts are for the leaders while it is open and for all afterwards, names for nobody."""
    asked: Poll | None = room.polls.get(key)
    if asked is None:
        return None
    votes = list(asked.votes.values())
    counts = [votes.count(option) for option in range(len(asked.options))]
    return {
        "question": asked.question,
        "options": list(asked.options),
        "open": asked.open,
        "voted": len(votes),
        "counts": counts if audience.leads or not asked.open else None,
    }


def note(room: Room, audience: Audience) -> dict[str, Any]:
    return {"text": room.note.text, "holder": room.note.holder, "written_by": room.note.written_by}


def item(room: Room, audience: Audience, key: int) -> dict[str, Any] | None:
    """A link or file on the table; what was taken down stays visible to those who may bring it back."""
    shown: Item | None = room.items.get(key)
    if shown is None or not (shown.shown or audience.is_staff):
        return None
    return {
        "kind": shown.kind,
        "title": shown.title,
        "ref": shown.ref,
        "mime": shown.mime,
        "shown": shown.shown,
    }


def breakouts(room: Room, audience: Audience) -> dict[str, Any]:
    """The groups. Participants see them once they are open, or while everybody chooses for themselves."""
    groups = room.breakouts
    visible = audience.is_staff or groups.state == "open" or groups.method == "choice"
    return {
        "state": groups.state if visible or groups.state != "prepared" else "none",
        "method": groups.method,
        "minutes": groups.minutes,
        "size": groups.size,
        "groups": [list(group) for group in groups.groups] if visible else [],
        "ends_at": groups.ends_at,
        "closing": groups.closing,
        "broadcasts": [
            {"at": line.at, "by": line.by, "text": line.text}
            for line in list(groups.broadcasts.values())[-5:]
        ],
    }


def plan(room: Room, audience: Audience, key: str) -> dict[str, Any] | None:
    shared = room.plans.shared.get(key)
    if shared is None:
        return None
    return {
        "what": shared.what,
        "how_much": shared.how_much,
        "when": shared.when,
        "how_often": shared.how_often,
        "confidence": shared.confidence,
    }


def progress(room: Room, audience: Audience, key: str) -> dict[str, Any] | None:
    shared = room.plans.progress.get(key)
    return {"how_it_went": shared.how_it_went, "words": shared.words} if shared else None
