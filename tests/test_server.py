"""Starting the server: nothing is changed beside one that runs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from tests.serving import ROOT


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
