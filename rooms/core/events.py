"""What has happened in a room: facts that are never changed. Who did it and when is in the entry.

`person` says whom it happened to wherever that may be somebody other than the one who did it.
Messages, questions, polls, items, tasks and reports are named by the number of the entry that made them.
"""

from dataclasses import dataclass
from typing import TypeAlias

from rooms.core.actors import Leader, Part
from rooms.core.kinds import (
    BreakoutMethod,
    HowItWent,
    ItemKind,
    LeftWhy,
    ReportOutcome,
    ReportTo,
    RoundKind,
    TaskKind,
    Text,
)
from rooms.core.run_sheet import Phase

# --- door ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RoomPrepared:
    room_id: str
    title: Text
    course: str
    number: int
    kind: str
    run_sheet: tuple[Phase, ...]
    ground_rules: tuple[Text, ...]
    leaders: tuple[Leader, ...]
    earlier_groups: tuple[tuple[str, ...], ...] = ()
    earlier_buddies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GroundRulesAccepted:
    pass


@dataclass(frozen=True, slots=True)
class MemberKnocked:
    name: str
    part: Part


@dataclass(frozen=True, slots=True)
class MemberSeated:
    """Seats are numbered from 1 in the order of seating and stay the person's own."""

    person: str
    name: str
    part: Part
    seat: int


@dataclass(frozen=True, slots=True)
class MemberArrived:
    person: str


@dataclass(frozen=True, slots=True)
class MemberChanged:
    """They came back under another name or in another part."""

    person: str
    name: str
    part: Part


@dataclass(frozen=True, slots=True)
class MemberLeft:
    person: str
    why: LeftWhy


@dataclass(frozen=True, slots=True)
class BreakTaken:
    pass


@dataclass(frozen=True, slots=True)
class BreakEnded:
    pass


@dataclass(frozen=True, slots=True)
class RoomLocked:
    pass


@dataclass(frozen=True, slots=True)
class RoomUnlocked:
    pass


# --- leading ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """`without` names the kind of leader that was missing, or is ""."""

    reason: str
    without: str


@dataclass(frozen=True, slots=True)
class SessionEnded:
    pass


@dataclass(frozen=True, slots=True)
class SessionResumed:
    pass


@dataclass(frozen=True, slots=True)
class LeadHandedOver:
    person: str


# --- run-sheet ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PhaseBegun:
    index: int


@dataclass(frozen=True, slots=True)
class PhaseExtended:
    index: int
    minutes: int


@dataclass(frozen=True, slots=True)
class RunSheetChanged:
    phases: tuple[Phase, ...]


# --- rounds -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RoundOpened:
    """A blank `prompt` means the prompt of the phase."""

    kind: RoundKind
    order: tuple[str, ...]
    prompt: str
    seconds_each: int


@dataclass(frozen=True, slots=True)
class TurnFinished:
    person: str


@dataclass(frozen=True, slots=True)
class TurnPassed:
    person: str


@dataclass(frozen=True, slots=True)
class TurnReturned:
    person: str


@dataclass(frozen=True, slots=True)
class TurnPostponed:
    person: str


@dataclass(frozen=True, slots=True)
class RoundClosed:
    pass


# --- hands --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HandRaised:
    """`person` "": whoever did it."""

    person: str = ""


@dataclass(frozen=True, slots=True)
class HandLowered:
    person: str


@dataclass(frozen=True, slots=True)
class WordGiven:
    """Their hand goes down, and whoever had the word before has ended."""

    person: str


@dataclass(frozen=True, slots=True)
class WordEnded:
    person: str


# --- chat ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MessageSent:
    text: str
    reply_to: int | None
    place: str


@dataclass(frozen=True, slots=True)
class ReactionAdded:
    message: int
    reaction: str


@dataclass(frozen=True, slots=True)
class ReactionRemoved:
    message: int
    reaction: str


@dataclass(frozen=True, slots=True)
class MessageHidden:
    message: int
    reason: str


@dataclass(frozen=True, slots=True)
class MessageShown:
    message: int


@dataclass(frozen=True, slots=True)
class BackchannelSent:
    text: str


# --- questions ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    text: str
    anonymous: bool


@dataclass(frozen=True, slots=True)
class QuestionSupported:
    question: int


