"""Questions of a Common Cartridge: the part of IMS QTI 1.2.1 that its profile allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # only the type: what reads is defusedxml

from modules.exchange.html_reading import html_line, read_html
from modules.exchange.markdown_text import at_start, escaped, one_line
from modules.exchange.questions import Choice, Question
from modules.exchange.xml import children, first, local, named, text

# What the profile of Common Cartridge 1.3 calls its questions ("cc_profile"); versions follow the names.
CHOSEN = ("cc.multiple_choice", "cc.multiple_response", "cc.true_false")
WRITTEN = ("cc.essay",)
OTHERS = {"cc.fib": "short_answer", "cc.pattern_match": "short_answer"}


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
    if profile.startswith(WRITTEN):
        question = Question(title, words)
    elif profile.startswith(CHOSEN) or (not profile and first(item, "render_choice") is not None):
        question = Question(title, words, _choices(item))
    else:
        kind = next((code for start, code in OTHERS.items() if profile.startswith(start)), "other_question")
        return Item(title, None, kind)
    wrong = question.wrong_with() or (
        "no_choices" if not question.choices and not profile.startswith(WRITTEN) else ""
    )
    return Item(title, None, wrong) if wrong else Item(title, question, "", lost)


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
