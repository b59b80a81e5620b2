"""The municipality's own speech engine: a line to it for each who speaks, and whether it is there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

import structlog

from elearn import eventloop
from rooms.media.captions.engine_line import END, TROUBLE, EngineLine, connected

log = structlog.get_logger()

# After so long without sound the stretch of speech is over, and the rest of the words is asked for.
QUIET_MS = 2_000
BACK_OFF_MS, LONGEST_BACK_OFF_MS = 1_000, 30_000


class Speaker(NamedTuple):
    """A device, whose it is, and where they speak: what is said in one place is never told in another."""

    sid: str
    room_id: int
    person: str
    place: str


@dataclass(slots=True)
class Stretch:
    """Speech of one person without a pause: `text` is what is known by now of the `utterance` that comes."""

    speaker: Speaker
    utterance: str
    line: EngineLine
    heard_at: int = 0
    text: str = ""
    is_finished: bool = False


# What is understood of a speaker's words: the utterance's id, the text, whether it is final.
Understood = Callable[[Speaker, str, str, bool], None]


class Engine:
    """`understood` gets the words; `changed` is called when the engine has gone, or come back.

    While it is away what is said is not written: nothing is kept to be written later.
    """

    def __init__(
        self, url: str, understood: Understood, changed: Callable[[], None], clock: Callable[[], int]
    ) -> None:
        self.is_away = False
        self._url, self._understood, self._changed, self._clock = url, understood, changed, clock
        self._stretches: list[Stretch] = []
        self._numbers = count(1)
        self._back_off, self._try_at, self._is_trying, self._is_known = BACK_OFF_MS, 0, False, False

    def hear(self, speaker: Speaker, sound: bytes) -> None:
        """A piece of what somebody says. Waits for nothing."""
        if self.is_away:
            return
        stretch = self._stretch_of(speaker)
        stretch.heard_at = self._clock()
        stretch.line.hear(sound)

    def drop(self, is_meant: Callable[[Speaker], bool]) -> None:
        """Pass on nothing more of those speakers, also not what is still being understood."""
        for stretch in [each for each in self._stretches if is_meant(each.speaker)]:
            self._stretches.remove(stretch)
            stretch.line.drop()

    def tend(self) -> None:
        """End stretches after which it is quiet; look for the engine when it is away, or not known yet."""
        now = self._clock()
        for stretch in self._stretches:
            if not stretch.is_finished and now - stretch.heard_at > QUIET_MS:
                stretch.is_finished = True
                stretch.line.finish()
        if (self.is_away or not self._is_known) and not self._is_trying and now >= self._try_at:
            self._is_trying = True
            eventloop.in_background(self._try)

    def _stretch_of(self, speaker: Speaker) -> Stretch:
        for stretch in self._stretches:
            if stretch.speaker == speaker and not stretch.is_finished:
                return stretch
        stretch = Stretch(
            speaker,
            self._next(),
            EngineLine(
                self._url,
                lambda text, final: self._understand(stretch, text, final),
                lambda is_lost: self._end(stretch, is_lost),
            ),
        )
        self._stretches.append(stretch)
        return stretch

    def _next(self) -> str:
        return f"engine-{next(self._numbers)}"

    def _understand(self, stretch: Stretch, text: str, final: bool) -> None:
        if text == stretch.text and not final:
            return
        utterance, before = stretch.utterance, stretch.text
        stretch.text = "" if final else text
        if final:
            stretch.utterance = self._next()
        if text or before:
            self._understood(stretch.speaker, utterance, text, final)

    def _end(self, stretch: Stretch, is_lost: bool) -> None:
        if stretch in self._stretches:
            self._stretches.remove(stretch)
            if stretch.text:  # as far as it was understood
                self._understand(stretch, stretch.text, True)
        if is_lost:
            self._lose()

    def _lose(self) -> None:
        if self.is_away:
            return
        self.is_away = True
        self._back_off, self._try_at = BACK_OFF_MS, self._clock() + BACK_OFF_MS
        log.warning("captions_engine_away")
        self._changed()

    def _try(self) -> None:
        """Connect and say goodbye."""
        try:
            with closing(connected(self._url)) as line:
                line.send(END)
                line.recv()
        except TROUBLE:
            self._lose()
            self._try_at = self._clock() + self._back_off
            self._back_off = min(2 * self._back_off, LONGEST_BACK_OFF_MS)
        else:
            self._come_back()
        finally:
            self._is_trying = False

    def _come_back(self) -> None:
        self._is_known, was_away, self.is_away = True, self.is_away, False
        if was_away:
            log.info("captions_engine_back")
            self._changed()
