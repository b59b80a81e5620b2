"""Work that goes on beside the pages: each job runs again and again in the serving process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import structlog
from flask import Flask

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Job:
    """`work` is called every `seconds`, inside the application context."""

    name: str
    seconds: float
    work: Callable[[], None]


def register(app: Flask, job: Job) -> None:
    """Have `job` run while the application is served."""
    jobs_of(app).append(job)


def jobs_of(app: Flask) -> list[Job]:
    """The jobs of this application."""
    jobs: list[Job] = app.extensions.setdefault("jobs", [])
    return jobs


def run_once(app: Flask, job: Job) -> None:
    """One turn of a job; a failure is logged, and the next turn comes all the same."""
    try:
        with app.app_context():
            job.work()
    except Exception:
        log.exception("job_failed", job=job.name)


def run_for_ever(app: Flask, job: Job, sleep: Callable[[float], None]) -> None:
    """What the server starts for each job; `sleep` is the server's."""
    while True:
        sleep(job.seconds)
        run_once(app, job)