@dataclass(frozen=True, slots=True)
class QuestionUnsupported:
    question: int


@dataclass(frozen=True, slots=True)
class QuestionTaken:
    """The one taken before, if any, goes back into the queue."""

    question: int


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    question: int
    answer: str


@dataclass(frozen=True, slots=True)
class QuestionReopened:
    question: int


@dataclass(frozen=True, slots=True)
class QuestionWithdrawn:
    question: int


@dataclass(frozen=True, slots=True)
class QuestionHidden:
    question: int
    reason: str


@dataclass(frozen=True, slots=True)
class QuestionShown:
    question: int


# --- breakouts ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BreakoutsPrepared:
    method: BreakoutMethod
    groups: tuple[tuple[str, ...], ...]
    size: int
    minutes: int


@dataclass(frozen=True, slots=True)
class BreakoutAssigned:
    """Groups are counted from 1; 0 is none."""

    person: str
    group: int


@dataclass(frozen=True, slots=True)
class BreakoutsOpened:
    ends_at: int


@dataclass(frozen=True, slots=True)
class BreakoutsExtended:
    ends_at: int


@dataclass(frozen=True, slots=True)
class BroadcastSent:
    text: str


@dataclass(frozen=True, slots=True)
class LeaderCalled:
    place: str


@dataclass(frozen=True, slots=True)
class LeaderEntered:
    place: str


@dataclass(frozen=True, slots=True)
class LeaderReturned:
    """`place` is the group the leader left."""

    place: str


@dataclass(frozen=True, slots=True)
class BreakoutsClosing:
    """The countdown has begun; everybody is back at `ends_at`."""

    ends_at: int


@dataclass(frozen=True, slots=True)
class BreakoutsClosed:
    pass


# --- polls --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PollOpened:
    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VoteCast:
    poll: int
    option: int


@dataclass(frozen=True, slots=True)
class PollClosed:
    poll: int


@dataclass(frozen=True, slots=True)
class PollReopened:
    poll: int


# --- note ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PenTaken:
    pass


@dataclass(frozen=True, slots=True)
class NoteWritten:
    text: str


@dataclass(frozen=True, slots=True)
class PenPutDown:
    person: str


# --- items --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ItemShown:
    """`ref` is the address of a link or the id of a file."""

    kind: ItemKind
    title: str
    ref: str
    mime: str


@dataclass(frozen=True, slots=True)
class ItemTakenDown:
    item: int


@dataclass(frozen=True, slots=True)
class ItemShownAgain:
    item: int


# --- plans --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlanShared:
    what: str
    how_much: str
    when: str
    how_often: str
    confidence: int


@dataclass(frozen=True, slots=True)
class PlanUnshared:
    pass


@dataclass(frozen=True, slots=True)
class PlanProgressShared:
    how_it_went: HowItWent
    words: str


# --- session check ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SessionCheckAnswered:
    heard: int
    relevant: int
    time_to_share: int
    belief: int


# --- buddies ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BuddyChosen:
    person: str


@dataclass(frozen=True, slots=True)
class BuddyUnchosen:
    pass


@dataclass(frozen=True, slots=True)
class BuddiesPaired:
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class BuddiesParted:
    one: str
    other: str


# --- wellbeing ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnwellSignalled:
    words: str


@dataclass(frozen=True, slots=True)
class SignalWithdrawn:
    pass


@dataclass(frozen=True, slots=True)
class SignalAttended:
    person: str
    outcome: str


@dataclass(frozen=True, slots=True)
class SideRoomOpened:
    place: str
    leader: str
    person: str


@dataclass(frozen=True, slots=True)
class SideRoomClosed:
    place: str


@dataclass(frozen=True, slots=True)
class TaskAdded:
    kind: TaskKind
    person: str
    words: str


@dataclass(frozen=True, slots=True)
class TaskCompleted:
    task: int


@dataclass(frozen=True, slots=True)
class TaskReopened:
    task: int


# --- moderation ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MemberMuted:
    person: str


@dataclass(frozen=True, slots=True)
class MemberUnmuted:
    person: str


@dataclass(frozen=True, slots=True)
class SlowModeSet:
    seconds: int


@dataclass(frozen=True, slots=True)
class ChatClosed:
    pass


@dataclass(frozen=True, slots=True)
class ChatOpened:
    pass


