"""What is kept about one person, told to that person: each thing in a sentence."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _

from elearn.languages import listed
from rooms.core import events as e
from rooms.core.events import Entry
from rooms.core.kinds import GROUP, SIDE
from rooms.core.state import Room
from rooms.story.moderation import Act
from rooms.story.own import Topic
from rooms.story.reading import Reading
from rooms.telling.happenings import act_words, happening, phase_title
from rooms.telling.labels import labels, outcome_to_reporter

Who = Callable[[str], str]


def told_to_oneself(reading: Reading, topic: Topic, entry: Entry, me: str, who: Who) -> str:
    """One thing as the person whom it is about, or who did it for the evening, reads it."""
    if topic is Topic.LEADING:
        return _for_the_evening(reading.room, entry, who)
    return _about_care(entry, who) or _about_media(entry, who) or _about_me(reading, entry, me, who)


def _about_me(reading: Reading, entry: Entry, me: str, who: Who) -> str:
    """What one did as a participant, and what was done to one."""
    room, by = reading.room, who(entry.by)
    match entry.event:
        case e.MemberKnocked(name=name):
            return _("You knocked as %(name)s.", name=name or "–")
        case e.MemberSeated(name=name, seat=seat):
            return _("You got seat %(seat)s, with the name %(name)s.", seat=seat, name=name or "–")
        case e.MemberArrived():
            return _("You came in.")
        case e.MemberChanged(name=name):
            return _("You came back with the name %(name)s.", name=name or "–")
        case e.MemberLeft(why=why):
            return _("You left.") if why == "quiet" else _("Your line dropped. Your seat was kept.")
        case e.GroundRulesAccepted():
            return _("You said yes to how we are together.")
        case e.BreakTaken():
            return _("You took a break.")
        case e.BreakEnded():
            return _("You came back from your break.")
        case e.MessageSent(text=text, place=place):
            return _placed(place) + (text or "–")
        case e.ReactionAdded(message, reaction) | e.ReactionRemoved(message, reaction):
            return _reacted(
                isinstance(entry.event, e.ReactionAdded), reaction, who(room.chat.messages[message].by)
            )
        case e.HandRaised():
            return _("You raised your hand.")
        case e.HandLowered():
            return _("Your hand went down.")
        case e.WordGiven():
            return _("You got the word.")
        case e.WordEnded():
            return _("You had said what you wanted.")
        case e.TurnFinished():
            return _("You spoke in the round.")
        case e.TurnPassed():
            return _("You passed in the round.")
        case e.TurnReturned():
            return _("You wanted a turn after all.")
        case e.TurnPostponed():
            return _("Your turn was moved to the end.")
        case e.QuestionAsked(text=text, anonymous=anonymous):
            said = _("You asked, without your name: %(words)s") if anonymous else _("You asked: %(words)s")
            return said % {"words": text or "–"}
        case e.QuestionSupported(question):
            return _("You want an answer too: %(words)s", words=room.questions[question].text or "–")
        case e.QuestionUnsupported(question):
            return _("You no longer wait for: %(words)s", words=room.questions[question].text or "–")
        case e.QuestionWithdrawn():
            return _("You took your question back.")
        case e.QuestionAnswered(answer=answer):
            return _("Your question was answered. %(words)s", words=answer).strip()
        case e.VoteCast(poll, option):
            asked = room.polls[poll]
            chosen = asked.options[option]
            return _("%(question)s You chose: %(option)s", question=asked.question, option=chosen)
        case e.BreakoutAssigned(group=group):
            return (
                _("You were placed in group %(number)s.", number=group)
                if group
                else _("You left your group.")
            )
        case e.BreakoutsOpened():
            return _sat_with(reading, entry.seq, me, who)
        case e.LeaderCalled():
            return _("You called a leader to your group.")
        case e.PlanShared() as plan:
            told = ", ".join(filter(None, (plan.what, plan.how_much, plan.when, plan.how_often))) or "–"
            return _("Your plan: %(plan)s. Sure: %(number)s of 10.", plan=told, number=plan.confidence)
        case e.PlanUnshared():
            return _("You took your plan back.")
        case e.PlanProgressShared(how_it_went, said):
            return f"{_('How the plan went:')} {labels()['went'][how_it_went]}. {said}".strip()
        case e.PenTaken():
            return _("You took the pen.")
        case e.NoteWritten(text):
            return _("The note, as you wrote it: %(words)s", words=text or "–")
        case e.PenPutDown():
            return _("The pen was put down.")
        case e.SessionCheckAnswered() as check:
            names = labels()["check"]
            return ", ".join(f"{names[name]}: {getattr(check, name)}" for name in names)
        case e.BuddyChosen(person):
            return _("You wished for %(name)s as your buddy.", name=who(person))
        case e.BuddyUnchosen():
            return _("You took your wish for a buddy back.")
        case e.BuddiesPaired(one, other):
            return _("You and %(name)s became buddies.", name=who(other if one == me else one))
        case e.BuddiesParted(one, other):
            return _("You and %(name)s are buddies no longer.", name=who(other if one == me else one))
        case e.MemberMuted():
            return _("%(name)s paused your writing and your hand.", name=by)
        case e.MemberUnmuted():
            return _("%(name)s let you write again.", name=by)
        case e.MemberRemoved(reason=reason):
            return _("%(name)s asked you to leave: %(reason)s", name=by, reason=reason or "–")
        case e.MemberLetBackIn():
            return _("%(name)s let you in again.", name=by)
        case e.MessageHidden(reason=reason):
            return _("%(name)s hid one of your messages. %(reason)s", name=by, reason=reason).strip()
        case e.MessageShown():
            return _("%(name)s showed your message again.", name=by)
        case e.QuestionHidden(reason=reason):
            return _("%(name)s hid your question. %(reason)s", name=by, reason=reason).strip()
        case e.QuestionShown():
            return _("%(name)s showed your question again.", name=by)
        case e.ReportMade(words=words):
            return _("You told about something that was not right. %(words)s", words=words).strip()
        case e.ReportResolved(report, outcome, words):
            return f"{outcome_to_reporter(room.reports[report].to, outcome)} {words}".strip()
        case _:
            return ""


def _about_media(entry: Entry, who: Who) -> str:
    """How one was heard and seen."""
    by = who(entry.by)
    match entry.event:
        case e.MediaJoined():
            return _("You took part with sound and picture, as you chose.")
        case e.MediaLeft():
            return _("You took part in writing only from then on.")
        case e.VoiceStopped():
            return _("%(name)s turned your microphone off.", name=by)
        case e.VoiceResumed():
            return _("You turned your microphone on again.")
        case e.PictureStopped():
            return _("%(name)s turned your camera off.", name=by)
        case e.PictureResumed():
            return _("You turned your camera on again.")
        case e.SharingAllowed():
            return _("%(name)s let you show your screen.", name=by)
        case e.SharingDisallowed():
            return _("You could no longer show your screen.")
        case e.ScreenShared():
            return _("You showed your screen.")
        case e.ScreenUnshared():
            return _("Your screen was shown no longer.")
        case e.FocusPut():
            return _("You were shown large for everybody.")
        case e.PhoneMarked():
            return _("%(name)s wrote down that you took part by telephone.", name=by)
        case e.PhoneUnmarked():
            return _("You no longer took part by telephone.")
        case _:
            return ""


def _about_care(entry: Entry, who: Who) -> str:
    """When somebody was not well, and what came of it."""
    by = who(entry.by)
    match entry.event:
        case e.UnwellSignalled(words):
            return _("You told that you were not well. %(words)s", words=words).strip()
        case e.SignalWithdrawn():
            return _("You took it back: you were all right.")
        case e.SignalAttended(outcome=outcome):
            return _("%(name)s saw to you. %(words)s", name=by, words=outcome).strip()
        case e.SideRoomOpened(leader=leader):
            return _("You talked alone with %(name)s.", name=who(leader))
        case e.SideRoomClosed():
            return _("You went back to the others.")
        case e.TaskAdded(kind=kind, words=words):
            call = _("The leaders were to call you the next day. %(words)s", words=words).strip()
            return call if kind == "call_next_day" else _("The leaders noted: %(words)s", words=words or "–")
        case e.TaskCompleted():
            return _("%(name)s had done what was noted.", name=by)
        case e.TaskReopened():
            return _("%(name)s took up again what was noted.", name=by)
        case _:
            return ""


def _for_the_evening(room: Room, entry: Entry, who: Who) -> str:
    """What somebody did for the evening; "" for what tells nothing, such as that a guest came in."""
    match entry.event:
        case e.SessionStarted():
            return _("You began the session.")
        case e.SessionEnded():
            return _("You ended the session.")
        case e.WordGiven(person):
            return _("You gave the word to %(name)s.", name=who(person))
        case e.MemberUnmuted(person):
            return _("You let %(name)s write again.", name=who(person))
        case e.MemberLetBackIn(person):
            return _("You let %(name)s in again.", name=who(person))
        case e.HandRaised(person) if person:
            return _("You raised the hand of %(name)s.", name=who(person))
        case e.TaskCompleted(number):
            return _("You did what was noted: %(words)s", words=room.wellbeing.tasks[number].words or "–")
        case e.PhaseBegun(index):
            return _("You began: %(title)s", title=phase_title(room, index))
        case e.BackchannelSent(text):
            return _("You wrote between you who lead: %(words)s", words=text or "–")
        case e.DebriefRevised() as text:
            said = " · ".join(filter(None, (text.went_well, text.hard, text.differently, text.follow_up)))
            return _("You wrote in the debrief: %(words)s", words=said or "–")
        case e.DebriefSigned():
            return _("You signed the debrief.")
        case e.LeaderEntered(place):
            return _("You visited group %(number)s.", number=place.rpartition("-")[2])
        case e.TaskAdded(words=words):
            return _("You noted: %(words)s", words=words or "–")
        case e.SignalAttended(person, outcome):
            return _("You saw to %(name)s. %(words)s", name=who(person), words=outcome).strip()
        case e.ReportResolved(words=words):
            return _("You answered somebody who told about something. %(words)s", words=words).strip()
        case _:
            act = Act(entry.seq, entry.at, entry.by, entry.event, _person_in(entry))
            told = happening(room, entry, who) or act_words(room, act, who)
            return _("You led: %(words)s", words=told) if told else ""


def _person_in(entry: Entry) -> tuple[str, ...]:
    person = str(getattr(entry.event, "person", ""))
    return (person,) if person else ()


def _placed(place: str) -> str:
    if place.startswith(GROUP):
        return _("In your group:") + " "
    return _("To the one you talked alone with:") + " " if place.startswith(SIDE) else ""


def _reacted(added: bool, reaction: str, name: str) -> str:
    signs = {"heart": "♥", "thumbs_up": "👍", "thanks": "🙏", "smile": "🙂", "strength": "💪"}
    said = _("You gave %(sign)s to %(name)s.") if added else _("You took %(sign)s back from %(name)s.")
    return str(said % {"sign": signs[reaction], "name": name})


def _sat_with(reading: Reading, seq: int, me: str, who: Who) -> str:
    group = next((group for group in reading.groups[seq] if me in group), ())
    others = [who(person) for person in group if person != me]
    if not others:
        return _("You sat in a group by yourself.")
    return _("You sat in a group with %(names)s.", names=listed(others))
