"""What somebody may ask a room to do: one small record per wish, in the order of the evening."""

from dataclasses import dataclass
from typing import TypeAlias

from rooms.core.actors import Leader
from rooms.core.kinds import BreakoutMethod, HowItWent, ReportOutcome, RoundKind, Text
from rooms.core.run_sheet import Phase

# --- door ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PrepareRoom:
    """Make the room ready before anybody comes. The system does this, once."""

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
class Enter:
    """Come in: staff sit down, a participant knocks, somebody with a seat comes back to it."""


@dataclass(frozen=True, slots=True)
class AcceptGroundRules:
    pass


@dataclass(frozen=True, slots=True)
class Admit:
    person: str


@dataclass(frozen=True, slots=True)
class AdmitAll:
    pass


@dataclass(frozen=True, slots=True)
class LeaveRoom:
    """Leave quietly; the seat stays."""


@dataclass(frozen=True, slots=True)
class LoseConnection:
    """Said by the server for the person when their last connection is gone; everything is kept."""


@dataclass(frozen=True, slots=True)
class TakeBreak:
    pass


@dataclass(frozen=True, slots=True)
class EndBreak:
    pass


@dataclass(frozen=True, slots=True)
class LockRoom:
    pass


@dataclass(frozen=True, slots=True)
class UnlockRoom:
    pass


# --- leading ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StartSession:
    """Begin. Without both kinds of leaders here, a reason is needed, and logged."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class EndSession:
    pass


@dataclass(frozen=True, slots=True)
class ResumeSession:
    """Undo the end."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Let a leader speak for the pair from now on; both keep every power."""

    person: str


# --- run-sheet ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BeginPhase:
    index: int


@dataclass(frozen=True, slots=True)
class NextPhase:
    """Go on from the phase the leader sees (`after`), so that two leaders pressing at once move once."""

    after: int


@dataclass(frozen=True, slots=True)
class ExtendPhase:
    """Give the running phase (`index`) more minutes, or fewer."""

    index: int
    minutes: int


@dataclass(frozen=True, slots=True)
class ChangeRunSheet:
    phases: tuple[Phase, ...]


# --- rounds -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenRound:
    """`seconds_each` 0: no timer."""

    kind: RoundKind = "free"
    prompt: str = ""
    seconds_each: int = 60


@dataclass(frozen=True, slots=True)
class FinishTurn:
    """`person` "" is oneself, here and in the other turn commands."""

    person: str = ""


@dataclass(frozen=True, slots=True)
class PassTurn:
    person: str = ""


@dataclass(frozen=True, slots=True)
class ReturnTurn:
    """Want in after all, last in the order."""

    person: str = ""


@dataclass(frozen=True, slots=True)
class PostponeTurn:
    """Come back to me later."""

    person: str = ""


@dataclass(frozen=True, slots=True)
class CloseRound:
    pass


# --- hands --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RaiseHand:
    """`person` "": one's own. A leader raises the hand of whoever takes part by telephone."""

    person: str = ""


@dataclass(frozen=True, slots=True)
class LowerHand:
    """`person` "" is oneself."""

    person: str = ""


@dataclass(frozen=True, slots=True)
class GiveWord:
    person: str


@dataclass(frozen=True, slots=True)
class EndWord:
    pass


# --- chat ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SendMessage:
    """Write to those in the same place: the whole room, the group, the side room."""

    text: str
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class React:
    message: int
    reaction: str


@dataclass(frozen=True, slots=True)
class Unreact:
    message: int
    reaction: str


@dataclass(frozen=True, slots=True)
class HideMessage:
    message: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ShowMessage:
    message: int


@dataclass(frozen=True, slots=True)
class SendBackchannel:
    """Write to the leaders and the technical host only."""

    text: str


# --- questions ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskQuestion:
    text: str
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class SupportQuestion:
    question: int


@dataclass(frozen=True, slots=True)
class UnsupportQuestion:
    question: int


@dataclass(frozen=True, slots=True)
class TakeQuestion:
    """We talk about it now."""

    question: int


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    question: int
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ReopenQuestion:
    question: int


@dataclass(frozen=True, slots=True)
class WithdrawQuestion:
    question: int


@dataclass(frozen=True, slots=True)
class HideQuestion:
    question: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ShowQuestion:
    question: int


