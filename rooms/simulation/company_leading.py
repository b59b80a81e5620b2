"""What the simulated leaders do. Where a visitor leads, they only help."""

from __future__ import annotations

from collections.abc import Callable

from rooms.core import commands as c
from rooms.core.actors import LEADERS, Part
from rooms.core.kinds import MAIN
from rooms.core.rules import is_debrief_signed, leaders_here, waiting
from rooms.core.state import Room
from rooms.simulation.company_scene import Act, Companion, Scene

# A visitor who comes as a leader needs a moment to find the button.
START_AFTER_MS = 45_000
OVERTIME_MS = 90_000
VISITORS_WORD_MS = 120_000
VISITORS_TURN_MS = 120_000
SIDE_ROOM_MS = 150_000
GROUPS_OF = 4
JUST_BEGUN_MS = 60_000
# So that a talk is over well before its time is.
TALKS_FASTER = 1.2
ANSWERING = ("experience_talk", "professional_input", "plenary_harvest")


def leads(scene: Scene) -> Act | None:
    """The next thing one of the simulated leaders does, or None."""
    leaders = scene.here(*LEADERS)
    if not leaders:
        return None
    first = _lead(scene, leaders)
    for step in HELPING if scene.has_leading_visitor else (*CARRYING, *HELPING):
        act = step(scene, first)
        if act is not None:
            return act
    return None


def opens_phase(scene: Scene) -> Act | None:
    """The first words of a phase come before anybody's turn."""
    leaders = scene.here(*LEADERS)
    if not leaders or scene.at - scene.room.run_sheet.since > JUST_BEGUN_MS:
        return None
    spoken = any(m.at >= scene.room.run_sheet.since and m.by in scene.company for _, m in scene.recent())
    return None if spoken else _speak(scene, _lead(scene, leaders))


def _lead(scene: Scene, leaders: list[Companion]) -> Companion:
    """Who speaks for the pair, when nobody plays them; else the other one."""
    return next((one for one in leaders if one.id == scene.room.session.lead), leaders[0])


# --- carrying the evening ----------------------------------------------------------------------


def _start(scene: Scene, first: Companion) -> Act | None:
    started = scene.room.session.started_at is not None
    ready = scene.alone_ms >= START_AFTER_MS and leaders_here(scene.room) == LEADERS
    return None if started or not ready else Act(first.id, c.StartSession())


def _admit(scene: Scene, first: Companion) -> Act | None:
    if scene.has_visitor_at_the_door or scene.room.door.locked:
        return None
    knocking = next((member for member in waiting(scene.room) if member.here), None)
    return Act(first.id, c.Admit(knocking.id)) if knocking else None


def _care(scene: Scene, first: Companion) -> Act | None:
    """A visitor is not well: one of the leaders takes them aside, listens, and comes back."""
    room = scene.room
    for place, side in room.wellbeing.side_rooms.items():
        if side.closed_at is None and side.leader in scene.company:
            return _comfort(scene, scene.company[side.leader], place, side.opened_at)
    for person, signal in room.wellbeing.signals.items():
        if signal.state != "open" or person not in scene.visitors:
            continue
        if _has_gone_back(room, person, signal.at):
            return Act(first.id, c.AttendSignal(person))
        if room.members[person].here:
            return Act(first.id, c.OpenSideRoom(person))
    return None


def _has_gone_back(room: Room, person: str, since: int) -> bool:
    """They were taken aside for this signal and went back: nobody takes them aside for it again."""
    rooms = (side for side in room.wellbeing.side_rooms.values() if side.person == person)
    return any(side.closed_at is not None and side.closed_at >= since for side in rooms)


def _comfort(scene: Scene, leader: Companion, place: str, since: int) -> Act | None:
    person = scene.room.wellbeing.side_rooms[place].person
    said = scene.unsaid(scene.talk.anytime("comfort", leader.language))
    if said:
        return Act(leader.id, c.SendMessage(said[0]))
    if scene.at - since < SIDE_ROOM_MS:
        return None
    if scene.room.wellbeing.signals[person].state == "open":
        return Act(leader.id, c.AttendSignal(person))
    return Act(leader.id, c.CloseSideRoom(place))


def _groups(scene: Scene, first: Companion) -> Act | None:
    """Make the groups and open them, until the phase is nearly over."""
    room = scene.room
    if scene.kind != "breakout" or room.session.ended_at is not None or _words_left(scene, first):
        return None
    # Groups that are closed are those of this phase, unless the phase has only just begun.
    is_new = room.breakouts.state == "closed" and scene.at - room.run_sheet.since < JUST_BEGUN_MS
    if room.breakouts.state == "none" or is_new:
        left = (room.run_sheet.ends_at - scene.at) // 60_000 - 1
        return Act(first.id, c.PrepareBreakouts("random", GROUPS_OF, max(1, left)))
    return Act(first.id, c.OpenBreakouts()) if room.breakouts.state == "prepared" else None


def _words_left(scene: Scene, leader: Companion) -> bool:
    return bool(scene.unsaid(scene.talk.words(scene.kind, "leader", leader.language)[:1]))


