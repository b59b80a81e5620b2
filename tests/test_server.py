"""Starting the server: nothing is changed beside one that runs."""

from __future__ import annotations

import os
import resource
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

from tests.conftest import DATABASE
from tests.serving import ROOT, served


def test_a_port_that_is_taken_is_found_before_anything_is_prepared(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as running:
        port = str(running.getsockname()[1])
        environment = {**os.environ, "ELEARN_DATA": str(tmp_path), "ELEARN_DEMO": "1", "PORT": port}

        second = subprocess.run(
            [sys.executable, str(ROOT / "wsgi.py"), "--prepare"],
            env=environment,
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )

    assert second.returncode == 1
    assert f"Port {port} is in use." in second.stderr
    assert list(tmp_path.glob("*.sqlite3*")) == []


def test_more_people_than_a_systems_first_limit_can_come(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
    try:
        with served(tmp_path) as server:
            assert resource.prlimit(server.pid, resource.RLIMIT_NOFILE) == (hard, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_log_on_a_full_disk_stops_nobody(tmp_path: Path, empty_database: Path) -> None:
    """The kernel's own full disk is where the log goes."""
    shutil.copy(empty_database, tmp_path / DATABASE)
    (tmp_path / "server.log").symlink_to("/dev/full")

    with served(tmp_path) as server, urlopen(server.url, timeout=10) as page:
        assert page.status == 200
