"""A module in one language as a SCORM 1.2 package: one page that needs nothing but a learning platform."""

from __future__ import annotations

from pathlib import Path
from typing import assert_never

from flask import render_template

from elearn.languages import speaking
from modules.blocks import (
    ActionPlan,
    Agreement,
    Block,
    Buddy,
    Checklist,
    EnergyLog,
    Experience,
    File,
    Links,
    ManyQuiz,
    NetworkMap,
    Picture,
    Prose,
    Quiz,
    Reflection,
    Scale,
    Sound,
    Talk,
    Text,
    TrainingLog,
    Video,
    files_of,
)
from modules.exchange.booklet_quizzes import amount_said
from modules.exchange.issue import Issue
from modules.exchange.packing import zipped
from modules.quiz_parsing import MOST_THINGS
from modules.quizzes import MatchQuiz, NumberQuiz, OrderQuiz, TextQuiz, TrueFalseQuiz
from modules.take_home import type_of

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
# What every package holds besides its text, its media and its manifest.
# The scripts lie as they lie here, since they name each other.
# The package stands alone on another platform: it has colours of its own, and none of ours.
SHEETS = Path(__file__).parent / "scorm_package"
SCRIPTS = ("js/scorm/module.js", "js/scorm/quizzes.js", "js/lib/forgiving.js")
PARTS = {
    "module.css": SHEETS / "module.css",
    "quizzes.css": SHEETS / "quizzes.css",
    **{name: STATIC / name for name in SCRIPTS},
}


def package(issue: Issue, language: str) -> bytes:
    """The zip. Raises `NotFound` when the module has no pages in the language."""
    text = issue.text(language)
    media = {f"media/{name}": issue.media[name] for name in _shown(text) if name in issue.media}
    files = {name: path.read_bytes() for name, path in (PARTS | media).items()}
    names = sorted(["index.html", *files])
    with speaking(language):
        page = render_template(
            "modules/authoring/exchange_scorm.html",
            text=text,
            language=language,
            way_of=way_of,
            type_of=type_of,
            amount_said=amount_said,
            rights=_rights,
            numbered=[(number, number) for number in range(1, MOST_THINGS + 1)],
        )
    told = render_template(
        "modules/authoring/exchange_scorm.xml", text=text, issue=issue, language=language, files=names
    )
    return zipped(
        {"imsmanifest.xml": told.encode(), "index.html": page.encode(), **dict(sorted(files.items()))}
    )


def _shown(text: Text) -> list[str]:
    return sorted({name for page in text.pages for block in page.blocks for name in files_of(block)})


def way_of(block: Block) -> str:
    """How the block is shown on a platform that keeps no answers: the name of a part of the template."""
    match block:
        case Prose() | Picture() | Experience() | Talk() | Links() | File():
            return block.kind
        case Sound() | Video():
            return "recording"
        case Quiz() | ManyQuiz() | TrueFalseQuiz() | OrderQuiz() | MatchQuiz() | TextQuiz() | NumberQuiz():
            return "quiz"
        case Checklist() | Scale() | Agreement():
            return block.kind
        case Reflection() | EnergyLog() | TrainingLog() | ActionPlan() | NetworkMap() | Buddy():
            return "lines"
        case _:
            assert_never(block)


def _rights(quiz: MatchQuiz) -> list[tuple[int, str]]:
    """What can be chosen for a left side, in the order shown."""
    return [(place, quiz.pairs[place].right) for place in quiz.options]
