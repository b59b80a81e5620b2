"""Questions of a Common Cartridge: the part of IMS QTI 1.2.1 that its profile allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # only the type: what reads is defusedxml

from modules.exchange.html_reading import html_line, read_html
from modules.exchange.markdown_text import at_start, escaped, one_line
from modules.exchange.questions import Choice, Question, Way
from modules.exchange.xml import children, first, local, named, text

# What the profile of Common Cartridge 1.3 calls its questions ("cc_profile"); versions follow the names.
WAYS = {
    "cc.multiple_choice": Way.ONE,
    "cc.multiple_response": Way.MANY,
    "cc.true_false": Way.TRUE_FALSE,
    "cc.fib": Way.TEXT,
    "cc.essay": Way.OPEN,
}
OTHERS = {"cc.pattern_match": "part_of_answer"}
# How the answer that something is true is called or worded.
TRUE = frozenset({"true", "t", "sant", "sann", "riktig", "rett", "ja", "yes", "duohta"})


@dataclass(frozen=True, slots=True)
class Item:
    """A question, or the code that says why there is none; `lost` names what of it is not taken."""

    title: str
    question: Question | None
    code: str = ""
    lost: tuple[str, ...] = ()


def assessment_title(root: Element) -> str:
    found = first(root, "assessment")
    return (found.get("title", "") if found is not None else "").strip()


def items(root: Element) -> Iterator[Item]:
    """Every question in order."""
    for number, item in enumerate(named(root, "item"), 1):
        yield _item(item, item.get("title", "").strip() or f"{number}")


def _item(item: Element, title: str) -> Item:
    profile = _profile(item)
    asked = first(item, "presentation")
    words, has_pictures = _material(asked)
    lost = ("pictures_in_question",) if has_pictures else ()
    way = next((way for start, way in WAYS.items() if profile.startswith(start)), None)
    if way is None and not profile and first(item, "render_choice") is not None:
        way = Way.ONE
    if way is None:
        kind = next((code for start, code in OTHERS.items() if profile.startswith(start)), "other_question")
        return Item(title, None, kind)
    question, more = _question(item, title, words, way)
    wrong = question.wrong_with()
    return Item(title, None, wrong) if wrong else Item(title, question, "", (*lost, *more))


def _question(item: Element, title: str, words: str, way: Way) -> tuple[Question, tuple[str, ...]]:
    """The question, and codes of what of it is lost."""
    match way:
        case Way.OPEN:
            return Question(title, words), ()
        case Way.TEXT:
            return Question(title, words, way, _phrases(item)), ()
        case Way.TRUE_FALSE:
            return _truth(item, title, words)
        case _:
            return Question(title, words, way, _choices(item)), ()


def _truth(item: Element, title: str, words: str) -> tuple[Question, tuple[str, ...]]:
    """What is said to one of the answers; where nobody can tell which one says that it is true, a choice."""
    choices = _choices(item)
    idents = [label.get("ident", "").lower() for label in named(item, "response_label")]
    is_true = [TRUE & {ident, each.text.lower()} for ident, each in zip(idents, choices, strict=True)]
    if (
        len(choices) != 2
        or bool(is_true[0]) == bool(is_true[1])
        or choices[0].is_right == choices[1].is_right
    ):
        return Question(title, words, Way.ONE, choices), ()
    right, wrong = sorted(choices, key=lambda choice: not choice.is_right)
    truth = Choice("", bool(is_true[choices.index(right)]), wrong.feedback or right.feedback)
    return Question(title, words, Way.TRUE_FALSE, [truth]), (
        ("one_feedback",) if wrong.feedback and right.feedback else ()
    )


def _phrases(item: Element) -> list[Choice]:
    """Words that count, in their order, and words to which something is said."""
    right, feedback, responses = _right(item), _feedback(item), _responses(item)
    found = {name: None for each in named(item, "varequal") if (name := (each.text or "").strip())}
    return [
        Choice(one_line(escaped(name)), name in right, feedback.get(responses.get(name, ""), ""))
        for name in found
        if name in right or name in responses
    ]


def _profile(item: Element) -> str:
    for field in named(item, "qtimetadatafield"):
        label = text(next(iter(children(field, "fieldlabel")), None))
        if label == "cc_profile":
            return text(next(iter(children(field, "fieldentry")), None))
    return ""


def _material(asked: Element | None) -> tuple[str, bool]:
    """What is asked, as Markdown, without the answers; and whether there were pictures in it."""
    if asked is None:
        return "", False
    inside = {id(part) for label in named(asked, "response_label") for part in named(label, "mattext")}
    parts = [part for part in named(asked, "mattext") if id(part) not in inside]
    read = [read_html(part.text or "") for part in parts if _is_html(part)]
    said = [_block(part) for part in parts]
    has_pictures = any(not isinstance(piece, str) for each in read for piece in each.pieces)
    return "\n\n".join(filter(None, said)), has_pictures or first(asked, "matimage") is not None


def _choices(item: Element) -> list[Choice]:
    right, feedback, responses = _right(item), _feedback(item), _responses(item)
    return [
        Choice(
            _line(label), (name := label.get("ident", "")) in right, feedback.get(responses.get(name, ""), "")
        )
        for label in named(item, "response_label")
    ]


def _right(item: Element) -> set[str]:
    """Names of the answers that give points. What stands under `not` is what must not be chosen."""
    right: set[str] = set()
    for condition in named(item, "respcondition"):
        points = [_number(each.text) for each in named(condition, "setvar")]
        if any(point > 0 for point in points):
            right |= {name for each in children(condition, "conditionvar") for name in _equal(each)}
    return right


def _equal(element: Element) -> Iterator[str]:
    for child in element:
        if local(child) == "varequal":
            yield (child.text or "").strip()
        elif local(child) in ("and", "or"):
            yield from _equal(child)


def _responses(item: Element) -> dict[str, str]:
    """Which feedback is shown to the one who chooses an answer alone."""
    found: dict[str, str] = {}
    for condition in named(item, "respcondition"):
        chosen = [name for each in children(condition, "conditionvar") for name in _equal(each)]
        shown = [each.get("linkrefid", "") for each in named(condition, "displayfeedback")]
        if len(chosen) == 1 and shown:
            found.setdefault(chosen[0], shown[-1])
    return found


def _feedback(item: Element) -> dict[str, str]:
    return {each.get("ident", ""): _line(each) for each in named(item, "itemfeedback")}


def _line(element: Element) -> str:
    parts = [html_line(part.text or "") if _is_html(part) else one_line(escaped(part.text or "")) for part in
             named(element, "mattext")]  # fmt: skip
    return " ".join(filter(None, parts))


def _block(part: Element) -> str:
    if not _is_html(part):
        return at_start(escaped(text(part)))
    return "\n\n".join(piece for piece in read_html(part.text or "").pieces if isinstance(piece, str))


def _is_html(part: Element) -> bool:
    return part.get("texttype", "text/plain").strip().lower() == "text/html"


def _number(said: str | None) -> float:
    try:
        return float((said or "").strip())
    except ValueError:
        return 0.0
