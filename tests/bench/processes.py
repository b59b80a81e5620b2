"""Server processes on cores of their own: started, asked for its CPU time and memory, stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.bench.cores import Cores

ROOT = Path(__file__).resolve().parents[2]
START_S, STOP_S = 60, 20
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Process:
    """A running program, or several, whose figures can be read. Somebody else may have started them."""

    def __init__(self, *pids: int) -> None:
        self.pids = pids

    def cpu_s(self) -> float:
        """Seconds of CPU, user and system, of the processes and their children, also of those that ended."""
        return sum(_ticks(pid) for pid in self._tree()) / TICKS

    def rss_kb(self) -> float:
        """Memory in use by the processes and their children, in kB."""
        pages = [_field(f"/proc/{pid}/statm", 1) for pid in self._tree()]
        return sum(pages) * PAGE / 1024

    def pin(self, cores: Cores) -> None:
        """Let it run on these cores alone, with all its threads and children."""
        for pid in self._tree():
            # Some of them may just be ending.
            with suppress(FileNotFoundError, ProcessLookupError):
                for task in Path(f"/proc/{pid}/task").iterdir():
                    os.sched_setaffinity(int(task.name), cores)

    def _tree(self) -> list[int]:
        parents = {pid: parent for pid in _pids() if (parent := _parent(pid)) is not None}
        tree = [*self.pids]
        for pid in tree:
            tree += [child for child, parent in parents.items() if parent == pid]
        return tree


@contextmanager
def started(
    command: Sequence[str | Path], port: int, cores: Cores, log: Path, **settings: str
) -> Iterator[Process]:
    """Run a server on `cores` until the block ends; it begins when the server answers on `port`."""
    with log.open("ab") as out, pinned_to(cores):
        environment = {**os.environ, **settings}
        running = subprocess.Popen(command, env=environment, stdout=out, stderr=out, cwd=ROOT)
    try:
        _wait(running, port, log)
        yield Process(running.pid)
    finally:
        running.send_signal(signal.SIGTERM)
        try:
            running.wait(STOP_S)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


@contextmanager
def pinned_to(cores: Cores) -> Iterator[None]:
    """Whatever is started in the block stays on `cores`: it inherits that from us."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _wait(running: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        try:
            urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except HTTPError:
            return
        except (URLError, OSError):
            if running.poll() is not None:
                break
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the server did not answer:\n{log.read_text('utf-8', 'replace')}")


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _parent(pid: int) -> int | None:
    try:
        return int(_stat(pid)[1])
    except (FileNotFoundError, ProcessLookupError):
        return None


def _ticks(pid: int) -> int:
    """User and system time, its own and its ended children's (proc(5), fields 14 to 17)."""
    try:
        return sum(int(value) for value in _stat(pid)[11:15])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def _stat(pid: int) -> list[str]:
    """The fields after the name, which may hold anything."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _field(path: str, index: int) -> int:
    try:
        return int(Path(path).read_text().split()[index])
    except (FileNotFoundError, ProcessLookupError):
        return 0
