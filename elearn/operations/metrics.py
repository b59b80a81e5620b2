"""What Prometheus is given: the rooms' figures, the process itself, and which version it is."""

from __future__ import annotations

from flask import Flask, current_app
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import InfoMetricFamily
from prometheus_client.registry import Collector

from elearn.operations import queries
from rooms.engine import RoomEngine
from rooms.watching.collector import OURS, RoomsCollector

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


class _Version(Collector):
    def collect(self) -> list[InfoMetricFamily]:
        return [InfoMetricFamily(OURS + "build", "What is running.", {"version": queries.version()})]


def init(app: Flask) -> None:
    """A registry of the application's own: the library's global one would mix those of one process."""
    found: RoomEngine = app.extensions["room_engine"]
    registry = CollectorRegistry()
    registry.register(RoomsCollector(found))
    registry.register(_Version())
    ProcessCollector(registry=registry)
    app.extensions["metrics"] = registry


def exposition() -> bytes:
    """Everything as it is now, in the text format of Prometheus."""
    registry: CollectorRegistry = current_app.extensions["metrics"]
    return generate_latest(registry)
