"""What is kept about one person in a room: which entries, and what each of them belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from rooms.core import events as e
from rooms.core.events import Entry, Event
from rooms.core.state import Room
from rooms.story.reading import Reading


class Topic(StrEnum):
    """The parts that a person's own log is told in, in this order."""

    HERE = "here"
    TALK = "talk"
    WORD = "word"
    MEDIA = "media"
    QUESTIONS = "questions"
    GROUPS = "groups"
    SHARED = "shared"
    CHECK = "check"
    BUDDY = "buddy"
    CARE = "care"
    MODERATION = "moderation"
    REPORTS = "reports"
    LEADING = "leading"


_KINDS: Mapping[Topic, tuple[type[Event], ...]] = {
    Topic.HERE: (
        *(e.MemberKnocked, e.MemberSeated, e.MemberArrived, e.MemberChanged, e.MemberLeft),
        *(e.GroundRulesAccepted, e.BreakTaken, e.BreakEnded),
    ),
    Topic.TALK: (e.MessageSent, e.ReactionAdded, e.ReactionRemoved),
    Topic.WORD: (
        *(e.HandRaised, e.HandLowered, e.WordGiven, e.WordEnded),
        *(e.TurnFinished, e.TurnPassed, e.TurnReturned, e.TurnPostponed),
    ),
    Topic.MEDIA: (
        *(e.MediaJoined, e.MediaLeft, e.VoiceStopped, e.VoiceResumed, e.PictureStopped, e.PictureResumed),
        *(e.SharingAllowed, e.SharingDisallowed, e.ScreenShared, e.ScreenUnshared, e.FocusPut),
        *(e.PhoneMarked, e.PhoneUnmarked),
    ),
    Topic.QUESTIONS: (
        *(e.QuestionAsked, e.QuestionSupported, e.QuestionUnsupported, e.QuestionWithdrawn),
        *(e.QuestionAnswered, e.VoteCast),
    ),
    Topic.GROUPS: (e.BreakoutAssigned, e.BreakoutsOpened, e.LeaderCalled),
    Topic.SHARED: (
        *(e.PlanShared, e.PlanUnshared, e.PlanProgressShared),
        *(e.PenTaken, e.NoteWritten, e.PenPutDown),
    ),
    Topic.CHECK: (e.SessionCheckAnswered,),
    Topic.BUDDY: (e.BuddyChosen, e.BuddyUnchosen, e.BuddiesPaired, e.BuddiesParted),
    Topic.CARE: (
        *(e.UnwellSignalled, e.SignalWithdrawn, e.SignalAttended, e.SideRoomOpened, e.SideRoomClosed),
        *(e.TaskAdded, e.TaskCompleted, e.TaskReopened),
    ),
    Topic.MODERATION: (
        *(e.MemberMuted, e.MemberUnmuted, e.MemberRemoved, e.MemberLetBackIn),
        *(e.MessageHidden, e.MessageShown, e.QuestionHidden, e.QuestionShown),
    ),
    Topic.REPORTS: (e.ReportMade, e.ReportResolved),
}
_TOPIC_OF: Mapping[type[Event], Topic] = {kind: topic for topic, kinds in _KINDS.items() for kind in kinds}


def own_entries(reading: Reading, person: str) -> dict[Topic, list[Entry]]:
    """The entries that are about the person, by topic; topics without any are left out.

    What others chose or told in confidence stays theirs: who wished the person for a buddy, and who told
    something about the person.
    """
    found: dict[Topic, list[Entry]] = {}
    for entry in reading.entries:
        topic = _topic(reading, entry, person)
        if topic is not None:
            found.setdefault(topic, []).append(entry)
    return {topic: found[topic] for topic in Topic if topic in found}


def is_known_in(reading: Reading, person: str) -> bool:
    """True when the log says anything about the person."""
    return any(_topic(reading, entry, person) for entry in reading.entries)


def _topic(reading: Reading, entry: Entry, person: str) -> Topic | None:
    if person in _concerned(reading, entry):
        return _TOPIC_OF.get(type(entry.event), Topic.LEADING)
    return Topic.LEADING if entry.by == person else None


def _concerned(reading: Reading, entry: Entry) -> tuple[str, ...]:
    """Those whom an entry tells something about, apart from a leader who did it to somebody else."""
    room, by, event = reading.room, entry.by, entry.event
    match event:
        case e.BuddiesPaired(one, other) | e.BuddiesParted(one, other):
            return one, other
        case e.BuddyChosen():
            return (by,)
        case e.SideRoomOpened(person=person):
            return (person,)
        case e.SideRoomClosed(place):
            return (room.wellbeing.side_rooms[place].person,)
        case e.BreakoutsOpened():
            return tuple(person for group in reading.groups[entry.seq] for person in group)
        case e.MessageHidden(message=number) | e.MessageShown(number):
            return (room.chat.messages[number].by,)
        case e.QuestionHidden(question=number) | e.QuestionShown(number) | e.QuestionAnswered(number):
            return (room.questions[number].by,)
        case e.TaskCompleted(number) | e.TaskReopened(number):
            return (room.wellbeing.tasks[number].person,)
        case e.ReportResolved(report=number):
            return (room.reports[number].by,)
        case e.LeadHandedOver():
            return ()
    return _named_or_oneself(room, by, event)


def _named_or_oneself(room: Room, by: str, event: Event) -> tuple[str, ...]:
    person = str(getattr(event, "person", ""))
    if person:
        return (person,)
    return (by,) if type(event) in _TOPIC_OF else ()
