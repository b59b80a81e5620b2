"""A module in one language as a printed booklet: PDF/UA, typeset once for each edition and kept."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from PIL import Image

from elearn.eventloop import off_loop
from elearn.languages import speaking
from modules.exchange.booklet_nodes import Data
from modules.exchange.booklet_text import booklet_text
from modules.exchange.issue import Issue

SHEET = Path(__file__).with_name("booklet.typ")
# Accessible for those who listen: tagged, titled, with a language and a text for every picture (ISO 14289-1).
STANDARDS: list[typst.PDFStandard] = ["ua-1"]
KEPT = "booklets"
# What the typesetter does not read.
DRAWN_ANEW = (".avif",)


def booklet_of(data: Path, issue: Issue, language: str, course: Mapping[str, str]) -> bytes:
    """The PDF. Raises `NotFound` when the module has no pages in the language.

    Setting it takes up to a second of CPU, off the event loop: hold no open transaction when calling it.
    """
    with speaking(language):
        said = booklet_text(issue.text(language), language, course)
    pictures = {name: issue.media[name] for name in _pictures(said) if name in issue.media}
    said["pictures"] = {name: _name_set(name) for name in pictures}
    told = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    start = f"{issue.programme}.{issue.slug}.{language}."
    kept = data / KEPT / f"{start}{issue.edition}.{_fingerprint(told, pictures)}.pdf"
    with suppress(FileNotFoundError):
        return kept.read_bytes()
    content = off_loop(_typeset, told, pictures)
    _keep(kept, start, content)
    return content


def _pictures(said: Data) -> Iterator[str]:
    for page in said["pages"]:
        for block in page["blocks"]:
            yield from filter(None, (block.get("src", ""), block.get("poster", "")))


def _name_set(name: str) -> str:
    return f"{name}.png" if name.endswith(DRAWN_ANEW) else name


def _fingerprint(told: bytes, pictures: Mapping[str, Path]) -> str:
    """Another one whenever the booklet would look different."""
    sums = sha256(told + SHEET.read_bytes())
    for path in pictures.values():
        sums.update(path.read_bytes())
    return sums.hexdigest()[:16]


def _typeset(told: bytes, pictures: Mapping[str, Path]) -> bytes:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "booklet.json").write_bytes(told)
        shutil.copyfile(SHEET, root / SHEET.name)
        for name, path in pictures.items():
            (root / _name_set(name)).write_bytes(
                _drawn(path) if name.endswith(DRAWN_ANEW) else path.read_bytes()
            )
        set_: bytes = typst.compile(
            root / SHEET.name, root=root, ignore_system_fonts=True, format="pdf", pdf_standards=STANDARDS
        )
    return set_


def _drawn(path: Path) -> bytes:
    drawn = io.BytesIO()
    with Image.open(path, formats=("AVIF",)) as picture:
        picture.convert("RGBA").save(drawn, "PNG")
    return drawn.getvalue()


def _keep(path: Path, start: str, content: bytes) -> None:
    """Put it in the place of the edition before, in one step: others may be reading."""
    path.parent.mkdir(exist_ok=True)
    for older in path.parent.glob(f"{start}*"):
        older.unlink(missing_ok=True)
    new = path.with_name(f"{path.name}.{sha256(content).hexdigest()[:8]}")
    new.write_bytes(content)
    new.replace(path)
