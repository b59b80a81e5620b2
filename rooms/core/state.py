"""What a room is at one moment: records that the log is folded into, never changed in place.

Times are milliseconds since 1970 in UTC. Mappings keyed by person use the actor's id.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rooms.core.actors import Leader, Part
from rooms.core.kinds import (
    MAIN,
    BreakoutMethod,
    BreakoutState,
    HowItWent,
    ItemKind,
    QuestionState,
    ReportOutcome,
    ReportTo,
    RoundKind,
    SignalState,
    TaskKind,
    Text,
    TurnState,
)
from rooms.core.ledger import Ledger
from rooms.core.run_sheet import Phase


class Standing(StrEnum):
    """Whether somebody belongs in the room; whether they are here just now is another matter."""

    OUTSIDE = "outside"
    WAITING = "waiting"
    SEATED = "seated"
    REMOVED = "removed"


@dataclass(frozen=True)
class Member:
    """`seat` 0: never seated. `knocked` is the number of the entry they knocked with, the queue's order."""

    id: str
    name: str
    part: Part
    standing: Standing
    knocked: int = 0
    seat: int = 0
    here: bool = False
    place: str = MAIN
    muted: bool = False
    on_break: bool = False


@dataclass(frozen=True)
class About:
    """What was known before anybody came."""

    title: Text = field(default_factory=dict)
    course: str = ""
    number: int = 0
    kind: str = ""
    ground_rules: tuple[Text, ...] = ()
    leaders: tuple[Leader, ...] = ()
    earlier_groups: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Door:
    """`accepted_rules`: who accepted the ground rules in this room."""

    locked: bool = False
    accepted_rules: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Session:
    """`without` is the kind of leader that was missing at the start; `lead` speaks for the pair."""

    started_at: int | None = None
    ended_at: int | None = None
    reason: str = ""
    without: str = ""
    lead: str = ""


@dataclass(frozen=True)
class PhaseTime:
    """How long a phase really took. `spent_ms` leaves out the running stretch; `ended_at` None: running."""

    started_at: int
    ended_at: int | None = None
    spent_ms: int = 0
    extended_minutes: int = 0


@dataclass(frozen=True)
class RunSheet:
    """`current` None: none has begun. `since`: when the running stretch began; `ends_at`: its planned end."""

    phases: tuple[Phase, ...] = ()
    times: Mapping[int, PhaseTime] = field(default_factory=dict)
    current: int | None = None
    since: int = 0
    ends_at: int = 0


@dataclass(frozen=True)
class Round:
    """`current` "": everybody has had their turn. `since` is when that turn began."""

    kind: RoundKind
    prompt: str
    seconds_each: int
    order: tuple[str, ...]
    states: Mapping[str, TurnState]
    current: str
    since: int
    opened_at: int


@dataclass(frozen=True)
class Speaking:
    """Who was given the word, and when."""

    person: str
    since: int


@dataclass(frozen=True)
class Airtime:
    """How long and how often somebody has had the word."""

    ms: int = 0
    turns: int = 0


@dataclass(frozen=True)
class Message:
    """`hidden_by` "": shown to all in its place."""

    by: str
    at: int
    place: str
    text: str
    reply_to: int | None = None
    reactions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hidden_by: str = ""
    hidden_reason: str = ""


@dataclass(frozen=True)
class Line:
    """A line in the back-channel, or a broadcast to the groups."""

    by: str
    at: int
    text: str


@dataclass(frozen=True)
class Chat:
    """`slow_seconds` 0: no slow mode. `last_sent`: when each person wrote last."""

    messages: Ledger[Message] = field(default_factory=Ledger)
    backchannel: Ledger[Line] = field(default_factory=Ledger)
    last_sent: Mapping[str, int] = field(default_factory=dict)
    slow_seconds: int = 0
    closed: bool = False


@dataclass(frozen=True)
class Question:
    """An anonymous question is anonymous to everybody; the log alone knows `by`."""

    by: str
    at: int
    text: str
    anonymous: bool
    supporters: frozenset[str] = frozenset()
    state: QuestionState = "open"
    answer: str = ""
    hidden_by: str = ""
    hidden_reason: str = ""


@dataclass(frozen=True)
class Call:
    """Somebody in a group has called a leader."""

    person: str
    at: int


@dataclass(frozen=True)
class Breakouts:
    """`opened`: number of the entry that opened these groups, 0 if none; the groups stay after closing.

    `closing`: the countdown to `ends_at` was begun by a leader.
    """

    state: BreakoutState = "none"
    method: BreakoutMethod = "random"
    groups: tuple[tuple[str, ...], ...] = ()
    size: int = 0
    minutes: int = 0
    opened: int = 0
    ends_at: int | None = None
    closing: bool = False
    calls: Mapping[str, Call] = field(default_factory=dict)
    broadcasts: Mapping[int, Line] = field(default_factory=dict)
    last_groups: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Poll:
    """`votes` holds one option per person and is for counting only."""

    by: str
    at: int
    question: str
    options: tuple[str, ...]
    votes: Mapping[str, int] = field(default_factory=dict)
    open: bool = True


