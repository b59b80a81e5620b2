"""What the leaders read about an evening: a sentence for each thing that happened, and for each act."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import ngettext

from elearn.languages import listed, words
from rooms.core import events as e
from rooms.core.events import Entry
from rooms.core.state import Room
from rooms.story.moderation import Act
from rooms.telling.labels import parts

Who = Callable[[str], str]


def happening(room: Room, entry: Entry, who: Who) -> str:
    """One line of a chapter; "" for what is told in another way."""
    by = who(entry.by)
    match entry.event:
        case e.SessionStarted(reason=reason, without=without):
            missing = _("%(name)s began without the %(part)s: %(reason)s")
            named = {"name": by, "part": parts().get(without, ""), "reason": reason or "–"}
            return missing % named if without else _("%(name)s began the session.", name=by)
        case e.SessionEnded():
            return _("%(name)s ended the session.", name=by)
        case e.SessionResumed():
            return _("%(name)s went on with the session.", name=by)
        case e.LeadHandedOver(person):
            return _("%(name)s speaks for the pair from now on.", name=who(person))
        case e.PhaseExtended(minutes=minutes):
            return _longer(minutes) if minutes > 0 else _shorter(-minutes)
        case e.RunSheetChanged():
            return _("%(name)s changed what was to come.", name=by)
        case e.BroadcastSent(text):
            return _("%(name)s wrote to all groups: %(words)s", name=by, words=text or "–")
        case e.LeaderCalled(place):
            return _("Group %(number)s called a leader.", number=place.rpartition("-")[2])
        case e.PollOpened(question=question):
            return _("%(name)s asked everybody: %(words)s", name=by, words=question or "–")
        case e.ItemShown(title=title):
            return _("%(name)s laid on the table: %(title)s", name=by, title=title or "–")
        case e.ScreenShared():
            return _("%(name)s showed a screen.", name=by)
        case e.FocusPut(person):
            return _("%(name)s was shown large for everybody.", name=who(person))
        case e.PhoneMarked(person):
            return _("%(name)s took part by telephone.", name=who(person))
        case e.PhoneUnmarked(person):
            return _("%(name)s no longer took part by telephone.", name=who(person))
        case e.QuestionAnswered(question=number):
            return _("Answered: %(words)s", words=room.questions[number].text or "–")
        case _:
            return ""


def act_words(room: Room, act: Act, who: Who) -> str:
    """One line of the moderation record, without who did it and when."""
    people = listed([who(person) for person in act.people])
    match act.event:
        case e.MemberSeated():
            return _("let in %(names)s", names=people)
        case e.MemberMuted():
            return _("paused the writing and the hand of %(names)s", names=people)
        case e.VoiceStopped():
            return _("turned off the microphone of %(names)s", names=people)
        case e.PictureStopped():
            return _("turned off the camera of %(names)s", names=people)
        case e.SharingAllowed():
            return _("let %(names)s show a screen", names=people)
        case e.MemberRemoved():
            return _("asked %(names)s to leave", names=people)
        case e.BreakoutAssigned(group=group):
            moved = _("moved %(names)s to group %(number)s", names=people, number=group)
            return moved if group else _("took %(names)s out of the group", names=people)
        case e.MessageHidden(message=number):
            return _("hid a message from %(name)s", name=who(room.chat.messages[number].by))
        case e.QuestionHidden(question=number):
            return _("hid a question: %(words)s", words=room.questions[number].text or "–")
        case e.SlowModeSet(seconds):
            return _("slowed the chat down: %(seconds)s s between two messages", seconds=seconds)
        case e.ChatClosed():
            return _("let the chat rest")
        case e.RoomLocked():
            return _("closed the door")
        case _:
            return ""


def act_reason(room: Room, act: Act) -> str:
    """Why it was done, where that was written; a message is also hidden because somebody reported it."""
    written = str(getattr(act.event, "reason", ""))
    hidden = act.event.message if isinstance(act.event, e.MessageHidden) else None
    was_reported = any(report.message == hidden for report in room.reports.values())
    return _("Reported") if hidden and was_reported and not written else written


def undo_words(act: Act) -> str:
    """What the button that takes an act back says."""
    match act.event:
        case e.MessageHidden() | e.QuestionHidden():
            return _("Show again")
        case e.MemberRemoved():
            return _("Let back in")
        case e.MemberMuted():
            return _("Give the word back")
        case _:
            return _("Take back")


def phase_title(room: Room, index: int) -> str:
    """What a phase of this room is called."""
    return words(room.run_sheet.phases[index].title)


def _longer(minutes: int) -> str:
    return ngettext("%(num)s minute was added.", "%(num)s minutes were added.", minutes)


def _shorter(minutes: int) -> str:
    return ngettext("%(num)s minute was taken away.", "%(num)s minutes were taken away.", minutes)
