"""What a printed booklet says, as plain data for the typesetter: no markup of its own, only nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from flask_babel import gettext as _

from elearn.languages import words as in_language
from modules.blocks import (
    Agreement,
    Block,
    Checklist,
    EnergyLog,
    Experience,
    Links,
    Page,
    Picture,
    Prose,
    Quiz,
    Scale,
    Sound,
    Talk,
    Text,
    Video,
)
from modules.exchange.html_tree import Element, Node, tree

Data: TypeAlias = "dict[str, Any]"
HEADINGS = ("h2", "h3", "h4")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
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
        "right": _("Fits well"),
        "think": _("Think about it"),
        "choose": _("What do you think?"),
        "answer_at_end": _("What is said to each answer stands on the last pages."),
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
        "listen": _("You can listen to this on the course's own pages. Here is what is said:"),
        "watch": _("You can see this on the course's own pages. Here is what is said:"),
        "name": _("This booklet belongs to"),
    }


def _page(page: Page) -> Data:
    # A heading may be one step under the one before it, never two: those who listen count on it.
    return {"title": page.title, "blocks": [_block(block, _Headings(), page.title) for block in page.blocks]}


def _block(block: Block, headings: _Headings, page: str) -> Data:
    said: Data = {"kind": block.kind, "page": page}
    html = getattr(block, "html", "")
    match block:
        case Prose():
            return said | {"nodes": _nodes(html, headings)}
        case Picture():
            return said | {"src": block.src, "alt": block.alt, "caption": block.caption}
        case Sound() | Video():
            poster = block.poster if isinstance(block, Video) else ""
            nodes = _nodes(block.transcript_html, headings)
            return said | {"title": block.title, "poster": poster, "nodes": nodes}
        case Experience():
            return said | {"name": block.name, "nodes": _nodes(html, headings)}
        case Talk() | Links() | Agreement():
            return said | {"nodes": _nodes(html, headings)}
        case Quiz():
            return said | {"nodes": _nodes(html, headings), "choices": list(_choices(block, headings))}
        case Checklist():
            return said | {
                "nodes": _nodes(html, headings),
                "things": [_nodes(thing, headings) for thing in block.things],
            }
        case Scale():
            steps = list(range(block.lowest, block.highest + 1))
            return said | {
                "nodes": _nodes(html, headings),
                "steps": steps,
                "low": block.low,
                "high": block.high,
            }
        case EnergyLog():
            return said | {"nodes": _nodes(html, headings), "days": block.days}
        case _:
            lines = FEW_LINES if block.kind == "reflection" else MANY_LINES
            return {**said, "kind": "lines", "nodes": _nodes(html, headings), "lines": lines}


def _choices(quiz: Quiz, headings: _Headings) -> Iterator[Data]:
    for place, choice in enumerate(quiz.choices):
        yield {
            "letter": LETTERS[place % len(LETTERS)],
            "nodes": _nodes(choice.html, headings),
            "feedback": _nodes(choice.feedback_html, headings),
            "is_right": choice.is_right,
        }


class _Headings:
    """How deep a heading may be, from what came before it in the same block."""

    def __init__(self) -> None:
        self._before = 1

    def level(self, tag: str) -> int:
        self._before = min(HEADINGS.index(tag) + 2, self._before + 1)
        return self._before


def _nodes(html: str, headings: _Headings) -> list[Any]:
    return [
        _node(node, headings)
        for node in tree(html).children
        if not (isinstance(node, str) and not node.strip())
    ]


def _node(node: Node, headings: _Headings) -> Any:
    if isinstance(node, str):
        return node.replace("\n", " ")
    said: Data = {"tag": node.tag, "inside": [_node(child, headings) for child in _children(node)]}
    if node.tag in HEADINGS:
        said |= {"tag": "heading", "level": headings.level(node.tag)}
    if node.tag == "a":
        said["href"] = node.attributes.get("href", "")
    if node.tag == "ol":
        start = node.attributes.get("start", "1")
        said["start"] = int(start) if start.isdigit() and len(start) < 6 else 1
    return said


def _children(element: Element) -> list[Node]:
    """Without the line breaks between points of a list."""
    if element.tag not in ("ul", "ol", "blockquote"):
        return element.children
    return [child for child in element.children if not (isinstance(child, str) and not child.strip())]
