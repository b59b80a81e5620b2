"""The grown installation: through nginx, over the death of each of its parts, over a rolling restart."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from elearn.operations.commands import show_nginx_config
from tests.grown.drill import Load, drill, rolling_restarts
from tests.grown.installation import Installation, grown
from tests.services.ports import free_port


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with grown(tmp_path_factory.mktemp("grown"), free_port(), processes=2) as installation:
        yield installation


def test_pages_come_through_nginx_and_figures_for_watching_do_not(installation: Installation):
    with urlopen(f"{installation.url}/healthz", timeout=10) as answer:
        assert json.load(answer)["status"] == "ok"

    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{installation.url}/metrics", timeout=10)


def test_every_part_may_be_killed_under_load(installation: Installation):
    """Two kills of a process and one of each database; `python -m tests.grown.drill` does a hundred."""
    figures = drill(installation, 4, Load(rooms=2, people=5, per_minute=60), random.Random(1))

    print(figures)
    assert figures["killed"] == {"postgresql": 1, "process": 2, "redis": 1}
    assert {name: figures[name] for name in ("lost", "duplicated", "reordered", "refused")} == {
        "lost": 0,
        "duplicated": 0,
        "reordered": 0,
        "refused": {},
    }
    assert (figures["acked_but_not_stored"], figures["stored_twice"]) == (0, 0)
    assert figures["stored"] == figures["acked"] == figures["sent"] > 50
    assert figures["delivered"] == figures["acked"] * 5


def test_a_rolling_restart_loses_and_repeats_nothing(installation: Installation):
    figures = rolling_restarts(installation, 1, Load(rooms=3, people=5, per_minute=60))

    print(figures)
    assert [figures[name] for name in ("lost", "duplicated", "reordered", "refused")] == [0, 0, 0, {}]
    assert figures["acked"] == figures["sent"] > 50
    assert figures["reconnects"] > 0
    # People are moved within five seconds, each to a process that is there: nobody waits for their own.
    assert figures["longest_away_s"] < 8
    assert "no live upstreams" not in (installation.nginx / "error.log").read_text()


def test_nothing_went_wrong_meanwhile(installation: Installation):
    assert "Traceback" not in installation.processes[0].log()


def test_the_configuration_for_a_real_address_has_its_certificate():
    arguments = ["--name", "kurs.example.org", "--ports", "8101,8102,8103", "--certificates", "/etc/tls"]
    printed = CliRunner().invoke(show_nginx_config, arguments).output

    assert printed.count("server 127.0.0.1:8102 max_fails=1 fail_timeout=2s;") == 1
    assert printed.count("server 127.0.0.1:8102 max_fails=0;") == 1
    assert "listen 443 ssl;" in printed
    assert "server_name kurs.example.org;" in printed
    assert "ssl_certificate /etc/tls/fullchain.pem;" in printed
    assert "$arg_room" in printed
    assert "$$" not in printed


def test_the_units_start_what_is_there():
    folder = Path(__file__).resolve().parents[2] / "elearn/operations/grown"
    unit = (folder / "mestringsrom@.service").read_text()

    assert "ExecStart=/srv/mestringsrom/app/.venv/bin/python wsgi.py" in unit
    assert "Environment=PORT=%i" in unit
