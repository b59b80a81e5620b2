"""A module's folder to its texts: read, parsed and checked, or refused with every reason at once."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from modules import stored
from modules.blocks import Text
from modules.checking import Written, check_languages, check_media
from modules.parsing import read_pages
from modules.problems import ContentRefused, Problems
from modules.timing import is_timing

CONTENT = Path(__file__).resolve().parent / "content"
# Raised when rendering changes, so that every module is rendered anew.
RENDERING = 1


@dataclass(frozen=True, slots=True)
class ModuleFiles:
    """A module as its folder says it is, checked."""

    slug: str
    minutes: int
    opens: str
    due: str
    texts: dict[str, Text]
    source: dict[str, str]
    source_hash: str


@dataclass(frozen=True, slots=True)
class CourseFiles:
    """A programme's folder: what it is called and its modules in order."""

    slug: str
    title: dict[str, str]
    summary: dict[str, str]
    modules: list[ModuleFiles]


def read_course(folder: Path) -> CourseFiles:
    """The course in `folder` with all its modules. Raises `ContentRefused` with all problems of all files."""
    problems = Problems(folder / "course.toml")
    course = _toml(folder / "course.toml", problems)
    modules: list[ModuleFiles] = []
    for path in _in_order(folder, course.get("modules", []), problems):
        try:
            modules.append(read_module(path))
        except ContentRefused as refused:
            problems.lines.extend(refused.lines)
    if problems:
        raise ContentRefused(problems.lines)
    return CourseFiles(folder.name, course["title"], course["summary"], modules)


def read_module(folder: Path) -> ModuleFiles:
    """The module in `folder`. Raises `ContentRefused`."""
    problems = Problems(folder / "module.toml")
    facts = _toml(folder / "module.toml", problems)
    _check_facts(facts, problems)
    written = [_read_language(path, problems) for path in sorted(folder.glob("*.md"))]
    if not problems:
        check_languages(written, problems)
        check_media(partial(file_in, folder / "media"), written, problems)
    if problems:
        raise ContentRefused(problems.lines)
    pages = {each.language: each.pages for each in written}
    summaries = facts["summary"]
    texts = {
        code: Text(title, summaries[code], pages.get(code, [])) for code, title in facts["title"].items()
    }
    opens, due = facts.get("opens", ""), facts.get("due", "")
    source = {each.language: each.text for each in written}
    return ModuleFiles(folder.name, facts["minutes"], opens, due, texts, source, _hash(facts, texts))


def file_in(folder: Path, name: str) -> Path | None:
    """The file of that name, if it lies there."""
    return folder / name if (folder / name).is_file() else None


def _read_language(path: Path, problems: Problems) -> Written:
    text, found = path.read_text(encoding="utf-8"), Problems(path)
    pages = read_pages(text, found)
    problems.lines.extend(found.lines)
    return Written(path, text, pages)


def _in_order(folder: Path, ids: list[str], problems: Problems) -> list[Path]:
    """Folders of the modules that course.toml lists: `m1` is that one, or the one beginning with `m1-`."""
    found = []
    for id in ids:
        folders = sorted(folder.glob(f"{id}/module.toml")) or sorted(folder.glob(f"{id}-*/module.toml"))
        if len(folders) == 1:
            found.append(folders[0].parent)
        else:
            problems.add(1, f'The module "{id}" needs exactly one folder {id}-…; it has {len(folders)}.')
    if not ids:
        problems.add(1, 'There is no list of modules: write modules = ["m0", …].')
    return found


def _toml(path: Path, problems: Problems) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.add(1, "The file is missing.")
    except tomllib.TOMLDecodeError as error:
        problems.add(1, f"The file cannot be read as TOML: {error}.")
    return {}


def _check_facts(facts: dict[str, Any], problems: Problems) -> None:
    if not isinstance(facts.get("minutes"), int) or not 1 <= facts["minutes"] <= 120:
        problems.add(1, "Say how long the module takes: minutes = 15 (from 1 to 120).")
    for name in ("opens", "due"):
        if not is_timing(facts.get(name, "")):
            known = '"start", "after:s1", "before:s2" or "before:f1"'
            problems.add(1, f'{name} = "{facts[name]}" is not known: write {known}.')
    title, summary = facts.get("title", {}), facts.get("summary", {})
    for code in ("nb", "nn"):
        if not title.get(code) or not summary.get(code):
            problems.add(1, f"The title or the summary is missing in {code}.")
    if set(title) != set(summary):
        problems.add(1, "Title and summary must be in the same languages.")


def _hash(facts: dict[str, Any], texts: dict[str, Text]) -> str:
    """Changes when anything that a reader may notice changes."""
    shown = [RENDERING, *(facts.get(name) for name in ("minutes", "opens", "due")), stored.to_json(texts)]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()
