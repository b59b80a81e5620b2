"""Why something is refused: stable codes, translated into sentences at the edge."""

from enum import StrEnum


class Code(StrEnum):
    """Every refusal code; a code is never renamed and never means something else."""

    # Who you are here
    NO_SUCH_ROOM = "no_such_room"  # the room does not exist, or has not been prepared
    NOT_IN_ROOM = "not_in_room"  # you have no seat here (yet)
    REMOVED = "removed"  # a leader has asked you to leave
    GROUND_RULES = "ground_rules"  # accept the ground rules first
    LEADERS_ONLY = "leaders_only"  # the two leaders do this
    STAFF_ONLY = "staff_only"  # the leaders and the technical host do this
    PARTICIPANTS_ONLY = "participants_only"  # this is for participants
    CLOCK_ONLY = "clock_only"  # only the system itself does this

    # When
    NOT_STARTED = "not_started"  # the session has not begun
    ENDED = "ended"  # the session is over
    NOT_ENDED = "not_ended"  # this waits until the session is over
    NOT_YET = "not_yet"  # a later phase opens this
    PHASE_PASSED = "phase_passed"  # that phase is running or over and stays as it is

    # To whom and what
    NO_SUCH_MEMBER = "no_such_member"
    NO_SUCH_MESSAGE = "no_such_message"
    NO_SUCH_QUESTION = "no_such_question"
    NO_SUCH_POLL = "no_such_poll"
    NO_SUCH_OPTION = "no_such_option"
    NO_SUCH_ITEM = "no_such_item"
    NO_SUCH_GROUP = "no_such_group"
    NO_SUCH_PLACE = "no_such_place"
    NO_SUCH_PHASE = "no_such_phase"
    NO_SUCH_TASK = "no_such_task"
    NO_SUCH_SIGNAL = "no_such_signal"
    NO_SUCH_REPORT = "no_such_report"
    NOT_YOUR_OWN = "not_your_own"  # only the person who made it may do this
    NOT_YOURSELF = "not_yourself"  # this needs somebody else
    NOT_ON_STAFF = "not_on_staff"  # not done to a leader or the technical host
    NOT_A_LEADER = "not_a_leader"  # this needs a leader at the other end
    NOT_HERE = "not_here"  # that person is not in the room just now

    # The text or number itself
    EMPTY = "empty"  # nothing is written
    TOO_LONG = "too_long"
    REASON_NEEDED = "reason_needed"  # say why; it is kept in the log
    OUT_OF_RANGE = "out_of_range"  # a number is outside what is allowed
    BAD_LINK = "bad_link"  # only whole http and https addresses
    BAD_OPTIONS = "bad_options"  # two to eight different, short options
    BAD_RUN_SHEET = "bad_run_sheet"  # 1 to 40 phases of 1 to 240 minutes
    UNKNOWN_REACTION = "unknown_reaction"

    # The room as it stands
    LOCKED = "locked"  # nobody new is let in now
    MUTED = "muted"  # a leader has paused your writing and your hand
    CHAT_CLOSED = "chat_closed"  # the chat rests for everybody
    SLOW_MODE = "slow_mode"  # wait a little between messages
    OTHER_LEADER_MISSING = "other_leader_missing"  # wait for the other leader, or say why not
    NO_ROUND = "no_round"  # no round is going, or that person is not in it
    NOT_YOUR_TURN = "not_your_turn"
    TOO_FEW_PEOPLE = "too_few_people"
    NO_BREAKOUTS = "no_breakouts"  # no groups are prepared or open
    BREAKOUTS_OPEN = "breakouts_open"  # the groups are open already
    NO_GROUPS_BEFORE = "no_groups_before"  # there are no earlier groups to use again
    NOT_BY_CHOICE = "not_by_choice"  # the leaders make the groups this time
    GROUP_FULL = "group_full"
    NOT_IN_GROUP = "not_in_group"  # you are not in a group
    IN_SIDE_ROOM = "in_side_room"  # one of the two is in a side room
    POLL_CLOSED = "poll_closed"
    QUESTION_CLOSED = "question_closed"  # it has been answered or withdrawn
    PEN_TAKEN = "pen_taken"  # somebody else is writing
    PEN_NEEDED = "pen_needed"  # take the pen first
    HAS_BUDDY = "has_buddy"  # one of the two has a buddy
    SESSION_CHECK_CLOSED = "session_check_closed"  # the leaders have signed the debrief
    ALREADY_REPORTED = "already_reported"  # you have reported that message before
    NOT_DONE = "not_done"  # the outcome tells of something that has not been done
    DEBRIEF_CHANGED = "debrief_changed"  # the other leader has changed the text you saw
    NOT_YOUR_SIGNATURE = "not_your_signature"  # the debrief waits for others to sign
    DEBRIEF_SIGNED = "debrief_signed"  # the debrief is signed, so the session stays ended

    NOT_IN_MEDIA = "not_in_media"  # that person takes part in writing only
    MAY_NOT_SHARE = "may_not_share"  # a leader lets you show your screen first
    SCREEN_SHARED = "screen_shared"  # somebody else shows a screen just now
    NOT_BY_PHONE = "not_by_phone"  # that person takes part on a screen

    # Said by the shell around the core
    MALFORMED = "malformed"  # not a command, or a field is missing or of the wrong type
    UNKNOWN_COMMAND = "unknown_command"
    TOO_LARGE = "too_large"  # the frame is larger than any command
    SIGNED_OUT = "signed_out"
    TOO_FAST = "too_fast"  # too many commands in a short time
    ROOM_TOO_FAST = "room_too_fast"  # too many commands in a short time from all in the room together
    PAGE_TOO_OLD = "page_too_old"  # the page has to be loaded again
    MEDIA_OFF = "media_off"  # nothing carries voice and picture here, or not just now
    MEDIA_FULL = "media_full"  # as many take part with sound as can be carried
    PICTURES_FULL = "pictures_full"  # as many pictures are shown as can be carried
    BAD_SIGNAL = "bad_signal"  # not a signal of a connection, or not for this device to send
    CAPTIONS_OFF = "captions_off"  # nobody reads along there, or these words are not to be written
    NOT_SAVED = "not_saved"  # it could not be written; nothing has happened


class Refused(Exception):
    """A command that is not allowed now; carries its stable code."""

    def __init__(self, code: Code) -> None:
        super().__init__(code.value)
        self.code = code
