"""What each refusal code says to a person: what is so, that nothing is lost, what to do."""

from __future__ import annotations

from flask_babel import gettext as _

from rooms.core.refusals import Code


def refusal_sentences() -> dict[str, str]:
    """Code -> sentence in the language of this request; every code has one."""
    return {code.value: sentence for code, sentence in _sentences().items()}


def _sentences() -> dict[Code, str]:
    return {
        # Who you are here
        Code.NO_SUCH_ROOM: _("This room is not ready yet. Open it from your course page."),
        Code.NOT_IN_ROOM: _("You have no seat in this room. Open it from your course page."),
        Code.REMOVED: _("A course leader has asked you to leave this session."),
        Code.GROUND_RULES: _("Read how we are together first, and say that it is fine with you."),
        Code.LEADERS_ONLY: _("The two course leaders do this."),
        Code.STAFF_ONLY: _("The leaders and the technical host do this."),
        Code.PARTICIPANTS_ONLY: _("This is for the participants."),
        Code.CLOCK_ONLY: _("The room does this by itself."),
        # When
        Code.NOT_STARTED: _("The session has not begun yet."),
        Code.ENDED: _("The session is over."),
        Code.NOT_ENDED: _("This waits until the session is over."),
        Code.NOT_YET: _("This comes later tonight."),
        Code.PHASE_PASSED: _("That phase has begun or is over, so it stays as it is."),
        # To whom and what
        Code.NO_SUCH_MEMBER: _("That person is not in this room."),
        Code.NO_SUCH_MESSAGE: _("That message is not here any more."),
        Code.NO_SUCH_QUESTION: _("That question is not here any more."),
        Code.NO_SUCH_POLL: _("That question to all is not here any more."),
        Code.NO_SUCH_OPTION: _("That answer is not among those to choose from."),
        Code.NO_SUCH_ITEM: _("That is no longer on the table."),
        Code.NO_SUCH_GROUP: _("There is no such table."),
        Code.NO_SUCH_PLACE: _("That room is closed."),
        Code.NO_SUCH_PHASE: _("There is no such phase in tonight's run-sheet."),
        Code.NO_SUCH_TASK: _("That task is not here any more."),
        Code.NO_SUCH_SIGNAL: _("Nobody has told that they are not well just now."),
        Code.NO_SUCH_REPORT: _("That report is not here."),
        Code.NOT_YOUR_OWN: _("Only the one who wrote it can do this."),
        Code.NOT_YOURSELF: _("Choose somebody else than yourself."),
        Code.NOT_ON_STAFF: _("This is not done to a leader or the technical host."),
        Code.NOT_A_LEADER: _("This needs the other leader."),
        Code.NOT_HERE: _("That person is not here just now."),
        # The text or number itself
        Code.EMPTY: _("Nothing is written yet."),
        Code.TOO_LONG: _("That is a little too long. Make it shorter, or send it in two."),
        Code.REASON_NEEDED: _("Say why; it is kept in the log."),
        Code.OUT_OF_RANGE: _("That number is too large or too small."),
        Code.BAD_LINK: _("Write the whole address, with https:// at the beginning."),
        Code.BAD_OPTIONS: _("Give two to eight short answers, all different."),
        Code.BAD_RUN_SHEET: _("A run-sheet has 1 to 40 phases of 1 to 240 minutes each."),
        Code.UNKNOWN_REACTION: _("Choose one of the five signs."),
        # The room as it stands
        Code.LOCKED: _("The door is closed. Open it first."),
        Code.MUTED: _("A leader has paused your writing, your hand and your microphone for a while."),
        Code.CHAT_CLOSED: _("The chat rests just now. You may still ask a question."),
        Code.SLOW_MODE: _("We write slowly just now. Wait a little, and send it again."),
        Code.OTHER_LEADER_MISSING: _("The other leader is not here. Wait, or say why you begin alone."),
        Code.NO_ROUND: _("No round is going on just now."),
        Code.NOT_YOUR_TURN: _("Somebody else has the turn."),
        Code.TOO_FEW_PEOPLE: _("There are too few people here for that just now."),
        Code.NO_BREAKOUTS: _("There are no small groups just now."),
        Code.BREAKOUTS_OPEN: _("The small groups are open already."),
        Code.NO_GROUPS_BEFORE: _(
            "There are no earlier groups to use again. Draw lots, or place people yourself."
        ),
        Code.NOT_BY_CHOICE: _("The leaders make the groups this time."),
        Code.GROUP_FULL: _("That table is full. Choose another one."),
        Code.NOT_IN_GROUP: _("You are at the large table, with everybody."),
        Code.IN_SIDE_ROOM: _("One of you is in a room for two just now."),
        Code.POLL_CLOSED: _("The question to all is closed."),
        Code.QUESTION_CLOSED: _("That question is answered or taken back."),
        Code.PEN_TAKEN: _("Somebody else has the pen. You can have it when they put it down."),
        Code.PEN_NEEDED: _("Somebody else has the pen now. What you wrote last is not in the note."),
        Code.HAS_BUDDY: _("One of you has a buddy already."),
        Code.SESSION_CHECK_CLOSED: _(
            "The leaders have finished the evening, so the answers stay as they are."
        ),
        Code.ALREADY_REPORTED: _(
            "You have told about this message. You find the answer under Break or help."
        ),
        Code.NOT_DONE: _("That has not been done yet. Do it first, then say so."),
        Code.DEBRIEF_CHANGED: _("The other leader has changed the text. Read it again, then sign."),
        Code.NOT_YOUR_SIGNATURE: _("Both leaders were here, so the two of them sign."),
        Code.DEBRIEF_SIGNED: _("The debrief is signed, so the session stays ended."),
        Code.NOT_IN_MEDIA: _("That needs sound, and that person takes part in writing only."),
        Code.MAY_NOT_SHARE: _("Ask a leader to let you show your screen."),
        Code.SCREEN_SHARED: _("Somebody else shows a screen just now. Yours can come after it."),
        Code.NOT_BY_PHONE: _("That person takes part on a screen, and raises the hand there."),
        # Said by the shell around the core
        Code.MALFORMED: _("That did not come through as it should. Open the page again; nothing is lost."),
        Code.UNKNOWN_COMMAND: _("This page is older than the room. Open it again; nothing is lost."),
        Code.TOO_LARGE: _("That is too large to send."),
        Code.SIGNED_OUT: _("You are signed out. Sign in again with your link; your seat is kept."),
        Code.TOO_FAST: _("That went very fast. Wait a moment; what you did is kept and sent."),
        Code.ROOM_TOO_FAST: _(
            "Very much is going on in this room. Wait a moment; what you did is kept and sent."
        ),
        Code.PAGE_TOO_OLD: _("This page has been open for a long time. Open it again; your seat is kept."),
        Code.MEDIA_OFF: _("There is no sound and picture just now. Writing goes on as before."),
        Code.MEDIA_FULL: _("No more can take part with sound just now. You can read and write along."),
        Code.PICTURES_FULL: _("No more pictures can be shown just now. You can take part with sound."),
        Code.BAD_SIGNAL: _("Sound and picture did not come through as they should. Turn them on once more."),
        Code.CAPTIONS_OFF: _("What you say is not written just now."),
        Code.NOT_SAVED: _("It could not be saved just now. Nothing is lost; it will be tried again."),
    }
