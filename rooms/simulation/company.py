"""The company: people nobody plays just now, who greet, answer, ask and write as the run-sheet moves.

Everything here is a pure function of one moment: the room, the time, and chance that is handed in.
"""

from __future__ import annotations

from collections.abc import Callable

from rooms.core.actors import Part
from rooms.core.commands import Command
from rooms.simulation import company_wishes as w
from rooms.simulation.company_answers import answers
from rooms.simulation.company_leading import leads, opens_phase
from rooms.simulation.company_scene import Act, Companion, Scene

Wish = Callable[[Scene, Companion], Command | None]

# How many take a look at what they could do before the room stays quiet for a moment.
TRIES = 4
BESIDE_VISITOR = 5


def next_act(scene: Scene) -> Act | None:
    """What somebody of the company does now, or None. Never in the name of a visitor.

    With no visitor in the room nobody does anything: the evening waits for somebody to share it with.
    """
    if not scene.visitors:
        return None
    return opens_phase(scene) or answers(scene) or leads(scene) or _of_their_own(scene)


def wish(scene: Scene, one: Companion) -> Command | None:
    """What this participant would like to do in this phase, or None."""
    menu = _menu(scene, one)
    wishes = [wish for wish, weight in menu for _ in range(weight)]
    return scene.rng.choice(wishes)(scene, one) if wishes else None


def _of_their_own(scene: Scene) -> Act | None:
    people = scene.here(Part.PARTICIPANT)
    if not people or scene.room.session.ended_at is not None:
        return None
    weights = [BESIDE_VISITOR if scene.is_beside_visitor(one) else 1 for one in people]
    for one in scene.rng.choices(people, weights, k=TRIES):
        command = wish(scene, one)
        if command is not None:
            return Act(one.id, command)
    return None


def _menu(scene: Scene, one: Companion) -> tuple[tuple[Wish, int], ...]:
    if scene.place(one).startswith("side-"):
        return ((w.say_aside, 1),)
    if scene.room.members[one.id].on_break and scene.kind != "break":
        return ((w.come_back, 1),)
    return MENUS.get(scene.kind, ANY_PHASE)


ANY_PHASE: tuple[tuple[Wish, int], ...] = ((w.say, 3), (w.react, 2))
MENUS: dict[str, tuple[tuple[Wish, int], ...]] = {
    "check_in_tech": ((w.say, 3), (w.react, 2)),
    "welcome": ((w.say, 3), (w.react, 2), (w.tell_progress, 2)),
    "opening_round": ((w.react, 4), (w.say, 2), (w.tell_progress, 4)),
    "experience_talk": ((w.react, 4), (w.say, 2), (w.ask, 2), (w.support, 2), (w.raise_hand, 1)),
    "professional_input": ((w.react, 3), (w.say, 2), (w.ask, 3), (w.support, 3), (w.raise_hand, 1)),
    "break": ((w.take_break, 2), (w.say, 3), (w.react, 1)),
    "breakout": (
        *((w.say, 4), (w.open_thread, 2), (w.answer_thread, 6), (w.react, 3)),
        *((w.call_leader, 1), (w.signal_unwell, 1)),
    ),
    "plenary_harvest": ((w.raise_hand, 2), (w.say, 2), (w.react, 2), (w.write_note, 4), (w.signal_unwell, 1)),
    "micro_break": ((w.say, 2), (w.react, 1)),
    "action_plan": ((w.share_plan, 4), (w.choose_buddy, 3), (w.say, 2), (w.react, 2)),
    "closing_round": ((w.react, 4), (w.say, 1)),
    "session_check": ((w.check, 6), (w.say, 2), (w.react, 1)),
}
