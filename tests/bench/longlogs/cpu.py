"""How much CPU something took, to the microsecond: single commits and joins are too short for clock ticks."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tests.bench.processes import Process


def cpu_ms(process: Process) -> float:
    """Milliseconds on a core so far, of the process with its threads and children that live."""
    return sum(_task_ns(task) for pid in process._tree() for task in _tasks(pid)) / 1e6


def _tasks(pid: int) -> list[Path]:
    with suppress(OSError):
        return list(Path(f"/proc/{pid}/task").iterdir())
    return []


def _task_ns(task: Path) -> int:
    """The first field of schedstat (Documentation/scheduler/sched-stats)."""
    with suppress(OSError):
        return int((task / "schedstat").read_text().split()[0])
    return 0
