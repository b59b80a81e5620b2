"""Events that are told as such, for announcements and small movements; all others only change the view."""

from __future__ import annotations

from typing import Any

from rooms.codec import KIND_OF
from rooms.core import events as e
from rooms.core.events import Entry, Event
from rooms.core.state import Room
from rooms.wire.audience import Audience, Sight

# Deny by default: an event that is not named here is never told to those at the table.
TOLD: frozenset[type[Event]] = frozenset(
    {
        *(
            e.SessionStarted,
            e.SessionEnded,
            e.SessionResumed,
            e.LeadHandedOver,
            e.PhaseBegun,
            e.PhaseExtended,
        ),
        *(e.RoundOpened, e.RoundClosed, e.TurnFinished, e.TurnPassed, e.HandRaised, e.WordGiven, e.WordEnded),
        *(e.BreakoutsOpened, e.BreakoutsExtended, e.BreakoutsClosing, e.BreakoutsClosed, e.BroadcastSent),
        *(e.PollOpened, e.PollClosed, e.PenTaken, e.PenPutDown, e.ItemShown, e.QuestionTaken),
        *(e.VoiceStopped, e.PictureStopped, e.SharingAllowed, e.ScreenShared, e.ScreenUnshared, e.FocusPut),
        *(
            e.PhoneMarked,
            e.MemberArrived,
            e.ChatClosed,
            e.ChatOpened,
            e.SlowModeSet,
            e.RoomLocked,
            e.RoomUnlocked,
        ),
    }
)
TOLD_TO_STAFF: frozenset[type[Event]] = frozenset(
    {e.MemberKnocked, e.LeaderCalled, e.BackchannelSent, e.MemberLeft}
)
TOLD_TO_LEADERS: frozenset[type[Event]] = frozenset({e.UnwellSignalled, e.ReportMade})


def announced(room: Room, entry: Entry, audience: Audience) -> dict[str, Any] | None:
    """Kind, number and people of an event, where this audience is told of it."""
    if not _is_told(room, entry, audience):
        return None
    event = entry.event
    told = {"seq": entry.seq, "kind": _told_as(event), "by": entry.by}
    person = getattr(event, "person", "")
    return told | {"person": person} if person else told


def _told_as(event: Event) -> str:
    """Its kind; of a microphone that went off with all the others, that kind of its own."""
    match event:
        case e.VoiceStopped(of_all=True):
            return "all_voices_stopped"
    return KIND_OF[type(event)]


def _is_told(room: Room, entry: Entry, audience: Audience) -> bool:
    event = entry.event
    match event:
        case _ if audience.sight is Sight.DOOR:
            return False
        case e.MessageSent(place=place) | e.LeaderEntered(place=place) | e.LeaderReturned(place=place):
            return place == audience.place
        case e.MessageHidden(message=message) | e.MessageShown(message=message):
            return room.chat.messages[message].place == audience.place
        case e.ReportMade(to=to):
            return audience.leads and to == "leaders"
    kind = type(event)
    return (
        kind in TOLD
        or (audience.is_staff and kind in TOLD_TO_STAFF)
        or (audience.leads and kind in TOLD_TO_LEADERS)
    )
