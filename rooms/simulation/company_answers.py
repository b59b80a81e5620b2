"""What the company does because somebody waits for it: come in, take a turn, vote, answer a visitor."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rooms.core import commands as c
from rooms.core.actors import LEADERS, STAFF, Part
from rooms.core.rules import group_of
from rooms.core.state import Message, Standing
from rooms.simulation.company_scene import Act, Scene
from rooms.simulation.company_wishes import write_note

TURN_TAKES_MS = 14_000
WORD_TAKES_MS = 18_000
ANSWERED_WITHIN_MS = 120_000
READING_MS = 4_000
PASSES = 0.15


def answers(scene: Scene) -> Act | None:
    """The most pressing of these, or None."""
    for step in STEPS:
        act = step(scene)
        if act is not None:
            return act
    return None


def _come_in(scene: Scene) -> Act | None:
    """Come, or come back. The last ones knock late: when somebody is there to let them in."""
    room = scene.room
    if room.session.ended_at is not None:
        return None
    late = room.session.started_at is not None or scene.has_visitor_at_the_door
    for one in scene.company.values():
        member = room.members.get(one.id)
        if member is None and (late or one.part in STAFF):
            return Act(one.id, c.Enter())
        if member is not None and member.standing is Standing.SEATED and not member.here:
            return Act(one.id, c.Enter())
    return None


def _go_home(scene: Scene) -> Act | None:
    """After the end the participants leave, one after the other."""
    if scene.room.session.ended_at is None:
        return None
    staying = scene.here(Part.PARTICIPANT, Part.TECHNICAL_HOST)
    return Act(staying[0].id, c.LeaveRoom()) if staying else None


def _take_turn(scene: Scene) -> Act | None:
    going = scene.room.round
    if going is None or going.current not in scene.company:
        return None
    one = scene.company[going.current]
    spoken = any(m.by == one.id and m.at >= going.since for _, m in scene.recent(scene.place(one)))
    if spoken:
        done = scene.at - going.since >= TURN_TAKES_MS
        return Act(one.id, c.FinishTurn()) if done else None
    kind = "closing_round" if going.kind == "closing" else "opening_round"
    words = scene.one_of(scene.talk.words(kind, "turns", one.language))
    if not words or not scene.may_write(one) or scene.chance(PASSES):
        return Act(one.id, c.PassTurn())
    return Act(one.id, c.SendMessage(words))


def _use_word(scene: Scene) -> Act | None:
    speaking = scene.room.speaking
    if speaking is None or speaking.person not in scene.company:
        return None
    one = scene.company[speaking.person]
    spoken = any(m.by == one.id and m.at >= speaking.since for _, m in scene.recent(scene.place(one)))
    if spoken or not scene.may_write(one):
        done = scene.at - speaking.since >= WORD_TAKES_MS
        return Act(one.id, c.EndWord()) if done else None
    lines = scene.talk.words(scene.kind, "spoken", one.language)
    words = scene.one_of(lines) or scene.one_of(scene.talk.anytime("spoken", one.language))
    return Act(one.id, c.SendMessage(words) if words else c.EndWord())


def _write_on(scene: Scene) -> Act | None:
    """Whoever has taken the pen writes and puts it down."""
    one = scene.company.get(scene.room.note.holder)
    command = write_note(scene, one) if one else None
    return Act(one.id, command) if one and command else None


def _vote(scene: Scene) -> Act | None:
    for number, poll in scene.room.polls.items():
        if poll.open:
            for one in scene.here(Part.PARTICIPANT):
                if one.id not in poll.votes:
                    return Act(one.id, c.Vote(number, scene.rng.randrange(len(poll.options))))
    return None


def _choose_group(scene: Scene) -> Act | None:
    groups = scene.room.breakouts
    if groups.state != "prepared" or groups.method != "choice":
        return None
    sizes = [len(group) for group in groups.groups]
    for one in scene.here(Part.PARTICIPANT):
        if not group_of(scene.room, one.id):
            return Act(one.id, c.ChooseBreakout(1 + sizes.index(min(sizes))))
    return None


def _choose_back(scene: Scene) -> Act | None:
    """Say yes to a visitor who wants somebody without a buddy as theirs."""
    buddies = scene.room.buddies
    for wisher, wanted in buddies.chosen.items():
        free = wanted not in buddies.pairs and wisher not in buddies.pairs
        if free and wisher in scene.visitors and wanted in scene.company:
            return Act(wanted, c.ChooseBuddy(wisher))
    return None


def _answer_visitor(scene: Scene) -> Act | None:
    """Nobody who writes is left without an answer."""
    for number, message in _unanswered(scene):
        beside = [
            one
            for one in scene.here(Part.PARTICIPANT, *LEADERS)
            if scene.place(one) == message.place and scene.may_write(one)
            if one.id not in {reply.by for reply in scene.replies(number)}
        ]
        if beside:
            one = scene.rng.choice(beside)
            words = scene.one_of(scene.talk.anytime(_section(scene, message), one.language))
            if words:
                return Act(one.id, c.SendMessage(words, number))
    return None


def _unanswered(scene: Scene) -> Iterator[tuple[int, Message]]:
    """What visitors wrote lately and too few have answered: a leader who asks the group gets two answers."""
    messages = list(scene.room.chat.messages.items())[-10:]
    for number, message in messages:
        if message.by not in scene.visitors or message.hidden_by:
            continue
        fresh = READING_MS <= scene.at - message.at <= ANSWERED_WITHIN_MS
        if fresh and len(scene.replies(number)) < (2 if _section(scene, message) == "leader_asks" else 1):
            yield number, message


def _section(scene: Scene, message: Message) -> str:
    asks = "?" in message.text
    if scene.room.members[message.by].part in LEADERS:
        return "leader_asks" if asks else "to_leader"
    return "to_questions" if asks else "replies"


Step = Callable[[Scene], Act | None]
STEPS: tuple[Step, ...] = (
    *(
        _go_home,
        _take_turn,
        _use_word,
        _write_on,
        _choose_group,
        _vote,
        _choose_back,
        _answer_visitor,
        _come_in,
    ),
)