@dataclass(frozen=True)
class SharedNote:
    """The note all write in turn. `holder` has the pen, last used at `pen_used_at`."""

    text: str = ""
    holder: str = ""
    pen_used_at: int = 0
    written_by: str = ""
    written_at: int = 0


@dataclass(frozen=True)
class Item:
    """A link or file on the table; taken down when `shown` is false."""

    kind: ItemKind
    title: str
    ref: str
    mime: str
    by: str
    at: int
    shown: bool = True


@dataclass(frozen=True)
class Plan:
    """A weekly plan as its owner shared it; confidence 0-10, under 7 asks to revise."""

    what: str
    how_much: str
    when: str
    how_often: str
    confidence: int
    at: int


@dataclass(frozen=True)
class PlanProgress:
    """How last week's plan went."""

    how_it_went: HowItWent
    words: str
    at: int


@dataclass(frozen=True)
class Plans:
    shared: Mapping[str, Plan] = field(default_factory=dict)
    progress: Mapping[str, PlanProgress] = field(default_factory=dict)


@dataclass(frozen=True)
class CheckAnswer:
    """The session check, 0-10 each."""

    heard: int
    relevant: int
    time_to_share: int
    belief: int


@dataclass(frozen=True)
class Buddies:
    """`chosen` is each person's private wish; `pairs` holds both directions of every pair."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    pairs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Signal:
    """Somebody is not well. For the leaders and the person only."""

    words: str
    at: int
    state: SignalState = "open"
    attended_by: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class SideRoom:
    """A leader and one person, apart. Kept after closing."""

    leader: str
    person: str
    opened_at: int
    closed_at: int | None = None


@dataclass(frozen=True)
class Task:
    """`done_by` "": not done. `agreed`: what was agreed with whoever is to be called, "": nothing yet."""

    kind: TaskKind
    person: str
    words: str
    by: str
    at: int
    done_by: str = ""
    done_at: int | None = None
    agreed: str = ""


@dataclass(frozen=True)
class Wellbeing:
    signals: Mapping[str, Signal] = field(default_factory=dict)
    side_rooms: Mapping[str, SideRoom] = field(default_factory=dict)
    tasks: Mapping[int, Task] = field(default_factory=dict)


@dataclass(frozen=True)
class Media:
    """Who takes part with sound or picture, and what leaders have turned off.

    `sharing` and `focus` are one person each, "" when nobody. `by_phone`: whoever is here by telephone.
    """

    joined: frozenset[str] = frozenset()
    voices_stopped: frozenset[str] = frozenset()
    pictures_stopped: frozenset[str] = frozenset()
    may_share: frozenset[str] = frozenset()
    sharing: str = ""
    focus: str = ""
    by_phone: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Report:
    """`outcome` None: not resolved yet."""

    by: str
    at: int
    message: int | None
    about: str
    words: str
    to: ReportTo
    outcome: ReportOutcome | None = None
    outcome_words: str = ""
    resolved_by: str = ""
    resolved_at: int | None = None


@dataclass(frozen=True)
class Signature:
    person: str
    at: int


@dataclass(frozen=True)
class Debrief:
    """`revision` is the number of the entry that wrote this text, 0: nothing written."""

    went_well: str = ""
    hard: str = ""
    differently: str = ""
    follow_up: str = ""
    revision: int = 0
    revised_by: str = ""
    signatures: Mapping[Part, Signature] = field(default_factory=dict)


@dataclass(frozen=True)
class Stay:
    """One stretch of somebody being here; `left` None: still here."""

    arrived: int
    left: int | None = None


@dataclass(frozen=True)
class Room:
    """The whole room. `seq` and `at` are those of the last entry; `id` "" means nothing has happened."""

    id: str = ""
    seq: int = 0
    at: int = 0
    about: About = field(default_factory=About)
    members: Mapping[str, Member] = field(default_factory=dict)
    attendance: Mapping[str, tuple[Stay, ...]] = field(default_factory=dict)
    door: Door = field(default_factory=Door)
    session: Session = field(default_factory=Session)
    run_sheet: RunSheet = field(default_factory=RunSheet)
    round: Round | None = None
    hands: tuple[str, ...] = ()
    speaking: Speaking | None = None
    balance: Mapping[str, Airtime] = field(default_factory=dict)
    chat: Chat = field(default_factory=Chat)
    questions: Mapping[int, Question] = field(default_factory=dict)
    polls: Mapping[int, Poll] = field(default_factory=dict)
    note: SharedNote = field(default_factory=SharedNote)
    items: Mapping[int, Item] = field(default_factory=dict)
    breakouts: Breakouts = field(default_factory=Breakouts)
    plans: Plans = field(default_factory=Plans)
    session_check: Mapping[str, CheckAnswer] = field(default_factory=dict)
    buddies: Buddies = field(default_factory=Buddies)
    wellbeing: Wellbeing = field(default_factory=Wellbeing)
    media: Media = field(default_factory=Media)
    reports: Mapping[int, Report] = field(default_factory=dict)
    debrief: Debrief = field(default_factory=Debrief)


EMPTY = Room()
