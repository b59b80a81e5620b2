"""How this process is doing just now and how its last hour was: what the administrators' page shows of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from elearn.clock import now
from elearn.operations.rules import Recent, State, state_of
from rooms.engine import engine
from rooms.refusal_words import refusal_sentences
from rooms.watching.figures import Figures
from rooms.watching.hour import MINUTES, Minute
from rooms.watching.jobs import hour
from rooms.watching.present import Present, present
from rooms.watching.spread import Spread

# What the state in words is about.
RECENT_MINUTES = 5
SHARES = (0.5, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class Bar:
    """A minute that began `at`, and its place in a drawing that is an hour wide and 100 high."""

    at: datetime
    messages: int
    deliveries: int
    refused: int
    x: int
    height: float


@dataclass(frozen=True, slots=True)
class Times:
    """Half, 95 and 99 of a hundred took at most so many milliseconds; empty without any."""

    commit: list[float]
    answer: list[float]
    lag: list[float]


@dataclass(frozen=True, slots=True)
class Live:
    """`bars` are the whole minutes of the last hour; `done` is what was done in it and in the running one."""

    at: datetime
    here: Present
    state: State
    bars: list[Bar]
    done: Figures
    times: Times
    refusals: list[tuple[str, str, int]]

    @property
    def busiest(self) -> Bar | None:
        """The minute with the most messages; None when there was no message."""
        with_messages = [bar for bar in self.bars if bar.messages]
        return max(with_messages, key=lambda bar: bar.messages, default=None)


def live() -> Live:
    """This process as it is now."""
    here, done = present(engine()), hour().last(MINUTES)
    return Live(
        at=now(),
        here=here,
        state=state_of(_recent(hour().last(RECENT_MINUTES), here)),
        bars=bars(hour().minutes()),
        done=done,
        times=Times(*(_milliseconds(each) for each in (done.commit_s, done.answer_s, done.lag_s))),
        refusals=_refusals(done),
    )


def bars(minutes: Iterable[Minute]) -> list[Bar]:
    """The minutes as bars, the last at the right edge, the tallest as high as the drawing."""
    held = list(minutes)
    most = max((minute.done.messages for minute in held), default=0) or 1
    return [
        Bar(
            at=datetime.fromtimestamp(minute.at / 1000, UTC) - timedelta(minutes=1),
            messages=minute.done.messages,
            deliveries=minute.done.deliveries,
            refused=sum(minute.done.refused.values()),
            x=place,
            height=round(100 * minute.done.messages / most, 1),
        )
        for place, minute in enumerate(held, MINUTES - len(held))
    ]


def _recent(done: Figures, here: Present) -> Recent:
    return Recent(
        commit_s=done.commit_s.most(0.95),
        answer_s=done.answer_s.most(0.95),
        lag_s=done.lag_s.most(0.95),
        not_saved=done.not_stored + done.not_committed,
        failed=done.failed,
        turning_s=here.turning_s,
        redis=here.redis,
        janus=here.janus,
    )


def _milliseconds(spread: Spread) -> list[float]:
    found = [spread.most(share) for share in SHARES]
    return [seconds * 1000 for seconds in found if seconds is not None]


def _refusals(done: Figures) -> list[tuple[str, str, int]]:
    """Sentence, code and number of each refusal there was, the most frequent first."""
    sentences = refusal_sentences()
    counted = sorted(done.refused.items(), key=lambda pair: -pair[1])
    return [(sentences[code.value], code.value, count) for code, count in counted if count]
