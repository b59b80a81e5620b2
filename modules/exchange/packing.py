"""Modules to an archive of ours: the same modules give the same bytes, wherever and whenever."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from modules.authoring.draft import Draft
from modules.exchange import manifest
from modules.exchange.folder_form import files_of
from modules.exchange.manifest import Manifest, Packed
from modules.exchange.toml import to_toml

COURSE_FILE, DRAFTS = "course.toml", "drafts"
# The oldest day a zip can name. A real one would make each archive another one.
EPOCH = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE = 0o100644 << 16
UNIX = 3


@dataclass(frozen=True, slots=True)
class Leaving:
    """A module on its way out: its text as a draft says it, and its media by name.

    `folder` is where it will lie in the archive, `version` and `origin` say where it comes from.
    """

    folder: str
    slug: str
    draft: Draft
    version: int
    origin: str
    media: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Course:
    """What the programme is called, when all of it leaves."""

    slug: str
    title: Mapping[str, str]
    summary: Mapping[str, str]


def pack(modules: Iterable[Leaving], course: Course | None = None) -> bytes:
    """The archive."""
    modules = list(modules)
    files: dict[str, bytes] = {}
    for module in modules:
        files |= {f"{module.folder}/{name}": content for name, content in _files(module).items()}
    if course:
        files[COURSE_FILE] = _course(course, [module.folder for module in modules])
    told = Manifest(
        programme=course.slug if course else "",
        modules=[_packed(module) for module in modules],
        sha256={name: sha256(content).hexdigest() for name, content in sorted(files.items())},
    )
    return zipped({manifest.NAME: manifest.to_bytes(told), **dict(sorted(files.items()))})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files in this order, with nothing in it of when and where it was made."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, PLAIN_FILE
            member.create_system = UNIX
            file.writestr(member, content)
    return archive.getvalue()


def _files(module: Leaving) -> dict[str, bytes]:
    """The folder's texts, and of its media those that are shown somewhere in them."""
    texts = files_of(module.draft)
    said = "\n".join(texts.values())
    shown = {name: path for name, path in module.media.items() if f'"{name}"' in said}
    media = {f"media/{name}": path.read_bytes() for name, path in sorted(shown.items())}
    return {name: text.encode() for name, text in texts.items()} | media


def _course(course: Course, folders: list[str]) -> bytes:
    titles = {"title": dict(sorted(course.title.items())), "summary": dict(sorted(course.summary.items()))}
    return to_toml({"modules": folders, **titles}).encode()


def _packed(module: Leaving) -> Packed:
    return Packed(
        folder=module.folder,
        slug=module.slug,
        version=module.version,
        languages=sorted(module.draft.languages),
        main=module.draft.main,
        origin=module.origin,
    )
