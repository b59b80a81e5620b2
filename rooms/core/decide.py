"""Every wish meets its decision here: room, actor, command and moment give the events that follow."""

from typing import assert_never

from rooms.core import commands as c
from rooms.core.actors import Actor
from rooms.core.decisions import (
    beginning_and_end,
    breakouts,
    buddies,
    chat,
    clock,
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
from rooms.core.events import Event
from rooms.core.permissions import check_permission
from rooms.core.state import Room


def decide(room: Room, actor: Actor, command: c.Command, at: int) -> list[Event]:
    """The events that follow, [] when nothing changes; raises Refused. `at` is in ms since 1970 UTC."""
    check_permission(room, actor, command)
    match command:
        # chat, first because it is most of every log
        case c.SendMessage(text, reply_to):
            return chat.send_message(room, actor, text, reply_to, at)
        case c.React(message, reaction):
            return chat.react(room, actor, message, reaction)
        case c.Unreact(message, reaction):
            return chat.unreact(room, actor, message, reaction)
        case c.HideMessage(message, reason):
            return chat.hide_message(room, message, reason)
        case c.ShowMessage(message):
            return chat.show_message(room, message)
        case c.SendBackchannel(text):
            return chat.send_backchannel(text)
        # door
        case c.PrepareRoom():
            return door.prepare_room(room, command)
        case c.Enter():
            return door.enter(room, actor)
        case c.AcceptGroundRules():
            return door.accept_ground_rules(room, actor)
        case c.Admit(person):
            return door.admit(room, person)
        case c.AdmitAll():
            return door.admit_all(room)
        case c.LeaveRoom():
            return door.leave_room(room, actor)
        case c.LoseConnection():
            return door.lose_connection(room, actor)
        case c.TakeBreak():
            return door.take_break(room, actor)
        case c.EndBreak():
            return door.end_break(room, actor)
        case c.LockRoom():
            return door.lock_room(room)
        case c.UnlockRoom():
            return door.unlock_room(room)
        # leading
        case c.StartSession(reason):
            return beginning_and_end.start_session(room, actor, reason)
        case c.EndSession():
            return beginning_and_end.end_session(room)
        case c.ResumeSession():
            return beginning_and_end.resume_session(room)
        case c.HandOver(person):
            return beginning_and_end.hand_over(room, person)
        # run-sheet
        case c.BeginPhase(index):
            return run_sheet.begin_phase(room, index)
        case c.NextPhase(after):
            return run_sheet.next_phase(room, after)
        case c.ExtendPhase(index, minutes):
            return run_sheet.extend_phase(room, index, minutes)
        case c.ChangeRunSheet(phases):
            return run_sheet.change_run_sheet(room, phases)
        # rounds
        case c.OpenRound():
            return rounds.open_round(room, command)
        case c.FinishTurn(person):
            return rounds.finish_turn(room, actor, person)
        case c.PassTurn(person):
            return rounds.pass_turn(room, actor, person)
        case c.ReturnTurn(person):
            return rounds.return_turn(room, actor, person)
        case c.PostponeTurn(person):
            return rounds.postpone_turn(room, actor, person)
        case c.CloseRound():
            return rounds.close_round(room)
        # hands
        case c.RaiseHand(person):
            return hands.raise_hand(room, actor, person)
        case c.LowerHand(person):
            return hands.lower_hand(room, actor, person)
        case c.GiveWord(person):
            return hands.give_word(room, person)
        case c.EndWord():
            return hands.end_word(room, actor)
        # questions
        case c.AskQuestion(text, anonymous):
            return questions.ask_question(room, actor, text, anonymous)
        case c.SupportQuestion(question):
            return questions.support_question(room, actor, question)
        case c.UnsupportQuestion(question):
            return questions.unsupport_question(room, actor, question)
        case c.TakeQuestion(question):
            return questions.take_question(room, question)
        case c.AnswerQuestion(question, answer):
            return questions.answer_question(room, question, answer)
        case c.ReopenQuestion(question):
            return questions.reopen_question(room, question)
        case c.WithdrawQuestion(question):
            return questions.withdraw_question(room, actor, question)
        case c.HideQuestion(question, reason):
            return questions.hide_question(room, question, reason)
        case c.ShowQuestion(question):
            return questions.show_question(room, question)
        # breakouts
        case c.PrepareBreakouts(method, size, minutes):
            return breakouts.prepare_breakouts(room, method, size, minutes)
        case c.AssignToBreakout(person, group):
            return breakouts.assign_to_breakout(room, person, group)
        case c.ChooseBreakout(group):
            return breakouts.choose_breakout(room, actor, group)
        case c.OpenBreakouts():
            return breakouts.open_breakouts(room, at)
        case c.ExtendBreakouts(minutes):
            return breakouts.extend_breakouts(room, minutes, at)
        case c.BroadcastToBreakouts(text):
            return breakouts.broadcast_to_breakouts(room, text)
        case c.CallLeader():
            return breakouts.call_leader(room, actor)
        case c.VisitBreakout(place):
            return breakouts.visit_breakout(room, actor, place)
        case c.LeaveBreakout():
            return breakouts.leave_breakout(room, actor)
        case c.CloseBreakouts(seconds):
            return breakouts.close_breakouts(room, seconds, at)
        # polls
        case c.OpenPoll(question, options):
            return polls.open_poll(question, options)
        case c.Vote(poll, option):
            return polls.vote(room, actor, poll, option)
        case c.ClosePoll(poll):
            return polls.close_poll(room, poll)
        case c.ReopenPoll(poll):
            return polls.reopen_poll(room, poll)
        # note
        case c.TakePen():
            return note.take_pen(room, actor)
        case c.WriteNote(text):
            return note.write_note(room, actor, text)
        case c.PutDownPen():
            return note.put_down_pen(room, actor)
        # items
        case c.ShowLink(title, url):
            return items.show_link(title, url)
        case c.ShowFile():
            return items.show_file(command)
        case c.TakeDownItem(item):
            return items.take_down_item(room, item)
        case c.ShowItemAgain(item):
            return items.show_item_again(room, item)
        # plans
        case c.SharePlan():
            return plans.share_plan(room, actor, command)
        case c.UnsharePlan():
            return plans.unshare_plan(room, actor)
        case c.ReportPlanProgress():
            return plans.report_plan_progress(room, actor, command)
        # session check
        case c.AnswerSessionCheck():
            return session_check.answer_session_check(room, actor, command)
        # buddies
        case c.ChooseBuddy(person):
            return buddies.choose_buddy(room, actor, person)
        case c.UnchooseBuddy():
            return buddies.unchoose_buddy(room, actor)
        case c.LeaveBuddy():
            return buddies.leave_buddy(room, actor)
        # wellbeing
        case c.SignalUnwell(words):
            return wellbeing.signal_unwell(room, actor, words)
        case c.WithdrawSignal():
            return wellbeing.withdraw_signal(room, actor)
        case c.AttendSignal(person, outcome):
            return wellbeing.attend_signal(room, person, outcome)
        case c.OpenSideRoom(person):
            return wellbeing.open_side_room(room, actor, person)
        case c.CloseSideRoom(place):
            return wellbeing.close_side_room(room, actor, place)
        case c.AddTask(text, person):
            return wellbeing.add_task(room, text, person)
        case c.CompleteTask(task):
            return wellbeing.complete_task(room, task)
        case c.ReopenTask(task):
            return wellbeing.reopen_task(room, task)
        # moderation
        case c.MuteMember(person, silent):
            return moderation.mute_member(room, person, silent)
        case c.UnmuteMember(person):
            return moderation.unmute_member(room, person)
        case c.SetSlowMode(seconds):
            return moderation.set_slow_mode(room, seconds)
        case c.CloseChat():
            return moderation.close_chat(room)
        case c.OpenChat():
            return moderation.open_chat(room)
        case c.RemoveMember(person, reason):
            return moderation.remove_member(room, person, reason)
        case c.LetBackIn(person):
            return moderation.let_back_in(room, person)
        # voice and picture
        case c.JoinMedia():
            return media.join_media(room, actor)
        case c.LeaveMedia():
            return media.leave_media(room, actor)
        case c.StopVoice(person):
            return media.stop_voice(room, person)
        case c.StopAllVoices(silent):
            return media.stop_all_voices(room, silent)
        case c.ResumeVoice():
            return media.resume_voice(room, actor)
        case c.StopPicture(person):
            return media.stop_picture(room, person)
        case c.ResumePicture():
            return media.resume_picture(room, actor)
        case c.AllowSharing(person):
            return media.allow_sharing(room, person)
        case c.DisallowSharing(person):
            return media.disallow_sharing(room, person)
        case c.ShareScreen():
            return media.share_screen(room, actor)
        case c.StopSharing():
            return media.stop_sharing(room, actor)
        case c.PutInFocus(person):
            return media.put_in_focus(room, person)
        case c.LiftFocus():
            return media.lift_focus(room)
        case c.MarkByPhone(person):
            return media.mark_by_phone(room, person)
        case c.UnmarkByPhone(person):
            return media.unmark_by_phone(room, person)
        # reports
        case c.ReportMessage(message, words):
            return reports.report_message(room, actor, message, words)
        case c.ReportSaid(words, about):
            return reports.report_said(room, words, about)
        case c.ResolveReport():
            return reports.resolve_report(room, actor, command)
        # debrief
        case c.ReviseDebrief():
            return debrief.revise_debrief(room, actor, command)
        case c.SignDebrief(revision):
            return debrief.sign_debrief(room, actor, revision)
        # clock
        case c.Tick():
            return clock.tick(room, at)
        case _:
            assert_never(command)