# --- breakouts ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PrepareBreakouts:
    method: BreakoutMethod = "random"
    size: int = 4
    minutes: int = 15


@dataclass(frozen=True, slots=True)
class AssignToBreakout:
    """Put somebody in a group, counted from 1; 0 takes them out."""

    person: str
    group: int


@dataclass(frozen=True, slots=True)
class ChooseBreakout:
    group: int


@dataclass(frozen=True, slots=True)
class OpenBreakouts:
    pass


@dataclass(frozen=True, slots=True)
class ExtendBreakouts:
    minutes: int


@dataclass(frozen=True, slots=True)
class BroadcastToBreakouts:
    text: str


@dataclass(frozen=True, slots=True)
class CallLeader:
    pass


@dataclass(frozen=True, slots=True)
class VisitBreakout:
    place: str


@dataclass(frozen=True, slots=True)
class LeaveBreakout:
    """A leader goes back to the whole room."""


@dataclass(frozen=True, slots=True)
class CloseBreakouts:
    """Count down, then everybody is back. 0 seconds: at once."""

    seconds: int = 30


# --- polls --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenPoll:
    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """`option` is counted from 0."""

    poll: int
    option: int


@dataclass(frozen=True, slots=True)
class ClosePoll:
    poll: int


@dataclass(frozen=True, slots=True)
class ReopenPoll:
    poll: int


# --- note ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TakePen:
    pass


@dataclass(frozen=True, slots=True)
class WriteNote:
    """The whole shared note as it reads now."""

    text: str


@dataclass(frozen=True, slots=True)
class PutDownPen:
    pass


# --- items --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowLink:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ShowFile:
    """`file` is the id the platform gave the uploaded file."""

    title: str
    file: str
    mime: str


@dataclass(frozen=True, slots=True)
class TakeDownItem:
    item: int


@dataclass(frozen=True, slots=True)
class ShowItemAgain:
    item: int


# --- plans --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SharePlan:
    """One's weekly plan, shown to the group by one's own choice. Confidence 0-10."""

    what: str
    how_much: str
    when: str
    how_often: str
    confidence: int


@dataclass(frozen=True, slots=True)
class UnsharePlan:
    pass


@dataclass(frozen=True, slots=True)
class ReportPlanProgress:
    """How last week's plan went."""

    how_it_went: HowItWent
    words: str = ""


# --- session check ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnswerSessionCheck:
    """Four answers, 0-10 each."""

    heard: int
    relevant: int
    time_to_share: int
    belief: int


# --- buddies ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChooseBuddy:
    """A private wish; it becomes a pair when it is mutual."""

    person: str


@dataclass(frozen=True, slots=True)
class UnchooseBuddy:
    pass


@dataclass(frozen=True, slots=True)
class LeaveBuddy:
    pass


# --- wellbeing ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SignalUnwell:
    """Tell the leaders silently; a task to call the next day follows."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawSignal:
    pass


@dataclass(frozen=True, slots=True)
class AttendSignal:
    person: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class OpenSideRoom:
    person: str


@dataclass(frozen=True, slots=True)
class CloseSideRoom:
    place: str


@dataclass(frozen=True, slots=True)
class AddTask:
    """`person` "": about nobody in particular."""

    text: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class CompleteTask:
    task: int


@dataclass(frozen=True, slots=True)
class ReopenTask:
    task: int


# --- moderation ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MuteMember:
    """`silent` as in `StopAllVoices`: who has their microphone off already."""

    person: str
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnmuteMember:
    person: str


@dataclass(frozen=True, slots=True)
class SetSlowMode:
    """Seconds between two messages of one participant; 0 turns it off."""

    seconds: int


@dataclass(frozen=True, slots=True)
class CloseChat:
    pass


@dataclass(frozen=True, slots=True)
class OpenChat:
    pass


@dataclass(frozen=True, slots=True)
class RemoveMember:
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class LetBackIn:
    person: str


# --- voice and picture --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class JoinMedia:
    """Take part with sound, and with a picture where one likes. Which of them is on is nobody's entry."""


@dataclass(frozen=True, slots=True)
class LeaveMedia:
    """Take part in writing only; the seat stays."""


@dataclass(frozen=True, slots=True)
class StopVoice:
    """Turn somebody's microphone off. Only they themselves turn it on again."""

    person: str


