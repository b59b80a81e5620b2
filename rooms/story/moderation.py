"""The moderation record: every act, whether it was taken back, and how it still can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rooms.core import commands as c
from rooms.core import events as e
from rooms.core.events import Entry, Event
from rooms.core.permissions import PERMISSIONS
from rooms.core.rules import has_ended
from rooms.core.state import Room
from rooms.story.reading import Reading

Thing = tuple[str, int | str]


@dataclass(frozen=True, slots=True)
class Act:
    """`people`: whom it was done to. `undo`: the command that takes it back, where that is still possible."""

    seq: int
    at: int
    by: str
    event: Event
    people: Sequence[str] = ()
    undone_by: str = ""
    undone_at: int | None = None
    undo: c.Command | None = None


def moderation(reading: Reading) -> list[Act]:
    """In the order in which it was done."""
    acts: list[Act] = []
    standing: dict[Thing, int] = {}
    in_groups = False
    for entry in reading.entries:
        in_groups = _in_groups(entry.event, in_groups)
        thing = _thing(entry.event)
        if thing is None or (thing[0] == "group" and not in_groups):
            continue
        if thing in standing and _takes_back(entry.event):
            place = standing.pop(thing)
            acts[place] = replace(acts[place], undone_by=entry.by, undone_at=entry.at)
        elif _belongs_to(acts, entry):
            acts[-1] = replace(acts[-1], people=(*acts[-1].people, *_people(entry.event)))
        elif not _takes_back(entry.event) and _is_done_to_others(entry):
            if _can_be_taken_back(entry.event):
                standing[thing] = len(acts)
            acts.append(Act(entry.seq, entry.at, entry.by, entry.event, _people(entry.event)))
    left = set(standing.values())
    return [
        replace(act, undo=_undoing(reading.room, act.event)) if place in left else act
        for place, act in enumerate(acts)
    ]


def _in_groups(event: Event, before: bool) -> bool:
    """While groups are only being made up, putting people into them moves nobody."""
    return isinstance(event, e.BreakoutsOpened) or (before and not isinstance(event, e.BreakoutsClosed))


def _thing(event: Event) -> Thing | None:
    """What an act is done to, so that the act and its reversal meet; None for all that is no moderation."""
    match event:
        case e.MemberMuted(person) | e.MemberUnmuted(person):
            return "voice", person
        case e.VoiceStopped(person):
            return "microphone", person
        case e.PictureStopped(person):
            return "camera", person
        case e.SharingAllowed(person) | e.SharingDisallowed(person):
            return "screen", person
        case e.MemberRemoved(person=person) | e.MemberLetBackIn(person):
            return "place", person
        case e.MessageHidden(message=number) | e.MessageShown(number):
            return "message", number
        case e.QuestionHidden(question=number) | e.QuestionShown(number):
            return "question", number
        case e.SlowModeSet():
            return "pace", 0
        case e.ChatClosed() | e.ChatOpened():
            return "chat", 0
        case e.RoomLocked() | e.RoomUnlocked():
            return "door", 0
        case e.MemberSeated(person=person):
            return "seat", person
        case e.BreakoutAssigned(person=person):
            return "group", person
        case _:
            return None


def _takes_back(event: Event) -> bool:
    back = (
        *(e.MemberUnmuted, e.MemberLetBackIn, e.MessageShown, e.QuestionShown, e.ChatOpened, e.RoomUnlocked),
        e.SharingDisallowed,
    )
    return isinstance(event, back) or (isinstance(event, e.SlowModeSet) and event.seconds == 0)


def _can_be_taken_back(event: Event) -> bool:
    """A microphone or camera is turned on again by whoever it belongs to, and by nobody else."""
    return not isinstance(event, e.MemberSeated | e.BreakoutAssigned | e.VoiceStopped | e.PictureStopped)


def _is_done_to_others(entry: Entry) -> bool:
    """Staff sit down by themselves, and participants may choose their group: nobody moderates then."""
    return entry.by not in _people(entry.event)


def _belongs_to(acts: list[Act], entry: Entry) -> bool:
    """Let in, or silenced, together with the one before: one line, not twelve."""
    last = acts[-1] if acts else None
    return (
        last is not None
        and isinstance(entry.event, e.MemberSeated | e.VoiceStopped)
        and type(entry.event) is type(last.event)
        and (entry.at, entry.by) == (last.at, last.by)
    )


def _people(event: Event) -> tuple[str, ...]:
    person = getattr(event, "person", "")
    return (person,) if person else ()


def _undoing(room: Room, event: Event) -> c.Command | None:
    command = _reversal(event)
    if command is None or (has_ended(room) and not PERMISSIONS[type(command)].after_end):
        return None
    return command


def _reversal(event: Event) -> c.Command | None:
    match event:
        case e.MemberMuted(person):
            return c.UnmuteMember(person)
        case e.SharingAllowed(person):
            return c.DisallowSharing(person)
        case e.MemberRemoved(person=person):
            return c.LetBackIn(person)
        case e.MessageHidden(message=number):
            return c.ShowMessage(number)
        case e.QuestionHidden(question=number):
            return c.ShowQuestion(number)
        case e.SlowModeSet():
            return c.SetSlowMode(0)
        case e.ChatClosed():
            return c.OpenChat()
        case e.RoomLocked():
            return c.UnlockRoom()
        case _:
            return None
