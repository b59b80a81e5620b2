"""What is acknowledged lies on the disk: the kernel is asked in which order it was told to do things."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.rooms.direct.member import Member
from tests.serving import Server

ANSWER = re.compile(r'43\d+\[\{\\"ok\\":true,\\"seq\\"')


def test_the_disk_has_it_before_the_acknowledgement_leaves(
    server: Server, members: list[Member], tmp_path: Path
) -> None:
    leader, _other, ana = members
    with watched(server, tmp_path / "calls"):
        for number in range(5):
            assert ana.do("send_message", text=f"Hei {number}")["ok"]

    calls = [call for line in (tmp_path / "calls").read_text().splitlines() if (call := kind(line))]
    # Each time: the log reaches the disk, then everybody hears of it, and the writer that it is kept.
    assert "".join(calls).count("A") == 5
    assert re.fullmatch(r"((D+)(U*)A(U*))+D*", "".join(calls)), calls
    assert leader.line.words().startswith('42["update"')


def kind(line: str) -> str:
    """D: synced to the disk. U: an update leaves. A: an acknowledgement leaves, alone or with the update."""
    if "fdatasync(" in line or "fsync(" in line:
        return "D"
    if "sendto(" not in line:
        return ""
    return "A" if ANSWER.search(line) else "U" if 'update\\"' in line else ""


@contextmanager
def watched(server: Server, into: Path) -> Iterator[None]:
    """Write down what the server asks of the kernel while the block lasts."""
    what = "trace=fdatasync,fsync,sendto"
    command = ["strace", "-f", "-s", "4096", "-e", what, "-o", str(into), "-p", str(server.pid)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    assert "attached" in process.stderr.readline()
    time.sleep(0.5)
    try:
        yield
    finally:
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)
