"""Work that goes on beside the pages: each job runs again and again in the serving process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import structlog
from flask import Flask

from elearn import locks

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Job:
    """`work` is called every `seconds`, inside the application context.

    Where several processes serve one installation, an `alone` job is done by only one of them.
    """

    name: str
    seconds: float
    work: Callable[[], None]
    alone: bool = False


def register(app: Flask, job: Job) -> None:
    """Have `job` run while the application is served."""
    jobs_of(app).append(job)


def jobs_of(app: Flask) -> list[Job]:
    """The jobs of this application."""
    jobs: list[Job] = app.extensions.setdefault("jobs", [])
    return jobs


def at_end(app: Flask, leave: Callable[[], None]) -> None:
    """Have `leave` called once when the server ends gently; it may take its seconds."""
    app.extensions.setdefault("at_end", []).append(leave)


def end(app: Flask) -> None:
    """Leave in good order."""
    for leave in app.extensions.get("at_end", []):
        run_once(app, Job("end", 0, leave))


def run_once(app: Flask, job: Job) -> None:
    """One turn of a job; a failure is logged, and the next turn comes all the same."""
    try:
        with app.app_context():
            if not job.alone or locks.is_mine(job.name):
                job.work()
    except Exception:
        log.exception("job_failed", job=job.name)


def run_for_ever(app: Flask, job: Job, sleep: Callable[[float], None]) -> None:
    """What the server starts for each job; `sleep` is the server's."""
    while True:
        sleep(job.seconds)
        run_once(app, job)
