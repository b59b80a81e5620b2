"""Captions: cues with a beginning, an end and words, read from WebVTT and written as such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from modules.library.refusals import Unfit

MOST_CUES = 5_000
LONGEST_TEXT = 500
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is read from `start` to `end`, in milliseconds."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with cue number `cue`, from nought. `code` is stable; the page has its words."""

    cue: int
    code: str


def read_cues(text: str) -> list[Cue]:
    """The cues of a file. Raises `Unfit` when it holds no captions."""
    if not text.removeprefix("\ufeff").startswith("WEBVTT"):
        raise Unfit("no_captions")
    try:
        captions = webvtt.WebVTT.from_string(text).captions
    except (MalformedFileError, MalformedCaptionError, ValueError) as error:
        raise Unfit("no_captions") from error
    # A cue that could not be read would go without a word.
    if len(captions) > MOST_CUES or len(captions) != text.count("-->"):
        raise Unfit("no_captions")
    return [
        Cue(each.start_time.in_milliseconds(), each.end_time.in_milliseconds(), _clean(each.raw_text))
        for each in captions
    ]


def written(cues: Sequence[Cue]) -> str:
    """The file of these cues, each on its time."""
    captions = [webvtt.Caption(_time(cue.start), _time(cue.end), _clean(cue.text)) for cue in cues]
    return str(webvtt.WebVTT(captions=captions).content)


def troubles(cues: Sequence[Cue]) -> list[Trouble]:
    """What has to be looked at before these can be kept, in the order of the cues."""
    found = []
    for place, cue in enumerate(cues):
        before = cues[place - 1] if place else None
        if not _clean(cue.text):
            found.append(Trouble(place, "empty"))
        elif len(cue.text) > LONGEST_TEXT:
            found.append(Trouble(place, "too_long"))
        if "-->" in cue.text:
            found.append(Trouble(place, "arrow"))
        if cue.end <= cue.start:
            found.append(Trouble(place, "ends_before"))
        if before and cue.start < before.start:
            found.append(Trouble(place, "begins_before"))
        elif before and cue.start < before.end:
            found.append(Trouble(place, "overlaps"))
    return found


def _clean(text: str) -> str:
    """Without what nobody sees, and without empty lines: in the file one would end the cue."""
    lines = (line.strip() for line in UNSAFE.sub("", text).split("\n"))
    return "\n".join(line for line in lines if line)


def _time(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}.{rest:03}"
