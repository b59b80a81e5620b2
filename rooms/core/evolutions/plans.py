"""How shared plans change the room."""

from rooms.core.events import PlanProgressShared, PlanShared
from rooms.core.records import replace
from rooms.core.state import Plan, PlanProgress, Room


def plan_shared(room: Room, by: str, event: PlanShared) -> Room:
    plan = Plan(event.what, event.how_much, event.when, event.how_often, event.confidence, room.at)
    return replace(room, plans=replace(room.plans, shared={**room.plans.shared, by: plan}))


def plan_unshared(room: Room, by: str) -> Room:
    left = {person: plan for person, plan in room.plans.shared.items() if person != by}
    return replace(room, plans=replace(room.plans, shared=left))


def plan_progress_shared(room: Room, by: str, event: PlanProgressShared) -> Room:
    progress = PlanProgress(event.how_it_went, event.words, room.at)
    return replace(room, plans=replace(room.plans, progress={**room.plans.progress, by: progress}))