@dataclass(frozen=True, slots=True)
class MemberRemoved:
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class MemberLetBackIn:
    person: str


# --- voice and picture --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MediaJoined:
    pass


@dataclass(frozen=True, slots=True)
class MediaLeft:
    pass


@dataclass(frozen=True, slots=True)
class VoiceStopped:
    """`of_all`: with those of all participants, and not for something of theirs."""

    person: str
    of_all: bool = False


@dataclass(frozen=True, slots=True)
class VoiceResumed:
    pass


@dataclass(frozen=True, slots=True)
class PictureStopped:
    person: str


@dataclass(frozen=True, slots=True)
class PictureResumed:
    pass


@dataclass(frozen=True, slots=True)
class SharingAllowed:
    person: str


@dataclass(frozen=True, slots=True)
class SharingDisallowed:
    person: str


@dataclass(frozen=True, slots=True)
class ScreenShared:
    pass


@dataclass(frozen=True, slots=True)
class ScreenUnshared:
    """Whose screen it was; they themselves or a leader took it away."""

    person: str


@dataclass(frozen=True, slots=True)
class FocusPut:
    person: str


@dataclass(frozen=True, slots=True)
class FocusLifted:
    pass


@dataclass(frozen=True, slots=True)
class PhoneMarked:
    person: str


@dataclass(frozen=True, slots=True)
class PhoneUnmarked:
    person: str


# --- reports ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReportMade:
    """`to` is the coordinator alone when it is about a leader."""

    message: int | None
    about: str
    words: str
    to: ReportTo


@dataclass(frozen=True, slots=True)
class ReportResolved:
    report: int
    outcome: ReportOutcome
    words: str


# --- debrief ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DebriefRevised:
    """Signatures under an earlier text no longer count."""

    went_well: str
    hard: str
    differently: str
    follow_up: str


@dataclass(frozen=True, slots=True)
class DebriefSigned:
    part: Part


Event: TypeAlias = (
    RoomPrepared | GroundRulesAccepted | MemberKnocked | MemberSeated | MemberArrived | MemberChanged
    | MemberLeft | BreakTaken | BreakEnded | RoomLocked | RoomUnlocked
    | SessionStarted | SessionEnded | SessionResumed | LeadHandedOver
    | PhaseBegun | PhaseExtended | RunSheetChanged
    | RoundOpened | TurnFinished | TurnPassed | TurnReturned | TurnPostponed | RoundClosed
    | HandRaised | HandLowered | WordGiven | WordEnded
    | MessageSent | ReactionAdded | ReactionRemoved | MessageHidden | MessageShown | BackchannelSent
    | QuestionAsked | QuestionSupported | QuestionUnsupported | QuestionTaken | QuestionAnswered
    | QuestionReopened | QuestionWithdrawn | QuestionHidden | QuestionShown
    | BreakoutsPrepared | BreakoutAssigned | BreakoutsOpened | BreakoutsExtended | BroadcastSent
    | LeaderCalled | LeaderEntered | LeaderReturned | BreakoutsClosing | BreakoutsClosed
    | PollOpened | VoteCast | PollClosed | PollReopened
    | PenTaken | NoteWritten | PenPutDown
    | ItemShown | ItemTakenDown | ItemShownAgain
    | PlanShared | PlanUnshared | PlanProgressShared
    | SessionCheckAnswered
    | BuddyChosen | BuddyUnchosen | BuddiesPaired | BuddiesParted
    | UnwellSignalled | SignalWithdrawn | SignalAttended | SideRoomOpened | SideRoomClosed
    | TaskAdded | TaskCompleted | TaskReopened
    | MemberMuted | MemberUnmuted | SlowModeSet | ChatClosed | ChatOpened | MemberRemoved | MemberLetBackIn
    | MediaJoined | MediaLeft | VoiceStopped | VoiceResumed | PictureStopped | PictureResumed
    | SharingAllowed | SharingDisallowed | ScreenShared | ScreenUnshared | FocusPut | FocusLifted
    | PhoneMarked | PhoneUnmarked
    | ReportMade | ReportResolved
    | DebriefRevised | DebriefSigned
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered line of the log. `at` is milliseconds since 1970 in UTC; `by` "" is the clock."""

    seq: int
    at: int
    by: str
    event: Event
