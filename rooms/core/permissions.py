"""The one table of who may ask for what, and the one door that every command passes.

A command that is not in the table is refused. What depends on more than who somebody is and whether
the session is over is asked of rules.py by the decision itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rooms.core import commands as c
from rooms.core.actors import LEADERS, STAFF, Actor, Part
from rooms.core.refusals import Code, Refused
from rooms.core.state import Room, Standing


class Audience(StrEnum):
    """A circle of people a command is open to."""

    CLOCK = "clock"
    INVITED = "invited"  # participants and staff, with or without a seat
    ARRIVED = "arrived"  # those with a seat and those who wait for one
    MEMBERS = "members"  # those with a seat
    PARTICIPANTS = "participants"
    STAFF = "staff"  # leaders and technical host
    LEADERS = "leaders"
    LEADERS_AND_COORDINATOR = "leaders_and_coordinator"


@dataclass(frozen=True, slots=True)
class Permission:
    """Who, and whether it is still open when the session is over."""

    audience: Audience
    after_end: bool = False


def _open_to(audience: Audience, *kinds: type, after_end: bool = False) -> dict[type, Permission]:
    return dict.fromkeys(kinds, Permission(audience, after_end))


PERMISSIONS: Mapping[type, Permission] = {
    **_open_to(Audience.CLOCK, c.PrepareRoom, c.Tick, after_end=True),
    **_open_to(Audience.INVITED, c.Enter, c.AcceptGroundRules, after_end=True),
    # Whoever is not well must be able to say so at any time, and to go.
    **_open_to(
        Audience.ARRIVED, c.LeaveRoom, c.LoseConnection, c.SignalUnwell, c.WithdrawSignal, after_end=True
    ),
    **_open_to(
        Audience.MEMBERS,
        *(c.TakeBreak, c.EndBreak, c.RaiseHand, c.LowerHand, c.EndWord),
        *(c.FinishTurn, c.PassTurn, c.ReturnTurn, c.PostponeTurn),
        *(c.React, c.Unreact, c.AskQuestion, c.SupportQuestion, c.UnsupportQuestion, c.WithdrawQuestion),
        *(c.CallLeader, c.Vote, c.TakePen, c.WriteNote, c.PutDownPen, c.SharePlan, c.ReportPlanProgress),
    ),
    # What one shared may be taken back, and a wrong reported, when all have gone home. A side room may
    # outlast the session: SendMessage and JoinMedia themselves refuse everywhere else.
    **_open_to(
        Audience.MEMBERS,
        *(c.SendMessage, c.CloseSideRoom, c.UnsharePlan, c.ReportMessage, c.ReportSaid),
        *(c.JoinMedia, c.LeaveMedia, c.ResumeVoice, c.ResumePicture, c.ShareScreen, c.StopSharing),
        after_end=True,
    ),
    **_open_to(Audience.PARTICIPANTS, c.ChooseBreakout, c.ChooseBuddy, c.UnchooseBuddy),
    **_open_to(Audience.PARTICIPANTS, c.LeaveBuddy, c.AnswerSessionCheck, after_end=True),
    **_open_to(Audience.STAFF, c.Admit, c.AdmitAll, c.ShowLink, c.ShowFile, c.TakeDownItem, c.ShowItemAgain),
    **_open_to(Audience.STAFF, c.SendBackchannel, after_end=True),
    **_open_to(
        Audience.LEADERS,
        *(c.LockRoom, c.UnlockRoom, c.StartSession, c.HandOver),
        *(c.BeginPhase, c.NextPhase, c.ExtendPhase, c.ChangeRunSheet, c.OpenRound, c.CloseRound, c.GiveWord),
        *(c.TakeQuestion, c.AnswerQuestion, c.ReopenQuestion, c.OpenPoll, c.ClosePoll, c.ReopenPoll),
        *(c.PrepareBreakouts, c.AssignToBreakout, c.OpenBreakouts, c.ExtendBreakouts, c.CloseBreakouts),
        *(c.BroadcastToBreakouts, c.VisitBreakout, c.LeaveBreakout),
        *(c.MuteMember, c.UnmuteMember, c.SetSlowMode, c.CloseChat, c.OpenChat, c.RemoveMember),
    ),
    **_open_to(
        Audience.LEADERS,
        *(c.StopVoice, c.StopAllVoices, c.StopPicture, c.AllowSharing, c.DisallowSharing),
        *(c.PutInFocus, c.LiftFocus, c.MarkByPhone, c.UnmarkByPhone),
        *(c.EndSession, c.ResumeSession, c.HideMessage, c.ShowMessage, c.HideQuestion, c.ShowQuestion),
        *(
            c.LetBackIn,
            c.AttendSignal,
            c.OpenSideRoom,
            c.AddTask,
            c.CompleteTask,
            c.ReopenTask,
            c.ReviseDebrief,
        ),
        after_end=True,
    ),
    **_open_to(Audience.LEADERS_AND_COORDINATOR, c.ResolveReport, c.SignDebrief, after_end=True),
}


def check_permission(room: Room, actor: Actor, command: c.Command) -> None:
    """Refuse the command unless this actor may ask for it in this room now."""
    permission = PERMISSIONS.get(type(command))
    if permission is None:
        raise Refused(Code.UNKNOWN_COMMAND)
    if not room.id and not isinstance(command, c.PrepareRoom):
        raise Refused(Code.NO_SUCH_ROOM)
    _check_audience(room, actor, permission.audience)
    if room.session.ended_at is not None and not permission.after_end:
        raise Refused(Code.ENDED)


def _check_audience(room: Room, actor: Actor, audience: Audience) -> None:
    if audience is Audience.CLOCK:
        _refuse_unless(actor.part is Part.CLOCK, Code.CLOCK_ONLY)
        return
    standing = _standing(room, actor)
    _refuse_unless(standing is not Standing.REMOVED, Code.REMOVED)
    if audience is Audience.LEADERS_AND_COORDINATOR and actor.part is Part.COORDINATOR:
        return
    _check_seat(actor, standing, audience)
    _check_part(actor, audience)


def _check_seat(actor: Actor, standing: Standing, audience: Audience) -> None:
    match audience:
        case Audience.INVITED:
            allowed = actor.part in STAFF or actor.part is Part.PARTICIPANT
        case Audience.ARRIVED:
            allowed = standing in (Standing.WAITING, Standing.SEATED)
        case _:
            allowed = standing is Standing.SEATED
    _refuse_unless(allowed, Code.NOT_IN_ROOM)


def _check_part(actor: Actor, audience: Audience) -> None:
    match audience:
        case Audience.PARTICIPANTS:
            _refuse_unless(actor.part is Part.PARTICIPANT, Code.PARTICIPANTS_ONLY)
        case Audience.STAFF:
            _refuse_unless(actor.part in STAFF, Code.STAFF_ONLY)
        case Audience.LEADERS | Audience.LEADERS_AND_COORDINATOR:
            _refuse_unless(actor.part in LEADERS, Code.LEADERS_ONLY)
        case _:
            # The remaining circles are open to every part that has the standing checked above.
            return


def _standing(room: Room, actor: Actor) -> Standing:
    member = room.members.get(actor.id)
    return Standing.OUTSIDE if member is None else member.standing


def _refuse_unless(allowed: bool, code: Code) -> None:
    if not allowed:
        raise Refused(code)
