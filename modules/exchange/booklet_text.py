"""What a printed booklet says, as plain data for the typesetter: no markup of its own, only nodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from flask_babel import gettext as _

from elearn.languages import words as in_language
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
    Page,
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
)
from modules.exchange.booklet_nodes import Data, Headings, nodes
from modules.exchange.booklet_quizzes import quiz_said
from modules.quizzes import MatchQuiz, NumberQuiz, OrderQuiz, TextQuiz, TrueFalseQuiz
from modules.take_home import type_of

# Lines to write on: for a thought, for a plan.
FEW_LINES, MANY_LINES = 6, 12


def booklet_text(text: Text, language: str, course: Mapping[str, str]) -> Data:
    """Everything in the booklet in its order. Speaks the language that is spoken when it is called."""
    pages = [_page(page) for page in text.pages]
    return {
        "language": language,
        "title": text.title,
        "summary": text.summary,
        "course": in_language(course, language),
        "pages": pages,
        "quizzes": [block for page in pages for block in page["blocks"] if block["kind"] == "quiz"],
        "words": _words(),
    }


def _words() -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "answers": _("Answers to the questions"),
        "answers_lead": _("Look here when you have thought about it yourself. Nobody counts."),
        "question_on": _("On the page"),
        "think": _("Think about it"),
        "answer_at_end": _("What is said to each answer stands on the last pages."),
        "solved_at_end": _("The answer stands on the last pages."),
        "number_them": _("Write 1 before what comes first, then 2, and so on."),
        "join_them": _("Draw a line between those that belong together."),
        "true": _("True"),
        "not_true": _("Not true"),
        "document": _("Document to take home"),
        "document_where": _("You find it on the course's own pages, on the page of the same title."),
        "tick": _("Tick what is done"),
        "scale": _("Where are you now?"),
        "talk": _("Talk about this at the next session"),
        "links": _("Read on elsewhere"),
        "promise": _("A promise to each other"),
        "agree": _("I agree"),
        "log": _("Energy log"),
        "day": _("Day"),
        "drained": _("What drained me"),
        "filled": _("What filled me up"),
        "left": _("What I had left, 0 to 10"),
        "training_log": _("Training log"),
        "week": _("Week"),
        "day_trained": _("Day trained"),
        "did": _("What I did"),
        "minutes": _("Minutes"),
        "effort": _("How hard it was, 0 to 10"),
        "felt": _("How it felt"),
        "listen": _("You can listen to this on the course's own pages. Here is what is said:"),
        "watch": _("You can see this on the course's own pages. Here is what is said:"),
        "name": _("This booklet belongs to"),
    }


def _page(page: Page) -> Data:
    # A heading may be one step under the one before it, never two: those who listen count on it.
    return {"title": page.title, "blocks": [_block(block, Headings(), page.title) for block in page.blocks]}


def _block(block: Block, headings: Headings, page: str) -> Data:
    said: Data = {"kind": block.kind, "page": page}
    match block:
        case Picture():
            return said | {"src": block.src, "alt": block.alt, "caption": block.caption}
        case Sound() | Video():
            poster = block.poster if isinstance(block, Video) else ""
            spoken = nodes(block.transcript_html, headings)
            return said | {"title": block.title, "poster": poster, "nodes": spoken}
        case File():
            return said | {"title": block.title, "type": type_of(block.src)}
        case Prose() | Talk() | Links() | Agreement():
            more: Data = {}
        case Experience():
            more = {"name": block.name}
        case Quiz() | ManyQuiz() | TrueFalseQuiz() | OrderQuiz() | MatchQuiz() | TextQuiz() | NumberQuiz():
            return said | quiz_said(block, headings)
        case Checklist():
            more = {"things": [nodes(thing, headings) for thing in block.things]}
        case Scale():
            steps = list(range(block.lowest, block.highest + 1))
            more = {"steps": steps, "low": block.low, "high": block.high}
        case EnergyLog():
            more = {"days": block.days}
        case TrainingLog():
            more = {"weeks": block.weeks, "aim": block.aim}
        case Reflection():
            more = {"kind": "lines", "lines": FEW_LINES}
        case ActionPlan() | NetworkMap() | Buddy():
            more = {"kind": "lines", "lines": MANY_LINES}
        case _:
            assert_never(block)
    return said | {"nodes": nodes(block.html, headings)} | more
