"""Each drill in its short form: a few seconds, on whatever machine, so that nothing is said of times."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.compiling import compiled
from tests.hardship import alone, bad_line, clocks, full_disk, hostile, soak
from tests.hardship.chart import draw
from tests.hardship.clocks import DAY
from tests.hardship.hostile import Attack
from tests.hardship.soak import Evening
from tests.hardship.storms import storms
from tests.hardship.telling import Figures
from tests.serving import ROOT, Server

needs_gcc = pytest.mark.skipif(not shutil.which("gcc"), reason="NOT TESTED: no gcc for the generator")
needs_faketime = pytest.mark.skipif(not clocks.library(), reason="NOT TESTED: no libfaketime")
needs_mount = pytest.mark.skipif(bool(alone.refused("--mount")), reason="NOT TESTED: nobody may mount here")
needs_net = pytest.mark.skipif(
    bool(alone.refused("--mount", "--net")) or not Path("/dev/net/tun").exists() or not shutil.which("ip"),
    reason="NOT TESTED: no network namespaces or no /dev/net/tun here",
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled(tmp_path_factory.mktemp("generator"), "generator")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server that the drill starts, on an empty folder."""
    server = Server(tmp_path)
    yield server
    server.stop()


def by_hand(module: str, *options: str) -> Figures:
    """What a drill prints last that has to run in namespaces of its own."""
    command = [sys.executable, "-m", module, *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout, done.stderr
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


@needs_gcc
def test_an_evening_loses_and_repeats_nothing(server: Server, program: Path, tmp_path: Path):
    evening = Evening(rooms=3, people=6, per_second=20, minutes=2, idle=50, minute_s=2)

    figures = soak.soak(server, program, evening)

    assert soak.faults(figures) == []
    assert (figures["sent"], figures["silent"], len(figures["minutes"])) == (80, 50, 2)
    soak.drawn(tmp_path / "soak.svg", figures)
    assert (tmp_path / "soak.svg").read_text().count("<polyline") == 6


@needs_gcc
def test_people_who_come_and_go_leave_no_memory_behind(server: Server, program: Path):
    figures = storms(server, program, people=100, times=3)

    assert figures["growth_after_first_mb"] < 10
    assert figures["log"] == {"tracebacks": 0, "errors": 0, "critical": 0}


@needs_gcc
def test_hostile_frames_cost_other_rooms_nothing_but_time(server: Server, program: Path):
    attack = Attack(
        frames=800, seed=3, frames_per_second=200, silent=50, ill_rooms=2, rooms=2, calm_s=2, look_s=1
    )

    figures = hostile.attacked(server, program, attack)

    assert hostile.faults(figures) == []
    assert figures["frames"] == 800
    assert {"closed with 1002", "closed with 1007", "closed with 1009", "refused: malformed"} <= {
        row["answer"] for row in figures["came"]
    }


@needs_mount
def test_a_full_disk_refuses_in_words_and_all_goes_on_when_there_is_space():
    figures = by_hand("tests.hardship.full_disk", "--seconds", "3")

    assert full_disk.faults(figures) == []


@needs_faketime
def test_a_clock_that_jumps_a_day_moves_nothing(server: Server):
    preloaded = clocks.library()
    assert preloaded

    figures = clocks.jumped(server, preloaded, jumps=(DAY, 0))

    assert clocks.faults(figures) == []
    assert len(figures["jumps"]) == 2


@needs_net
def test_a_bad_line_loses_no_message():
    figures = by_hand("tests.hardship.bad_line", "--seconds", "6", "--per-minute", "60")

    assert bad_line.faults(figures) == []
    assert figures["packets_lost"] > 0


def test_a_drawing_is_of_use_when_nothing_was_measured(tmp_path: Path):
    draw(tmp_path / "empty.svg", "Nothing <yet>", "minute", {"Memory": {"RSS": []}})

    assert "Nothing &lt;yet&gt;" in (tmp_path / "empty.svg").read_text()
