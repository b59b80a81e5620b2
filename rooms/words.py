"""The sentences that JavaScript says in the room, by group and key; it fills in `{name}` and the like."""

from __future__ import annotations

from flask_babel import gettext as _

from elearn.languages import decimal_sign
from rooms.media.captions.words import captions_words
from rooms.refusal_words import refusal_sentences
from rooms.words_media import with_sound_and_picture

Sentences = dict[str, str]


def spoken() -> dict[str, Sentences]:
    """Everything, in the language of this request, for the room page to carry as JSON."""
    return {
        "refusals": refusal_sentences(),
        "announcements": _announcements(),
        "captions": captions_words(),
        "states": _states(),
        **_around_the_table(),
        **_in_the_talk(),
        **_with_tools(),
        **_for_leaders(),
        **with_sound_and_picture(),
    }


def _announcements() -> Sentences:
    """What a screen reader says of an event; `_me` when it is about the listener. None for the quiet ones."""
    return {
        "session_started": _("The session begins."),
        "session_ended": _("The session is over."),
        "session_resumed": _("The session goes on."),
        "lead_handed_over": _("{name} speaks for the leaders now."),
        "phase_begun": _("Now: {title}."),
        "phase_extended": _("The time for {title} is changed."),
        "round_opened": _("A round begins."),
        "round_closed": _("The round is over."),
        "turn_finished": _("{name} is done."),
        "turn_passed": _("{name} passes."),
        "hand_raised": _("{name} raises a hand."),
        "word_given": _("{name} has the word."),
        "word_given_me": _("You have the word."),
        "voice_stopped_me": _("A leader has turned your microphone off. Turn it on again when you want."),
        "all_voices_stopped_me": _(
            "{by} has turned off all participants' microphones. Turn yours on when you like."
        ),
        "picture_stopped_me": _("A leader has turned your camera off. Turn it on again when you want."),
        "sharing_allowed_me": _("You may show your screen now."),
        "screen_shared": _("{name} shows a screen."),
        "screen_unshared": _("The screen is no longer shown."),
        "focus_put": _("{name} is shown large for everybody."),
        "focus_put_me": _("You are shown large for everybody."),
        "phone_marked": _("{name} takes part by telephone."),
        "message_sent": _("{name} writes: {text}"),
        "message_hidden": _("A message was hidden."),
        "message_shown": _("A message is shown again."),
        "breakouts_opened": _("The small groups begin."),
        "breakouts_extended": _("The small groups have more time."),
        "breakouts_closing": _("The small groups end soon. You are brought back by yourself."),
        "breakouts_closed": _("Everybody is back at the large table."),
        "broadcast_sent": _("{by} has written to all tables."),
        "leader_entered": _("{by} has come in."),
        "leader_returned": _("{by} has left your table."),
        "poll_opened": _("There is a question to choose an answer for."),
        "poll_closed": _("The answers are shown."),
        "pen_taken": _("{by} has the pen."),
        "item_shown": _("Something new lies on the table."),
        "member_arrived": _("{name} has come in."),
        "chat_closed": _("The chat rests for a while."),
        "chat_opened": _("The chat is open again."),
        "slow_mode_set": _("The pace of the chat has changed."),
        "room_locked": _("The door is closed."),
        "room_unlocked": _("The door is open."),
        "question_taken": _("We take a question now."),
        "member_knocked": _("{by} waits at the door."),
        "leader_called": _("A group calls a leader."),
        "backchannel_sent": _("Between you: {name}: {text}"),
        "unwell_signalled": _("{by} is not well."),
        "report_made": _("{by} tells about something that was not right."),
    }


def _states() -> Sentences:
    """How the line is."""
    return {
        "connected": _("Connected."),
        "trying": _("Trying again. Nothing is lost."),
        "resting": _("You are not in the room now."),
        "offline": _("No network. What you do is kept and sent later."),
        "gone": _("The room is closed on this screen. Nothing of what you sent is lost."),
        "waiting": _("On its way: {count}."),
    }


