"""An archive of ours back to drafts: whole, as its manifest says, or not at all."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from elearn.languages import LANGUAGES
from modules.authoring.draft import SUMMARY, TITLE, CameFrom
from modules.exchange import manifest
from modules.exchange.archives import LARGEST_TEXT, Archive
from modules.exchange.brought import Brought, BroughtModule, Report
from modules.exchange.fit_media import check_media
from modules.exchange.folder_form import FACTS_FILE, draft_from
from modules.exchange.manifest import Manifest, Packed
from modules.exchange.packing import COURSE_FILE, DRAFTS
from modules.exchange.refused import NotBroughtIn
from modules.exchange.toml import from_toml, texts_of

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
FOLDER = re.compile(rf"({DRAFTS}/)?[a-z0-9][a-z0-9-]{{0,59}}")
MOST_MODULES = 60
LONGEST_ORIGIN = 300


def unpack(archive: Archive, into: Path) -> Brought:
    """Drafts of the modules in the archive; media wait in the folder `into`. Raises `NotBroughtIn`."""
    told = manifest.from_bytes(archive.read(manifest.NAME, LARGEST_TEXT))
    _check_told(told, archive)
    report = Report()
    drafts = {each.slug for each in told.modules if each.folder.startswith(DRAFTS)}
    modules: list[BroughtModule] = []
    for number, packed in enumerate(told.modules):
        (into / str(number)).mkdir()
        module = _module(archive, packed, told, into / str(number))
        if packed.slug in drafts and not packed.folder.startswith(DRAFTS):
            report.left(packed.folder, "has_newer_draft")
        else:
            modules.append(module)
            report.took(packed.folder, "module", title=_title(module))
    title, summary = _named(archive, told, modules[0])
    return Brought(told.programme or modules[0].slug, title, summary, modules, report)


def _named(archive: Archive, told: Manifest, first: BroughtModule) -> tuple[dict[str, str], dict[str, str]]:
    """What a new programme is called, and its summary; as its first module where nothing else is said."""
    if COURSE_FILE not in told.sha256:
        return _texts(first, TITLE), _texts(first, SUMMARY)
    course = from_toml(_text(archive, COURSE_FILE, told), COURSE_FILE)
    return texts_of(course, "title"), texts_of(course, "summary")


def _check_told(told: Manifest, archive: Archive) -> None:
    """Every file is told of, and everything told of is there, in modules whose names lead nowhere."""
    if {*archive.names} != {*told.sha256, manifest.NAME} or not 1 <= len(told.modules) <= MOST_MODULES:
        raise NotBroughtIn("other_than_manifest")
    folders = [packed.folder for packed in told.modules]
    for packed in told.modules:
        is_named = FOLDER.fullmatch(packed.folder) and SLUG.fullmatch(packed.slug)
        is_spoken = packed.main in LANGUAGES and packed.main in packed.languages
        if not is_named or not is_spoken or packed.version < 0 or len(packed.origin) > LONGEST_ORIGIN:
            raise NotBroughtIn("other_than_manifest", packed.folder)
    if len({*folders}) < len(folders) or (told.programme and not SLUG.fullmatch(told.programme)):
        raise NotBroughtIn("other_than_manifest")


def _module(archive: Archive, packed: Packed, told: Manifest, into: Path) -> BroughtModule:
    """The module, each of its files looked through; its media are written into the folder."""
    start, texts, media = f"{packed.folder}/", {}, {}
    for path in archive.names:
        if not path.startswith(start):
            continue
        name = path.removeprefix(start)
        if name.startswith("media/"):
            content, name = _read(archive, path, told), name.removeprefix("media/")
            check_media(name, content)
            media[name] = into / name
            media[name].write_bytes(content)
        elif name == FACTS_FILE or name in [f"{language}.md" for language in packed.languages]:
            texts[name] = _text(archive, path, told)
        else:
            raise NotBroughtIn("other_than_manifest", path)
    if FACTS_FILE not in texts:
        raise NotBroughtIn("other_than_manifest", packed.folder)
    draft = draft_from(texts, packed.main, packed.languages)
    return BroughtModule(
        packed.slug, replace(draft, came_from=CameFrom(packed.origin, packed.version)), media
    )


def _read(archive: Archive, name: str, told: Manifest) -> bytes:
    content = archive.read(name)
    if sha256(content).hexdigest() != told.sha256[name]:
        raise NotBroughtIn("other_than_manifest", name)
    return content


def _text(archive: Archive, name: str, told: Manifest) -> str:
    text = archive.text(name)
    if sha256(text.encode()).hexdigest() != told.sha256[name]:
        raise NotBroughtIn("other_than_manifest", name)
    return text


def _texts(module: BroughtModule, key: str) -> dict[str, str]:
    return {language: passage.text for language, passage in module.draft.passages.get(key, {}).items()}


def _title(module: BroughtModule) -> str:
    return module.draft.text(TITLE, module.draft.main) or module.slug
