"""The figures as Prometheus reads them. Labels come from lists of ours: no person can be in one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from rooms.engine import RoomEngine
from rooms.watching.figures import Figures
from rooms.watching.present import Present, present
from rooms.watching.spread import Spread

# What every name begins with.
OURS = "mestringsrom_"


class RoomsCollector(Collector):
    """Asked at each scrape; keeps nothing."""

    def __init__(self, found: RoomEngine) -> None:
        self._found = found

    def collect(self) -> Iterator[Metric]:
        yield from _here(present(self._found))
        yield from _asked(self._found.rooms.figures)
        yield from _stored(self._found.rooms.figures)
        yield from _sent(self._found.rooms.figures)


def _here(here: Present) -> Iterator[Metric]:
    connections = _gauge("connections", "Connections by the path they travel.", labels=["path"])
    for path, count in here.connections.items():
        connections.add_metric([path], count)
    yield connections
    yield _gauge("people", "People in rooms, each once in a room.", here.people)
    yield _gauge("rooms", "Rooms in memory.", here.rooms)
    yield _gauge("rooms_watched", "Rooms that somebody is connected to.", here.rooms_watched)
    yield _gauge("wishes_waiting", "Commands without an answer yet.", here.waiting)
    yield _gauge("parties", "Devices that take part with sound or picture.", here.parties)
    yield _gauge("turn_seconds", "Age of the turn that is going on; 0 between turns.", here.turning_s)
    if here.redis is not None:
        yield _gauge("redis_connected", "1 while other processes are heard through Redis.", here.redis)
    if here.janus is not None:
        yield _gauge("janus_connected", "1 while Janus can carry voice and picture.", here.janus)


def _asked(figures: Figures) -> Iterator[Metric]:
    commands = _counter("commands", "Commands by what came of them.", labels=["outcome", "code"])
    commands.add_metric(["accepted", ""], figures.accepted)
    commands.add_metric(["failed", ""], figures.failed)
    for code, count in figures.refused.items():
        commands.add_metric(["refused", code.value], count)
    yield commands
    yield _counter("turns", "Turns that had something to decide.", figures.wishes.count)
    yield _histogram("wishes_per_turn", "Commands that a turn took.", figures.wishes)
    yield _histogram("answer_seconds", "From a command's arrival to its answer.", figures.answer_s)
    yield _histogram("loop_lag_seconds", "How late the event loop woke a sleeper.", figures.lag_s)


def _stored(figures: Figures) -> Iterator[Metric]:
    yield _counter("entries", "Entries written to the logs of rooms.", figures.entries)
    yield _counter("messages", "Messages among them.", figures.messages)
    yield _histogram("commit_seconds", "Time of a transaction, from its beginning.", figures.commit_s)
    failed = _counter("failed_commits", "Transactions that failed, by why.", labels=["why"])
    failed.add_metric(["clash"], figures.clashes)
    failed.add_metric(["not_stored"], figures.not_stored)
    failed.add_metric(["other"], figures.not_committed)
    yield failed


def _sent(figures: Figures) -> Iterator[Metric]:
    yield _counter("updates", "Updates made.", figures.updates)
    yield _counter("deliveries", "Updates sent, once for each connection.", figures.deliveries)
    signals = _counter("signals", "Signals of sound and picture, by what came of them.", labels=["outcome"])
    signals.add_metric(["passed"], figures.signals)
    signals.add_metric(["refused"], figures.signals_refused)
    yield signals
    yield _counter("lines_behind", "Times a client had not read and updates were left out.", figures.behind)
    yield _counter("lines_cut", "Connections ended because nothing was read.", figures.cut)
    yield _counter("lines_slowed", "Times a client that sent too much was read later.", figures.slowed)


def _gauge(
    name: str, meaning: str, value: float | None = None, labels: list[str] | None = None
) -> GaugeMetricFamily:
    return GaugeMetricFamily(OURS + name, meaning, value, labels)


def _counter(
    name: str, meaning: str, value: float | None = None, labels: list[str] | None = None
) -> CounterMetricFamily:
    return CounterMetricFamily(OURS + name, meaning, value, labels)


def _histogram(name: str, meaning: str, spread: Spread) -> HistogramMetricFamily:
    bounds = [*map(str, spread.bounds), "+Inf"]
    buckets = list(zip(bounds, accumulate(spread.counts), strict=True))
    return HistogramMetricFamily(OURS + name, meaning, buckets, spread.sum)