def _around_the_table() -> dict[str, Sentences]:
    return {
        "words": {"you": _("You"), "and": _("{first} and {last}"), "decimal": decimal_sign()},
        "parts": {
            "leader": _("course leader"),
            "technical_host": _("technical host"),
            "participant": _("participant"),
        },
        "door": {
            "rules": _("Good that you are here, {name}"),
            "knocking": _("Good that you are here, {name}"),
            "waiting": _("Good that you are here, {name}"),
            "locked": _("The door is closed for a while, {name}"),
            "removed": _("You have been asked to leave, {name}"),
            "over": _("The session has ended, {name}"),
            "let_in_by": _("{names} will let you in soon."),
            "let_in": _("You have been let in. Welcome."),
            "nobody_yet": _("The course leaders are on their way."),
            "is_here": _("is here"),
            "on_the_way": _("on the way"),
        },
        "table": {
            "speaking": _("has the word"),
            "next": _("next"),
            "done": _("done"),
            "passed": _("passed"),
            "on_break": _("break"),
            "away": _("away"),
            "stepped_out": _("stepped out"),
            "in_group": _("table {number}"),
            "apart": _("talks alone"),
            "more": _("+{count} more round the table"),
            "hand": _("hand up, number {number}"),
            "your_place": _("Your hand is number {number}."),
            "hands_up": _("Hands up: {count}. {name} is first."),
        },
        "now": {
            "before": _("Before we begin"),
            "owned_by": _("{name} leads"),
            "owned_by_both": _("both leaders"),
            "we_wait": _("We are waiting for {names}."),
            "all_here": _("Both leaders are here. We begin soon."),
            "on_break": _("You are on a break. Your seat is yours."),
            "in_side": _("You two are alone here. Nobody else reads or hears it."),
            "taken_aside": _("{name} took you along. You may go back to the others whenever you want."),
            "in_group": _("Table {number}, with {names}"),
            "your_turn": _("It is your turn."),
            "your_word": _("You have the word."),
            "has_turn": _("{name} has the word"),
            "round_done": _("Everybody has had a turn."),
            "you_next": _("You are next"),
            "before_you": _("Before you: {count}"),
            "then": _("Then {name}"),
            "checked": _("Thank you for your answers."),
        },
        "clock": {
            "minutes_left": _("min left"),
            "left": _("left"),
            "over": _("min over"),
            "label": _("Minutes left: {minutes}"),
            "time_is_up": _("The planned time is up"),
            "turn_left": _("About {time} left of this turn"),
            "finish_calmly": _("The time is up; finish in peace"),
        },
        "end": {
            "thanks_participant": _("Thank you for tonight, {name}."),
            "thanks_host": _("Thank you for helping tonight, {name}."),
            "thanks_leader": _("Thank you for leading, {name}. Take fifteen minutes for the two of you."),
        },
        "report": {
            "told": _("{name}: {words}"),
            "nobody": _("Nobody in particular"),
            "leader": _("{name}, course leader"),
            "to_leaders": _("The two course leaders read this, and you will be told what came of it."),
            "to_coordinator": _(
                "Only the coordinator reads this, not the course leaders. You will be told what came of it."
            ),
        },
        "done": {
            "report_message": _("Thank you for telling. You find the answer under Break or help."),
            "report_said": _("Thank you for telling. You find the answer under Break or help."),
            "call_leader": _("The leaders have been called. One of them comes as soon as they can."),
        },
        "help": {
            "on_its_way": _("It is on its way to the leaders, and reaches them as soon as there is a line."),
            "heard": _(
                "The leaders know that you are not well. "
                "One of them calls you tomorrow if they have your number."
            ),
            "attended": _("A leader has seen that you were not well."),
            "reported_message": _("A message"),
            "with_leaders": _("The leaders are looking at it."),
            "with_coordinator": _("The coordinator is looking at it."),
        },
    }


def _in_the_talk() -> dict[str, Sentences]:
    return {
        "chat": {
            "on_its_way": _("on its way"),
            "hidden": _("A leader has hidden this message."),
            "hidden_for_others": _("Hidden for the others. Reason: {reason}"),
            "new": _("New: {count}"),
            "keys": _("Enter sends. Shift and Enter makes a new line."),
            "to_group": _("Write to the group"),
            "to_table": _("Write to table {number}"),
            "to_one": _("Write to {name}"),
            "replying": _("Reply to {name}: {text}"),
            "types": _("{name} is writing …"),
            "many_type": _("Several are writing …"),
            "ended": _("The session is over, so nobody writes here any more."),
            "muted": _("A leader has paused your writing for a while. You still see everything."),
            "closed": _("The chat rests just now. You may still ask a question."),
            "slow": _("We write slowly just now. You can write again in {seconds} s."),
        },
        "reactions": {
            "heart": _("Warm heart: {count}"),
            "thumbs_up": _("Thumbs up: {count}"),
            "thanks": _("Thank you: {count}"),
            "smile": _("Smile: {count}"),
            "strength": _("Strength: {count}"),
        },
        "questions": {
            "anonymous": _("Somebody"),
            "anonymous_mine": _("You, without your name"),
            "supporters": _("Me too: {count}"),
            "taken": _("we talk about it now"),
            "answered": _("answered"),
            "hidden": _("hidden"),
        },
    }


