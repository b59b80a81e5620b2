"""Which parts of the view an event changes. A property test holds this against the view itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, assert_never

from rooms.core import events as e
from rooms.core.events import Entry
from rooms.core.rules import call_to
from rooms.core.state import Room

# A whole section ("hands", None), or one entry of a keyed section ("messages", 42).
Touch: TypeAlias = tuple[str, int | str | None]


def touched(entry: Entry, room: Room) -> Iterable[Touch]:
    """The parts of the view that `entry` changed; `room` is the room after it."""
    by = entry.by
    match entry.event:
        # chat, first because it is most of every log
        case e.MessageSent():
            return [("messages", entry.seq)]
        case e.RoomPrepared():
            return _whole("room", "sheet", "now", "breakouts")
        case e.GroundRulesAccepted():
            return ()
        case e.MemberKnocked():
            return _whole("waiting")
        case e.MemberSeated(person=person):
            return [("people", person), *_whole("waiting", "room", "round", "removed")]
        case e.MemberArrived(person=person) | e.MemberChanged(person=person) | e.MemberLeft(person=person):
            return [
                ("people", person),
                *_whole("waiting", "room", "note", "calls", "balance", "speaking", "round", "media"),
            ]
        case e.BreakTaken() | e.BreakEnded():
            return [("people", by), *_whole("media")]
        case (
            e.RoomLocked()
            | e.RoomUnlocked()
            | e.SlowModeSet()
            | e.ChatClosed()
            | e.ChatOpened()
            | e.LeadHandedOver()
        ):
            return _whole("room")
        case e.SessionStarted() | e.SessionEnded() | e.SessionResumed():
            return _whole(
                "room",
                "now",
                "sheet",
                "round",
                "speaking",
                "balance",
                "hands",
                "note",
                "breakouts",
                "debrief",
            )
        case e.PhaseBegun() | e.PhaseExtended() | e.RunSheetChanged():
            return _whole("now", "sheet")
        case e.RoundOpened() | e.RoundClosed():
            return _whole("round", "balance")
        case e.TurnFinished() | e.TurnPassed() | e.TurnReturned() | e.TurnPostponed():
            return _whole("round", "balance")
        case e.HandRaised() | e.HandLowered():
            return _whole("hands")
        case e.WordGiven() | e.WordEnded():
            return _whole("hands", "speaking", "balance")
        case (
            e.ReactionAdded(message=message)
            | e.ReactionRemoved(message=message)
            | e.MessageHidden(message=message)
            | e.MessageShown(message=message)
        ):
            return [("messages", message)]
        case e.BackchannelSent():
            return [("backchannel", entry.seq)]
        case e.QuestionAsked():
            return [("questions", entry.seq)]
        case e.QuestionTaken():
            return [("questions", key) for key in room.questions]
        case (
            e.QuestionSupported(question=question)
            | e.QuestionUnsupported(question=question)
            | e.QuestionAnswered(question=question)
            | e.QuestionReopened(question=question)
            | e.QuestionWithdrawn(question=question)
            | e.QuestionHidden(question=question)
            | e.QuestionShown(question=question)
        ):
            return [("questions", question)]
        case (
            e.BreakoutsPrepared()
            | e.BreakoutAssigned()
            | e.BreakoutsExtended()
            | e.BroadcastSent()
            | e.BreakoutsClosing()
        ):
            return [*_whole("breakouts", "calls", "balance", "media"), *_people(room)]
        case e.BreakoutsOpened() | e.BreakoutsClosed():
            return [
                *_whole("breakouts", "calls", "balance", "hands", "speaking", "media"),
                *_people(room),
            ]
        case e.LeaderCalled():
            return _whole("calls")
        case e.LeaderEntered() | e.LeaderReturned():
            return [("people", by), *_whole("calls", "media")]
        case e.PollOpened():
            return [("polls", entry.seq)]
        case e.VoteCast(poll=poll) | e.PollClosed(poll=poll) | e.PollReopened(poll=poll):
            return [("polls", poll)]
        case e.PenTaken() | e.NoteWritten() | e.PenPutDown():
            return _whole("note")
        case e.ItemShown():
            return [("items", entry.seq)]
        case e.ItemTakenDown(item=item) | e.ItemShownAgain(item=item):
            return [("items", item)]
        case e.PlanShared() | e.PlanUnshared():
            return [("plans", by)]
        case e.PlanProgressShared():
            return [("progress", by)]
        case e.SessionCheckAnswered():
            return _whole("check")
        case e.BuddyChosen() | e.BuddyUnchosen() | e.BuddiesPaired() | e.BuddiesParted():
            return ()
        case e.UnwellSignalled() | e.SignalWithdrawn():
            return _whole("signals")
        case e.SignalAttended(person=person):
            call = call_to(room, person)
            return [*_whole("signals"), *([] if call is None else [("tasks", call)])]
        case e.SideRoomOpened(leader=leader, person=person):
            return [("people", leader), ("people", person), *_whole("side_rooms", "signals", "media")]
        case e.SideRoomClosed():
            return [*_whole("side_rooms", "media"), *_people(room)]
        case e.TaskAdded():
            return [("tasks", entry.seq)]
        case e.TaskCompleted(task=task) | e.TaskReopened(task=task):
            return [("tasks", task)]
        case e.MediaJoined() | e.MediaLeft():
            return [("people", by), *_whole("media")]
        case e.VoiceResumed() | e.PictureResumed():
            return [("people", by)]
        case (
            e.VoiceStopped(person=person)
            | e.PictureStopped(person=person)
            | e.SharingAllowed(person=person)
            | e.SharingDisallowed(person=person)
            | e.PhoneUnmarked(person=person)
        ):
            return [("people", person)]
        case e.PhoneMarked(person=person):
            return [("people", person), *_whole("media")]
        case e.ScreenShared() | e.ScreenUnshared() | e.FocusPut() | e.FocusLifted():
            return _whole("media")
        case e.MemberMuted(person=person) | e.MemberUnmuted(person=person):
            return [("people", person), *_whole("hands")]
        case e.MemberRemoved(person=person) | e.MemberLetBackIn(person=person):
            return [
                ("people", person),
                *_whole(
                    "hands", "round", "speaking", "note", "waiting", "removed", "room", "breakouts", "calls"
                ),
                *_whole("side_rooms", "balance", "media"),
            ]
        case e.ReportMade():
            return [("reports", entry.seq)]
        case e.ReportResolved(report=report):
            return [("reports", report)]
        case e.DebriefRevised() | e.DebriefSigned():
            return _whole("debrief")
        case _ as never:
            assert_never(never)


def _whole(*sections: str) -> list[Touch]:
    return [(section, None) for section in sections]


def _people(room: Room) -> list[Touch]:
    """Everybody may have moved to another place."""
    return [("people", person) for person in room.members]
