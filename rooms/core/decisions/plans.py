"""The action-plan round: what one chooses to share of one's weekly plan."""

from rooms.core import texts
from rooms.core.actors import Actor
from rooms.core.commands import ReportPlanProgress, SharePlan
from rooms.core.decisions.finding import within
from rooms.core.events import Event, PlanProgressShared, PlanShared, PlanUnshared
from rooms.core.refusals import Code, Refused
from rooms.core.rules import is_quieted
from rooms.core.state import Plan, Room


def share_plan(room: Room, actor: Actor, command: SharePlan) -> list[Event]:
    _check_not_muted(room, actor)
    shared = PlanShared(
        what=texts.required(command.what),
        how_much=texts.optional(command.how_much),
        when=texts.optional(command.when),
        how_often=texts.optional(command.how_often),
        confidence=within(command.confidence, 0, 10),
    )
    before = room.plans.shared.get(actor.id)
    return [] if before is not None and _as_shared(before) == shared else [shared]


def unshare_plan(room: Room, actor: Actor) -> list[Event]:
    return [PlanUnshared()] if actor.id in room.plans.shared else []


def report_plan_progress(room: Room, actor: Actor, command: ReportPlanProgress) -> list[Event]:
    _check_not_muted(room, actor)
    words = texts.optional(command.words)
    before = room.plans.progress.get(actor.id)
    same = before is not None and (before.how_it_went, before.words) == (command.how_it_went, words)
    return [] if same else [PlanProgressShared(command.how_it_went, words)]


def _check_not_muted(room: Room, actor: Actor) -> None:
    if is_quieted(room, actor.id):
        raise Refused(Code.MUTED)


def _as_shared(plan: Plan) -> PlanShared:
    return PlanShared(plan.what, plan.how_much, plan.when, plan.how_often, plan.confidence)
