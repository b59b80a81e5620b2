"""How each kind of `:::` block is read: its attributes and the Markdown inside it."""

from __future__ import annotations

from collections.abc import Callable

from modules import markdown
from modules.block_source import BlockSource
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
    NetworkMap,
    Picture,
    Prose,
    Reflection,
    Scale,
    Sound,
    Talk,
    TrainingLog,
    Video,
)
from modules.problems import Problem
from modules.quiz_parsing import quiz

MOST_WEEKS = 26


def _picture(source: BlockSource) -> Picture:
    alt = source.needed("alt", "say what the picture shows, for those who do not see it")
    return Picture(source.needed("src", "name the file in media/"), alt, source.optional("caption"))


def _sound(source: BlockSource) -> Sound:
    return Sound(**_recording(source))


def _video(source: BlockSource) -> Video:
    return Video(**_recording(source), poster=source.optional("poster"))


def _recording(source: BlockSource) -> dict[str, str]:
    return {
        "src": source.needed("src", "name the file in media/"),
        "captions": source.needed("captions", "those who do not hear need them; a .vtt file in media/"),
        "title": source.needed("title", "say what it is and how long it lasts"),
        "transcript_html": source.html("transcript: write everything that is said"),
    }


def _experience(source: BlockSource) -> Experience:
    return Experience(source.needed("name", "who tells this"), source.html())


def _file(source: BlockSource) -> File:
    src = source.needed("src", "name the file in media/")
    return File(src, source.needed("title", "say what it is, as on the front of it"))


def _checklist(source: BlockSource) -> Checklist:
    listed = source.list_alone()
    if not listed.items:
        raise Problem("The checklist is empty: write lines like `- thing to tick`.")
    return Checklist(source.id(), listed.before, [markdown.render_line(text) for text, _line in listed.items])


def _scale(source: BlockSource) -> Scale:
    lowest, highest = source.number("min", 0), source.number("max", 10)
    if not 1 <= highest - lowest <= 10:
        raise Problem("A scale has at least two and at most eleven steps: look at min and max.")
    low = source.needed("low", "say what the lowest number means")
    high = source.needed("high", "say what the highest number means")
    return Scale(source.id(), source.html("question"), lowest, highest, low, high)


def _energy_log(source: BlockSource) -> EnergyLog:
    days = source.number("days", 3)
    if not 1 <= days <= 14:
        raise Problem("An energy log has from 1 to 14 days.")
    return EnergyLog(source.id(), source.html("introduction"), days)


def _training_log(source: BlockSource) -> TrainingLog:
    weeks, aim = source.number("weeks", 6), source.number("per-week", 3)
    if not 1 <= weeks <= MOST_WEEKS:
        raise Problem(f"A training log has from 1 to {MOST_WEEKS} weeks.")
    if not 1 <= aim <= 7:
        raise Problem("The aim of a training log is from 1 to 7 days a week: look at per-week.")
    return TrainingLog(source.id(), source.html("introduction"), weeks, aim)


BUILDERS: dict[str, Callable[[BlockSource], Block]] = {
    "picture": _picture,
    "sound": _sound,
    "video": _video,
    "file": _file,
    "experience": _experience,
    "quiz": quiz,
    "checklist": _checklist,
    "scale": _scale,
    "energy-log": _energy_log,
    "training-log": _training_log,
    "reflection": lambda source: Reflection(source.id(), source.html("question")),
    "agreement": lambda source: Agreement(source.id(), source.html()),
    "action-plan": lambda source: ActionPlan(source.id(), source.html("introduction")),
    "network-map": lambda source: NetworkMap(source.id(), source.html("introduction")),
    "buddy": lambda source: Buddy(source.id(), source.html("prompt")),
    "talk": lambda source: Talk(source.html("question")),
    "links": lambda source: Links(source.html()),
}

# What an author may put on a page. A quiz has one name for all its kinds.
WRITTEN = frozenset({Prose.kind, *BUILDERS})
