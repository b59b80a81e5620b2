"""What a participant of the company may do of their own accord: a command, or None when it does not fit."""

from __future__ import annotations

from rooms.core import commands as c
from rooms.core.actors import Part
from rooms.core.commands import Command
from rooms.core.kinds import REACTIONS
from rooms.simulation.company_scene import Companion, Scene

MOST_REACTIONS = 4
REACTED_WITHIN_MS = 90_000
BEFORE_A_NOTE = "– "


def say(scene: Scene, one: Companion) -> Command | None:
    words = scene.one_of(scene.talk.words(scene.kind, "lines", one.language))
    return c.SendMessage(words) if words and scene.may_write(one) else None


def say_aside(scene: Scene, one: Companion) -> Command | None:
    words = scene.unsaid(scene.talk.anytime("aside", one.language))
    return c.SendMessage(words[0]) if words else None


def open_thread(scene: Scene, one: Companion) -> Command | None:
    threads = scene.talk.of(scene.kind).threads
    words = scene.one_of([thread.say for thread in threads if thread.language == one.language])
    return c.SendMessage(words) if words and scene.may_write(one) else None


def answer_thread(scene: Scene, one: Companion) -> Command | None:
    threads = {thread.say: thread for thread in scene.talk.of(scene.kind).threads}
    for number, message in scene.recent(scene.place(one)):
        if message.text in threads and message.by != one.id and scene.may_write(one):
            spoken = {reply.by for reply in scene.replies(number)}
            words = scene.one_of(threads[message.text].answers.get(one.language, ()))
            if words and one.id not in spoken:
                return c.SendMessage(words, number)
    return None


def react(scene: Scene, one: Companion) -> Command | None:
    for number, message in scene.recent(scene.place(one)):
        people = [person for reacted in message.reactions.values() for person in reacted]
        is_new = scene.at - message.at < REACTED_WITHIN_MS
        if is_new and message.by != one.id and one.id not in people and len(people) < MOST_REACTIONS:
            return c.React(number, scene.rng.choice(REACTIONS))
    return None


def ask(scene: Scene, one: Companion) -> Command | None:
    asked = {question.text for question in scene.room.questions.values()}
    for question in scene.talk.of(scene.kind).questions:
        if question.language == one.language and question.ask not in asked:
            return c.AskQuestion(question.ask, anonymous=scene.chance(0.3))
    return None


def support(scene: Scene, one: Companion) -> Command | None:
    for number, question in scene.room.questions.items():
        known = one.id == question.by or one.id in question.supporters
        if question.state == "open" and not known and not question.hidden_by:
            return c.SupportQuestion(number)
    return None


def raise_hand(scene: Scene, one: Companion) -> Command | None:
    spoken = scene.talk.words(scene.kind, "spoken", one.language)
    has_words = scene.unsaid([*spoken, *scene.talk.anytime("spoken", one.language)])
    busy = scene.room.hands or scene.room.speaking is not None
    return c.RaiseHand() if has_words and not busy and scene.may_write(one) else None


def write_note(scene: Scene, one: Companion) -> Command | None:
    """Take the pen, add a line to what is there, put the pen down."""
    note = scene.room.note
    lines = [line for line in scene.talk.words(scene.kind, "notes", one.language) if line not in note.text]
    if note.holder == one.id:
        wrote = note.written_by == one.id and note.written_at >= note.pen_used_at
        added = f"{note.text}\n{BEFORE_A_NOTE}{lines[0]}".strip() if lines else ""
        return c.PutDownPen() if wrote or not added else c.WriteNote(added)
    return c.TakePen() if lines and not note.holder else None


def share_plan(scene: Scene, one: Companion) -> Command | None:
    shared = {plan.what for plan in scene.room.plans.shared.values()}
    if one.id in scene.room.plans.shared:
        return None
    for plan in scene.talk.of("action_plan").plans:
        if plan["language"] == one.language and plan["what"] not in shared:
            return c.SharePlan(**{name: value for name, value in plan.items() if name != "language"})
    return None


def tell_progress(scene: Scene, one: Companion) -> Command | None:
    told = {progress.words for progress in scene.room.plans.progress.values()}
    if one.id in scene.room.plans.progress:
        return None
    for progress in scene.talk.of("action_plan").progress:
        if progress["language"] == one.language and progress["words"] not in told:
            return c.ReportPlanProgress(progress["how"], progress["words"])
    return None


def choose_buddy(scene: Scene, one: Companion) -> Command | None:
    pairs, chosen = scene.room.buddies.pairs, scene.room.buddies.chosen
    if one.id in pairs or one.id in chosen:
        return None
    free = [
        other.id for other in scene.here(Part.PARTICIPANT) if other.id not in pairs and other.id != one.id
    ]
    wishing = [other for other in free if chosen.get(other) == one.id]
    return c.ChooseBuddy((wishing or free)[0]) if free else None


def check(scene: Scene, one: Companion) -> Command | None:
    if one.id in scene.room.session_check:
        return None
    return c.AnswerSessionCheck(*(scene.rng.randint(6, 10) for _ in range(4)))


def take_break(scene: Scene, one: Companion) -> Command | None:
    if scene.room.members[one.id].on_break:
        return c.EndBreak() if scene.chance(0.2) else None
    return c.TakeBreak() if scene.chance(0.5) else None


def come_back(scene: Scene, one: Companion) -> Command | None:
    return c.EndBreak()


def call_leader(scene: Scene, one: Companion) -> Command | None:
    """Once an evening, so that a visitor who leads is called."""
    groups = scene.room.breakouts
    late = groups.ends_at is not None and groups.ends_at - scene.at < groups.minutes * 30_000
    first = not groups.calls and scene.place(one) == "group-1" and scene.chance(0.3)
    return c.CallLeader() if late and first and scene.has_leading_visitor else None


def signal_unwell(scene: Scene, one: Companion) -> Command | None:
    """Once an evening, where a visitor leads and can attend to it."""
    if scene.room.wellbeing.signals or not scene.has_leading_visitor or not scene.chance(0.3):
        return None
    words = scene.talk.anytime("unwell", one.language)
    return c.SignalUnwell(words[0]) if words else None
