"""Every fact meets its effect here: a room and the next entry of its log give the room after it."""

from collections.abc import Iterable
from typing import assert_never

from rooms.core import events as e
from rooms.core.evolutions import (
    beginning_and_end,
    breakouts,
    buddies,
    chat,
    debrief,
    door,
    hands,
    items,
    media,
    moderation,
    note,
    plans,
    polls,
    questions,
    reports,
    rounds,
    run_sheet,
    session_check,
    wellbeing,
)
from rooms.core.records import replace
from rooms.core.state import EMPTY, Room


def fold(entries: Iterable[e.Entry], room: Room = EMPTY) -> Room:
    """The room after all these entries, in the order of their numbers."""
    for entry in entries:
        room = evolve(room, entry)
    return room


def evolve(room: Room, entry: e.Entry) -> Room:
    """The room after one entry; the room before it is left as it was."""
    return _changed(replace(room, seq=entry.seq, at=entry.at), entry.by, entry.event)


def _changed(room: Room, by: str, event: e.Event) -> Room:
    match event:
        # chat, first because it is most of every log
        case e.MessageSent():
            return chat.message_sent(room, by, event)
        case e.ReactionAdded():
            return chat.reaction_added(room, by, event)
        case e.ReactionRemoved():
            return chat.reaction_removed(room, by, event)
        case e.MessageHidden():
            return chat.message_hidden(room, by, event)
        case e.MessageShown(message):
            return chat.message_shown(room, message)
        case e.BackchannelSent(text):
            return chat.backchannel_sent(room, by, text)
        # door
        case e.RoomPrepared():
            return door.room_prepared(room, event)
        case e.GroundRulesAccepted():
            return door.ground_rules_accepted(room, by)
        case e.MemberKnocked():
            return door.knocked(room, by, event)
        case e.MemberSeated():
            return door.seated(room, event)
        case e.MemberArrived(person):
            return door.arrived(room, person)
        case e.MemberChanged():
            return door.changed(room, event)
        case e.MemberLeft(person):
            return door.left(room, person)
        case e.BreakTaken():
            return door.on_break(room, by, True)
        case e.BreakEnded():
            return door.on_break(room, by, False)
        case e.RoomLocked():
            return door.locked(room, True)
        case e.RoomUnlocked():
            return door.locked(room, False)
        # leading
        case e.SessionStarted():
            return beginning_and_end.session_started(room, by, event)
        case e.SessionEnded():
            return beginning_and_end.session_ended(room)
        case e.SessionResumed():
            return beginning_and_end.session_resumed(room)
        case e.LeadHandedOver(person):
            return beginning_and_end.lead_handed_over(room, person)
        # run-sheet
        case e.PhaseBegun(index):
            return run_sheet.phase_begun(room, index)
        case e.PhaseExtended():
            return run_sheet.phase_extended(room, event)
        case e.RunSheetChanged():
            return run_sheet.run_sheet_changed(room, event)
        # rounds
        case e.RoundOpened():
            return rounds.round_opened(room, event)
        case e.TurnFinished(person):
            return rounds.turn_finished(room, person)
        case e.TurnPassed(person):
            return rounds.turn_passed(room, person)
        case e.TurnReturned(person) | e.TurnPostponed(person):
            return rounds.turn_waits_last(room, person)
        case e.RoundClosed():
            return rounds.round_closed(room)
        # hands
        case e.HandRaised(person):
            return hands.hand_raised(room, person or by)
        case e.HandLowered(person):
            return hands.hand_lowered(room, person)
        case e.WordGiven(person):
            return hands.word_given(room, person)
        case e.WordEnded():
            return hands.word_ended(room)
        # questions
        case e.QuestionAsked():
            return questions.question_asked(room, by, event)
        case e.QuestionSupported(question):
            return questions.question_supported(room, by, question)
        case e.QuestionUnsupported(question):
            return questions.question_unsupported(room, by, question)
        case e.QuestionTaken(question):
            return questions.question_taken(room, question)
        case e.QuestionAnswered():
            return questions.question_answered(room, event)
        case e.QuestionReopened(question):
            return questions.question_reopened(room, question)
        case e.QuestionWithdrawn(question):
            return questions.question_withdrawn(room, question)
        case e.QuestionHidden():
            return questions.question_hidden(room, by, event)
        case e.QuestionShown(question):
            return questions.question_shown(room, question)
        # breakouts
        case e.BreakoutsPrepared():
            return breakouts.breakouts_prepared(room, event)
        case e.BreakoutAssigned():
            return breakouts.breakout_assigned(room, event)
        case e.BreakoutsOpened(ends_at):
            return breakouts.breakouts_opened(room, ends_at)
        case e.BreakoutsExtended(ends_at):
            return breakouts.breakouts_extended(room, ends_at)
        case e.BroadcastSent(text):
            return breakouts.broadcast_sent(room, by, text)
        case e.LeaderCalled(place):
            return breakouts.leader_called(room, by, place)
        case e.LeaderEntered(place):
            return breakouts.leader_entered(room, by, place)
        case e.LeaderReturned():
            return breakouts.leader_returned(room, by)
        case e.BreakoutsClosing(ends_at):
            return breakouts.breakouts_closing(room, ends_at)
        case e.BreakoutsClosed():
            return breakouts.breakouts_closed(room)
        # polls
        case e.PollOpened():
            return polls.poll_opened(room, by, event)
        case e.VoteCast():
            return polls.vote_cast(room, by, event)
        case e.PollClosed(poll):
            return polls.poll_open(room, poll, False)
        case e.PollReopened(poll):
            return polls.poll_open(room, poll, True)
        # note
        case e.PenTaken():
            return note.pen_taken(room, by)
        case e.NoteWritten(text):
            return note.note_written(room, by, text)
        case e.PenPutDown():
            return note.pen_put_down(room)
        # items
        case e.ItemShown():
            return items.item_shown(room, by, event)
        case e.ItemTakenDown(item):
            return items.item_on_table(room, item, False)
        case e.ItemShownAgain(item):
            return items.item_on_table(room, item, True)
        # plans
        case e.PlanShared():
            return plans.plan_shared(room, by, event)
        case e.PlanUnshared():
            return plans.plan_unshared(room, by)
        case e.PlanProgressShared():
            return plans.plan_progress_shared(room, by, event)
        # session check
        case e.SessionCheckAnswered():
            return session_check.session_check_answered(room, by, event)
        # buddies
        case e.BuddyChosen(person):
            return buddies.buddy_chosen(room, by, person)
        case e.BuddyUnchosen():
            return buddies.buddy_unchosen(room, by)
        case e.BuddiesPaired(one, other):
            return buddies.buddies_paired(room, one, other)
        case e.BuddiesParted(one, other):
            return buddies.buddies_parted(room, one, other)
        # wellbeing
        case e.UnwellSignalled(words):
            return wellbeing.unwell_signalled(room, by, words)
        case e.SignalWithdrawn():
            return wellbeing.signal_withdrawn(room, by)
        case e.SignalAttended():
            return wellbeing.signal_attended(room, by, event)
        case e.SideRoomOpened():
            return wellbeing.side_room_opened(room, event)
        case e.SideRoomClosed(place):
            return wellbeing.side_room_closed(room, place)
        case e.TaskAdded():
            return wellbeing.task_added(room, by, event)
        case e.TaskCompleted(task):
            return wellbeing.task_completed(room, by, task)
        case e.TaskReopened(task):
            return wellbeing.task_reopened(room, task)
        # moderation
        case e.MemberMuted(person):
            return moderation.muted(room, person, True)
        case e.MemberUnmuted(person):
            return moderation.muted(room, person, False)
        case e.SlowModeSet(seconds):
            return chat.slow_mode_set(room, seconds)
        case e.ChatClosed():
            return chat.closed(room, True)
        case e.ChatOpened():
            return chat.closed(room, False)
        case e.MemberRemoved(person):
            return moderation.member_removed(room, person)
        case e.MemberLetBackIn(person):
            return moderation.member_let_back_in(room, person)
        # voice and picture
        case e.MediaJoined():
            return media.media_joined(room, by)
        case e.MediaLeft():
            return media.media_left(room, by)
        case e.VoiceStopped(person):
            return media.voice_stopped(room, person, True)
        case e.VoiceResumed():
            return media.voice_stopped(room, by, False)
        case e.PictureStopped(person):
            return media.picture_stopped(room, person, True)
        case e.PictureResumed():
            return media.picture_stopped(room, by, False)
        case e.SharingAllowed(person):
            return media.sharing_allowed(room, person, True)
        case e.SharingDisallowed(person):
            return media.sharing_allowed(room, person, False)
        case e.ScreenShared():
            return media.screen_shared(room, by)
        case e.ScreenUnshared():
            return media.screen_shared(room, "")
        case e.FocusPut(person):
            return media.focus_put(room, person)
        case e.FocusLifted():
            return media.focus_put(room, "")
        case e.PhoneMarked(person):
            return media.phone_marked(room, person, True)
        case e.PhoneUnmarked(person):
            return media.phone_marked(room, person, False)
        # reports
        case e.ReportMade():
            return reports.report_made(room, by, event)
        case e.ReportResolved():
            return reports.report_resolved(room, by, event)
        # debrief
        case e.DebriefRevised():
            return debrief.debrief_revised(room, by, event)
        case e.DebriefSigned(part):
            return debrief.debrief_signed(room, by, part)
        case _:
            assert_never(event)