@dataclass(frozen=True, slots=True)
class StopAllVoices:
    """The same for every participant whose microphone is on; the staff's stay on.

    `silent`: those whose devices say that it is off. No browser names them: what is known here does.
    """

    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResumeVoice:
    """Turn one's own microphone on again after a leader has turned it off."""


@dataclass(frozen=True, slots=True)
class StopPicture:
    """Turn somebody's camera off. Only they themselves turn it on again."""

    person: str


@dataclass(frozen=True, slots=True)
class ResumePicture:
    """Turn one's own camera on again after a leader has turned it off."""


@dataclass(frozen=True, slots=True)
class AllowSharing:
    """Let somebody show their screen; leaders always may."""

    person: str


@dataclass(frozen=True, slots=True)
class DisallowSharing:
    """Let them no longer; a screen that is shown goes."""

    person: str


@dataclass(frozen=True, slots=True)
class ShareScreen:
    """Show one's screen to those in the same place, one screen in the room at a time."""


@dataclass(frozen=True, slots=True)
class StopSharing:
    """Take the screen away: one's own, or for a leader anybody's."""


@dataclass(frozen=True, slots=True)
class PutInFocus:
    """Have everybody see one person large, as when a leader tells their own story."""

    person: str


@dataclass(frozen=True, slots=True)
class LiftFocus:
    pass


@dataclass(frozen=True, slots=True)
class MarkByPhone:
    """Say that somebody whose device fails takes part by telephone: seat, hand, turn and attendance go on."""

    person: str


@dataclass(frozen=True, slots=True)
class UnmarkByPhone:
    person: str


# --- reports ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReportMessage:
    message: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class ReportSaid:
    """Report something that was said; `about` "" when one does not want to name anybody."""

    words: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class ResolveReport:
    report: int
    outcome: ReportOutcome
    words: str = ""


# --- debrief ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReviseDebrief:
    """`revision` is the revision the leader saw, 0 before the first."""

    went_well: str
    hard: str
    differently: str
    follow_up: str
    revision: int = 0


@dataclass(frozen=True, slots=True)
class SignDebrief:
    """`revision` is the text the leader has read and signs."""

    revision: int


# --- clock --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tick:
    """Do what is due now."""


Command: TypeAlias = (
    PrepareRoom | Enter | AcceptGroundRules | Admit | AdmitAll | LeaveRoom | LoseConnection
    | TakeBreak | EndBreak | LockRoom | UnlockRoom
    | StartSession | EndSession | ResumeSession | HandOver
    | BeginPhase | NextPhase | ExtendPhase | ChangeRunSheet
    | OpenRound | FinishTurn | PassTurn | ReturnTurn | PostponeTurn | CloseRound
    | RaiseHand | LowerHand | GiveWord | EndWord
    | SendMessage | React | Unreact | HideMessage | ShowMessage | SendBackchannel
    | AskQuestion | SupportQuestion | UnsupportQuestion | TakeQuestion | AnswerQuestion | ReopenQuestion
    | WithdrawQuestion | HideQuestion | ShowQuestion
    | PrepareBreakouts | AssignToBreakout | ChooseBreakout | OpenBreakouts | ExtendBreakouts
    | BroadcastToBreakouts | CallLeader | VisitBreakout | LeaveBreakout | CloseBreakouts
    | OpenPoll | Vote | ClosePoll | ReopenPoll
    | TakePen | WriteNote | PutDownPen
    | ShowLink | ShowFile | TakeDownItem | ShowItemAgain
    | SharePlan | UnsharePlan | ReportPlanProgress
    | AnswerSessionCheck
    | ChooseBuddy | UnchooseBuddy | LeaveBuddy
    | SignalUnwell | WithdrawSignal | AttendSignal | OpenSideRoom | CloseSideRoom
    | AddTask | CompleteTask | ReopenTask
    | MuteMember | UnmuteMember | SetSlowMode | CloseChat | OpenChat | RemoveMember | LetBackIn
    | JoinMedia | LeaveMedia | StopVoice | StopAllVoices | ResumeVoice | StopPicture | ResumePicture
    | AllowSharing | DisallowSharing | ShareScreen | StopSharing | PutInFocus | LiftFocus
    | MarkByPhone | UnmarkByPhone
    | ReportMessage | ReportSaid | ResolveReport
    | ReviseDebrief | SignDebrief
    | Tick
)  # fmt: skip
