"""What a page of a module is made of: one small type per kind of block.

Fields that end in `html` hold text that `modules.markdown` has rendered and sanitised; others are plain text.
Blocks with a `block` field are answered: it is their id, unique within the module and equal in all languages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

from modules.quizzes import MatchQuiz, NumberQuiz, OrderQuiz, TextQuiz, TrueFalseQuiz


@dataclass(frozen=True, slots=True)
class Prose:
    """Text."""

    kind: ClassVar[str] = "prose"
    html: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its alternative text."""

    kind: ClassVar[str] = "picture"
    src: str
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording with captions and all of its words."""

    kind: ClassVar[str] = "sound"
    src: str
    captions: str
    title: str
    transcript_html: str


@dataclass(frozen=True, slots=True)
class Video:
    """A film with captions and all of its words."""

    kind: ClassVar[str] = "video"
    src: str
    captions: str
    title: str
    transcript_html: str
    poster: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A document to take home."""

    kind: ClassVar[str] = "file"
    src: str
    title: str


@dataclass(frozen=True, slots=True)
class Experience:
    """A story told by somebody (made up) who has been there."""

    kind: ClassVar[str] = "experience"
    name: str
    html: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A question to bring to the next session."""

    kind: ClassVar[str] = "talk"
    html: str


@dataclass(frozen=True, slots=True)
class Links:
    """Places to read on."""

    kind: ClassVar[str] = "links"
    html: str


@dataclass(frozen=True, slots=True)
class Reflection:
    """A question to oneself, answered in free text."""

    kind: ClassVar[str] = "reflection"
    block: str
    html: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a quiz, and what is said to the one who chooses it."""

    html: str
    feedback_html: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question with answers to choose from."""

    kind: ClassVar[str] = "quiz"
    block: str
    html: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class ManyQuiz:
    """A question to which several answers may be right. `after_html` is said to all who have answered."""

    kind: ClassVar[str] = "quiz-many"
    block: str
    html: str
    choices: list[Choice]
    after_html: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """Things to tick."""

    kind: ClassVar[str] = "checklist"
    block: str
    html: str
    things: list[str]  # rendered and sanitised, like every html field


@dataclass(frozen=True, slots=True)
class Scale:
    """A whole number from `lowest` to `highest`."""

    kind: ClassVar[str] = "scale"
    block: str
    html: str
    lowest: int = 0
    highest: int = 10
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A promise; the day it was given is kept."""

    kind: ClassVar[str] = "agreement"
    block: str
    html: str


@dataclass(frozen=True, slots=True)
class EnergyLog:
    """What drained, what filled, and a level from 0 to 10, for some days."""

    kind: ClassVar[str] = "energy-log"
    block: str
    html: str
    days: int = 3


@dataclass(frozen=True, slots=True)
class TrainingLog:
    """What one did, for how long and how hard it was, day by day; `aim` is days a week."""

    kind: ClassVar[str] = "training-log"
    block: str
    html: str
    weeks: int = 6
    aim: int = 3


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """The weekly plan, which belongs to the course: here is only where it shows."""

    kind: ClassVar[str] = "action-plan"
    block: str
    html: str


@dataclass(frozen=True, slots=True)
class NetworkMap:
    """People and places, near or far, and what each gives."""

    kind: ClassVar[str] = "network-map"
    block: str
    html: str


@dataclass(frozen=True, slots=True)
class Buddy:
    """Something for the two of a buddy pair to do in the middle of the week."""

    kind: ClassVar[str] = "buddy"
    block: str
    html: str


AnyQuiz: TypeAlias = Quiz | ManyQuiz | TrueFalseQuiz | OrderQuiz | MatchQuiz | TextQuiz | NumberQuiz
Log: TypeAlias = EnergyLog | TrainingLog
Answered: TypeAlias = (
    Reflection | AnyQuiz | Checklist | Scale | Agreement | Log | ActionPlan | NetworkMap | Buddy
)
Shown: TypeAlias = Prose | Picture | Sound | Video | File | Experience | Talk | Links
Block: TypeAlias = Shown | Answered

KINDS: dict[str, type[Block]] = {
    kind.kind: kind
    for kind in (
        Prose, Picture, Sound, Video, File, Experience, Talk, Links, Reflection,
        Quiz, ManyQuiz, TrueFalseQuiz, OrderQuiz, MatchQuiz, TextQuiz, NumberQuiz,
        Checklist, Scale, Agreement, EnergyLog, TrainingLog, ActionPlan, NetworkMap, Buddy,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """One page: one thing to read and do."""

    id: str
    title: str
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Text:
    """A module in one language. A language that has only a title and a summary has no pages."""

    title: str
    summary: str
    pages: list[Page] = field(default_factory=list)

    def page(self, id: str) -> Page | None:
        return next((page for page in self.pages if page.id == id), None)

    def answered(self) -> dict[str, Answered]:
        """Every block that takes an answer, by its id."""
        blocks = (block for page in self.pages for block in page.blocks)
        return {block.block: block for block in blocks if isinstance(block, Answered)}


def files_of(block: Block) -> list[str]:
    """The media files a block shows."""
    match block:
        case Picture() | File():
            return [block.src]
        case Sound():
            return [block.src, block.captions]
        case Video():
            return [block.src, block.captions, *([block.poster] if block.poster else [])]
        case _:
            return []
