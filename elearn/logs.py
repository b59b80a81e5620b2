"""Structured log lines. They tell which page and how long, never who: no names, addresses or tokens."""

from __future__ import annotations

import logging
import time
from contextlib import suppress

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger()

# Where it went wrong, without the values of variables: they hold passwords, tokens and what people wrote.
TRACEBACKS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)


class Lines(structlog.PrintLogger):
    """Prints each line. When the disk is full for the log too, that line is lost, and all else goes on."""

    def msg(self, message: str) -> None:
        with suppress(OSError):
            super().msg(message)

    log = debug = info = warning = error = critical = exception = msg


def init(app: Flask) -> None:
    """Configure logging from the settings and log one line for every request but those of machines."""
    level = logging.getLevelNamesMapping()[str(app.config["LOG_LEVEL"]).upper()]
    json = app.config["LOG_FORMAT"] == "json"
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            TRACEBACKS if json else structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=Lines,
    )
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    if request.endpoint not in (None, "static", "about.healthz", "operations.prometheus"):
        took = round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1)
        # The rule, not the path: a path may hold a personal link.
        rule = {"method": request.method, "endpoint": request.endpoint}
        log.info("request", **rule, status=response.status_code, ms=took)
    return response
