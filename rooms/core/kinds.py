"""The small closed lists of words that commands, events and state share."""

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

# The same sentence in several languages: {"nb": "Velkommen", "nn": "Velkomen", "en": "Welcome"}.
Text: TypeAlias = Mapping[str, str]

RoundKind: TypeAlias = Literal["opening", "closing", "free"]
TurnState: TypeAlias = Literal["waiting", "done", "passed"]
BreakoutMethod: TypeAlias = Literal["random", "choice", "by_hand", "as_before"]
BreakoutState: TypeAlias = Literal["none", "prepared", "open", "closed"]
QuestionState: TypeAlias = Literal["open", "taken", "answered", "withdrawn"]
ItemKind: TypeAlias = Literal["link", "file"]
TaskKind: TypeAlias = Literal["call_next_day", "other"]
SignalState: TypeAlias = Literal["open", "attended", "withdrawn"]
HowItWent: TypeAlias = Literal["done", "partly", "not_yet", "changed"]
ReportTo: TypeAlias = Literal["leaders", "coordinator"]
ReportOutcome: TypeAlias = Literal["no_action", "talked", "hidden", "removed", "passed_on"]
LeftWhy: TypeAlias = Literal["quiet", "lost"]
# How many may hear somebody: whoever rests, a room for two, a group, those at the table while the others are
# in their groups or the session is over, and everybody.
Circle: TypeAlias = Literal["nobody", "side", "group", "few", "all"]
CIRCLES: tuple[Circle, ...] = get_args(Circle)

REACTIONS = ("heart", "thumbs_up", "thanks", "smile", "strength")

# Places in a room. Groups are "group-1", "group-2", …; side rooms "side-1", "side-2", … and never reused.
MAIN = "main"
GROUP = "group-"
SIDE = "side-"
