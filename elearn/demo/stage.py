"""What a step of a written evening asks the room to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from elearn.demo.script import Evening, Step
from rooms.core import commands as c
from rooms.core.actors import Actor, Part
from rooms.core.rules import place_of
from rooms.core.state import Room


@dataclass(slots=True)
class Stage:
    """The people by name, the plans of last time, and what has been made so far, by its name."""

    evening: Evening
    before: Evening | None
    actors: Mapping[str, Actor]
    made: dict[str, int] = field(default_factory=dict)

    def id(self, name: str) -> str:
        return self.actors[name].id


def wanted(stage: Stage, room: Room, step: Step) -> list[c.Command]:
    """The commands of one step. Raises `KeyError` for a verb, person or name that does not exist."""
    args, made, person = step.args, stage.made, stage.id
    match step.verb:
        case "enters":
            return _entering(stage.actors[step.who])
        case "leaves":
            return [c.LeaveRoom()]
        case "breaks":
            return [c.TakeBreak()]
        case "returns":
            return [c.EndBreak()]
        case "admits":
            return [c.Admit(person(args[0]))]
        case "admits_all":
            return [c.AdmitAll()]
        case "starts":
            return [c.StartSession()]
        case "ends":
            return [c.EndSession()]
        case "next":
            return [c.NextPhase(after=-1 if room.run_sheet.current is None else room.run_sheet.current)]
        case "says":
            return [c.SendMessage(args[0])]
        case "replies":
            return [c.SendMessage(args[1], made[args[0]])]
        case "whispers":
            return [c.SendBackchannel(args[0])]
        case "reacts":
            return [c.React(made[args[0]], args[1])]
        case "hides":
            return [c.HideMessage(made[args[0]], args[1])]
        case "closes_chat":
            return [c.CloseChat()]
        case "opens_chat":
            return [c.OpenChat()]
        case "asks":
            return [c.AskQuestion(args[0])]
        case "asks_anonymously":
            return [c.AskQuestion(args[0], anonymous=True)]
        case "supports":
            return [c.SupportQuestion(made[args[0]])]
        case "takes":
            return [c.TakeQuestion(made[args[0]])]
        case "answers":
            return [c.AnswerQuestion(made[args[0]], args[1])]
        case "raises_hand":
            return [c.RaiseHand()]
        case "gives_word":
            return [c.GiveWord(person(args[0]))]
        case "ends_word":
            return [c.EndWord()]
        case "finishes":
            return [c.FinishTurn()]
        case "passes":
            return [c.PassTurn()]
        case "groups":
            return _groups(stage, args[0], args[1])
        case "groups_as_before":
            return [c.PrepareBreakouts("as_before", 4, args[0]), c.OpenBreakouts()]
        case "calls_leader":
            return [c.CallLeader()]
        case "visits":
            return [c.VisitBreakout(f"group-{args[0]}")]
        case "leaves_group":
            return [c.LeaveBreakout()]
        case "broadcasts":
            return [c.BroadcastToBreakouts(args[0])]
        case "closes_groups":
            return [c.CloseBreakouts(args[0])]
        case "notes":
            return [c.TakePen(), c.WriteNote(args[0]), c.PutDownPen()]
        case "shares_plan":
            return [_plan(stage, step.who, *args)]
        case "tells_progress":
            return [_progress(stage, step.who)]
        case "checks":
            return [c.AnswerSessionCheck(*args)]
        case "chooses":
            return [c.ChooseBuddy(person(args[0]))]
        case "signals":
            return [c.SignalUnwell(args[0])]
        case "takes_aside":
            return [c.OpenSideRoom(person(args[0]))]
        case "ends_aside":
            return [c.CloseSideRoom(place_of(room, person(step.who)))]
        case "attends":
            return [c.AttendSignal(person(args[0]), args[1])]
        case "adds_task":
            return [c.AddTask(args[0])]
        case "completes_task":
            return [c.CompleteTask(_task_about(room, person(args[0])))]
        case "hands_over":
            return [c.HandOver(person(args[0]))]
        case "debriefs":
            return [c.ReviseDebrief(**stage.evening.debrief[args[0]], revision=room.debrief.revision)]
        case "signs":
            return [c.SignDebrief(room.debrief.revision)]
    raise KeyError(step.verb)


def _entering(actor: Actor) -> list[c.Command]:
    """The ground rules stand at the door; accepting them again changes nothing."""
    return [c.AcceptGroundRules(), c.Enter()] if actor.part is Part.PARTICIPANT else [c.Enter()]


def _groups(stage: Stage, groups: list[list[str]], minutes: int) -> list[c.Command]:
    size = max(map(len, groups))
    assigned = (
        c.AssignToBreakout(stage.id(name), number)
        for number, group in enumerate(groups, start=1)
        for name in group
    )
    return [c.PrepareBreakouts("by_hand", size, minutes), *assigned, c.OpenBreakouts()]


def _plan(stage: Stage, who: str, smaller: str = "") -> c.SharePlan:
    plan = stage.evening.plans[who]
    chosen = plan[smaller] if smaller else plan
    fields = ("what", "how_much", "when", "how_often", "confidence")
    return c.SharePlan(**{field: chosen[field] for field in fields})


def _progress(stage: Stage, who: str) -> c.ReportPlanProgress:
    if stage.before is None:
        raise KeyError(who)
    plan = stage.before.plans[who]
    return c.ReportPlanProgress(plan["outcome"], plan["how_it_went"])


def _task_about(room: Room, person: str) -> int:
    return next(number for number, task in room.wellbeing.tasks.items() if task.person == person)