def _answer_call(scene: Scene, first: Companion) -> Act | None:
    """Go to a group that has called, say something, and go back."""
    for leader in scene.here(*LEADERS):
        if scene.place(leader).startswith("group-"):
            words = scene.one_of(scene.talk.anytime("visiting", leader.language))
            spoken = any(m.by == leader.id for _, m in scene.recent(scene.place(leader)))
            go_back = spoken or not words
            return Act(leader.id, c.LeaveBreakout() if go_back else c.SendMessage(words))
    calls = scene.room.breakouts.calls if scene.room.breakouts.state == "open" else {}
    return Act(first.id, c.VisitBreakout(next(iter(calls)))) if calls else None


def _hands(scene: Scene, first: Companion) -> Act | None:
    speaking = scene.room.speaking
    if speaking is None:
        return Act(first.id, c.GiveWord(scene.room.hands[0])) if scene.room.hands else None
    is_long = scene.at - speaking.since > VISITORS_WORD_MS
    return Act(first.id, c.EndWord()) if is_long else None


def _stuck_turn(scene: Scene, first: Companion) -> Act | None:
    """Somebody whose turn it is says nothing: the round comes back to them."""
    going = scene.room.round
    if going is None or not going.current or going.current in scene.company:
        return None
    if scene.at - going.since < VISITORS_TURN_MS:
        return None
    others = [one for one in going.order if going.states[one] == "waiting" and one != going.current]
    return Act(first.id, c.PostponeTurn(going.current) if others else c.PassTurn(going.current))


def _questions(scene: Scene, first: Companion) -> Act | None:
    """Take one question, and answer it before the next."""
    if scene.kind not in ANSWERING or not scene.chance(0.4):
        return None
    shown = [(n, question) for n, question in scene.room.questions.items() if not question.hidden_by]
    for number, question in shown:
        if question.state == "taken":
            return Act(first.id, c.AnswerQuestion(number, _answer(scene, first, question.text)))
    waiting_longest = next((number for number, question in shown if question.state == "open"), None)
    return None if waiting_longest is None else Act(first.id, c.TakeQuestion(waiting_longest))


def _answer(scene: Scene, leader: Companion, text: str) -> str:
    kinds = scene.talk.kinds.values()
    prepared = (one.answer for kind in kinds for one in kind.questions if one.ask == text)
    answer = next(prepared, None)
    return answer[leader.language] if answer else scene.talk.anytime("answers", leader.language)[0]


def _next(scene: Scene, first: Companion) -> Act | None:
    """Go on when the time is out; a round that is not done gets a little more."""
    room, current = scene.room, scene.room.run_sheet.current
    if current is None or room.session.ended_at is not None:
        return None
    is_going_round = room.round is not None and "waiting" in room.round.states.values()
    if scene.at < room.run_sheet.ends_at + (OVERTIME_MS if is_going_round else 0):
        return None
    if current + 1 < len(room.run_sheet.phases):
        return Act(first.id, c.NextPhase(current))
    return Act(first.id, c.EndSession())


# --- beside whoever leads -----------------------------------------------------------------------


def _speak(scene: Scene, first: Companion) -> Act | None:
    """What the one who carries the phase says, spread over its minutes."""
    phase, room = scene.phase, scene.room
    if phase is None or room.session.ended_at is not None:
        return None
    speaker = _speaker(scene, phase.owner, first)
    if speaker is None or scene.place(speaker) != MAIN:
        return None
    lines = scene.talk.words(scene.kind, "leader", speaker.language)
    left = scene.unsaid(lines)
    length = max(1, room.run_sheet.ends_at - room.run_sheet.since)
    due = 1 + int(len(lines) * TALKS_FASTER * (scene.at - room.run_sheet.since) / length)
    return Act(speaker.id, c.SendMessage(left[0])) if left and len(lines) - len(left) < due else None


def _speaker(scene: Scene, owner: str, first: Companion) -> Companion | None:
    if owner in (Part.PROFESSIONAL, Part.EXPERIENCED_USER):
        return next(iter(scene.here(Part(owner))), None)
    return None if scene.has_leading_visitor else first


def _whisper(scene: Scene, first: Companion) -> Act | None:
    """Answer the visitor who leads, in the back-channel."""
    lines = list(scene.room.chat.backchannel.values())
    if not lines or lines[-1].by not in scene.visitors:
        return None
    answer = scene.one_of(scene.talk.anytime("backchannel", first.language))
    return Act(first.id, c.SendBackchannel(answer)) if answer else None


def _take_over(scene: Scene, first: Companion) -> Act | None:
    """The visitor has handed over: say thank you, once."""
    handed = scene.has_leading_visitor and scene.room.session.lead == first.id
    words = scene.one_of(scene.talk.anytime("handed_over", first.language)) if handed else ""
    return Act(first.id, c.SendBackchannel(words)) if words else None


def _sign(scene: Scene, first: Companion) -> Act | None:
    """Sign the debrief that a visitor has written and signed."""
    debrief = scene.room.debrief
    read = any(signature.person in scene.visitors for signature in debrief.signatures.values())
    if not read or first.part in debrief.signatures or is_debrief_signed(scene.room):
        return None
    return Act(first.id, c.SignDebrief(debrief.revision))


Step = Callable[[Scene, Companion], Act | None]
CARRYING: tuple[Step, ...] = (
    *(_start, _care, _admit, _next, _groups, _answer_call),
    *(_hands, _stuck_turn, _questions),
)
HELPING: tuple[Step, ...] = (_take_over, _whisper, _sign, _speak)