def _with_tools() -> dict[str, Sentences]:
    return {
        "polls": {"voted": _("Answers: {count}."), "closed": _("Closed. Answers: {count}.")},
        "note": {
            "nothing": _("Nothing is written yet."),
            "yours": _("You have the pen. The others read along."),
            "has_pen": _("{name} has the pen."),
            "last": _("{name} wrote last. The pen is free."),
            "free": _("The pen is free."),
        },
        "items": {
            "file": _("file"),
            "down": _("taken away; only you who lead see it"),
            "sending": _("Sending: {percent} %"),
            "not_sent": _(
                "The file did not come through. A picture or a PDF of up to 10 MB works; try again."
            ),
        },
        "groups": {
            "table": _("Table {number}"),
            "no_table": _("No table yet"),
            "calls": _("{name} calls a leader"),
            "visits": _("{name} is visiting."),
            "move": _("{name}: move with the arrow keys"),
            "time_left": _("left at the small tables"),
            "soon_back": _("Then we are together again. You need not do anything."),
        },
        "plans": {
            "ahead": _("My plan for the week"),
            "back": _("How did the week go?"),
            "sure": _("sure: {confidence} of 10"),
            "unfinished": _("Write what you want to do, and choose how sure you are, before you show it."),
        },
        "went": {
            "done": _("I did it"),
            "partly": _("I did some of it"),
            "not_yet": _("Not yet"),
            "changed": _("I changed the plan on the way"),
        },
        "check": {
            "answered": _("Answers: {count}"),
            "too_few": _("With five answers or more you see what the group says together."),
            "heard": _("felt heard"),
            "relevant": _("relevant"),
            "time_to_share": _("time to share"),
            "belief": _("belief in the plan"),
        },
        "buddy": {
            "pair": _("You and {name} are buddies. Exchange a few words in the middle of the week."),
            "wish": _("You have chosen {name}. Only you know. If {name} chooses you too, you are buddies."),
        },
        "outcomes": {
            "no_action": _("The leaders have read it."),
            "talked": _("The leaders have talked about it."),
            "hidden": _("The message was hidden."),
            "removed": _("Somebody was asked to leave."),
            "passed_on": _("It was passed on to the coordinator."),
        },
    }


def _for_leaders() -> dict[str, Sentences]:
    return {
        "sheet": {
            "share": _("Exchange: {percent} %"),
            "little_exchange": _(
                "Less than 40 per cent is time for sharing. Shorten a talk, or give the groups more time."
            ),
            "minutes": _("{minutes} min"),
            "left": _("{minutes} min left"),
            "over": _("{minutes} min over"),
            "next_is": _("Next: {title}"),
            "not_reached": _("Have not had their turn: {count} ({names})."),
            "done": _("done"),
            "now": _("now"),
            "next": _("to come"),
        },
        "needs": {
            "signal": _("{name} is not well"),
            "has_left": _("not in the room now"),
            "call": _("Table {number} calls a leader"),
            "report": _("{name} tells about something"),
            "report_about": _("{name} tells about something {about} said"),
            "side": _("{leader} talks alone with {name}"),
            "waiting": _("{name} waits at the door"),
            "waiting_away": _("{name} waited, but is away just now"),
            "hand": _("{name} has a hand up"),
            "removed": _("{name} was asked to leave"),
            "door_closed": _("The door is closed. Nobody new comes in."),
        },
        "switches": {
            "leads": _("{name} speaks for both leaders"),
            "you_lead": _("you speak for both leaders"),
        },
        "tasks": {"call": _("Call {name}"), "agreed": _("Agreed: {words}")},
        "balance": {
            "professional": _("Professional"),
            "experienced_user": _("Experienced user"),
            "participants": _("Participants"),
            "words": _("{minutes} min, turns: {turns}"),
        },
    }
