"""What becomes of a file that has arrived: looked at, made safe, kept under a name made of its content."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from modules.library import captions, pictures, recordings
from modules.library.drawings import checked_drawing
from modules.library.forms import Form, form_of
from modules.library.models import Kind
from modules.library.refusals import TooLarge, Unfit, told_when_full

# What has no place in a line of text: controls, and what turns the order of reading.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What is in the folder now, with what could be learnt about it."""

    name: str
    kind: Kind
    mime: str
    bytes: int
    sha256: str
    width: int | None = None
    height: int | None = None
    seconds: int | None = None


def take_in(arrived: Path, filename: str, folder: Path) -> TakenIn:
    """Make a file of the library of what has arrived, which stays where it is until somebody removes it.

    Takes its time: not for the event loop. Raises `Unfit`, `TooLarge` and `DiskFull`, and leaves nothing.
    """
    form = form_of(filename)
    size = arrived.stat().st_size
    if form.most and size > form.most:
        raise TooLarge
    if not form.agrees(arrived):
        raise Unfit
    with arrived.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    name = f"{form.kind}-{sha256[:16]}{form.kept_as}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return _kept(form, arrived, folder, TakenIn(name, form.kind, form.mime, size, sha256))


def taken_text(text: str, suffix: str, folder: Path) -> TakenIn:
    """The same for a text that was written here: captions."""
    arrived = folder.parent / f".{os.getpid()}-{hashlib.sha256(text.encode()).hexdigest()[:16]}{suffix}"
    try:
        with told_when_full():
            arrived.write_text(text, encoding="utf-8")
        return take_in(arrived, arrived.name, folder)
    finally:
        arrived.unlink(missing_ok=True)


def one_line(text: str) -> str:
    """Words that people write about a file, safe to show."""
    return " ".join(UNSAFE.sub(" ", text).split())


def title_of(filename: str) -> str:
    """What its author calls it: the name it came under, without folders and ending."""
    return one_line(Path(filename.replace("\\", "/")).stem)[:120] or "–"


def _kept(form: Form, arrived: Path, folder: Path, taken: TakenIn) -> TakenIn:
    """Put the content in its place, each kind in its way."""
    target = folder / taken.name
    match form.kept_as:
        case ".webp":
            width, height = pictures.draw_anew(arrived, folder, taken.name)
            return replace(taken, width=width, height=height, bytes=target.stat().st_size)
        case ".svg":
            said = checked_drawing(arrived.read_text(encoding="utf-8-sig"))
            _place(arrived, target)
            return replace(taken, width=said[0], height=said[1])
        case ".vtt":
            text = captions.written(captions.read_cues(arrived.read_text(encoding="utf-8-sig")))
            _write(target, text)
            return replace(taken, bytes=target.stat().st_size)
        case _:
            _place(arrived, target)
            return replace(taken, seconds=recordings.seconds(target))


def _place(arrived: Path, target: Path) -> None:
    """A second name for the same bytes, so that a film needs its room once; a copy where none can be."""
    try:
        os.link(arrived, target)
    except FileExistsError:
        return
    except OSError:
        _copy(arrived, target)


def _copy(arrived: Path, target: Path) -> None:
    beside = target.with_suffix(".new")
    try:
        with told_when_full():
            shutil.copyfile(arrived, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _write(target: Path, text: str) -> None:
    beside = target.with_suffix(".new")
    try:
        with told_when_full():
            beside.write_text(text, encoding="utf-8")
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
