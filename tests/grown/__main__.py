"""`make grown`: the whole installation on this machine, with the demo's data, until Ctrl+C."""

from __future__ import annotations

import argparse
import signal
import tempfile
import threading
from pathlib import Path

from tests.grown.installation import grown


def main() -> None:
    """Start, say where, wait, stop."""
    parser = argparse.ArgumentParser(prog="python -m tests.grown", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--data", type=Path, help="A folder for uploads and logs; a new one when left out.")
    asked = parser.parse_args()
    enough = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: enough.set())
    print("Starting PostgreSQL, Redis, Janus, coturn, nginx and the processes.", flush=True)
    with tempfile.TemporaryDirectory(prefix="grown-") as folder:
        data = asked.data or Path(folder)
        data.mkdir(parents=True, exist_ok=True)
        with grown(data, asked.port, asked.processes, DEMO="1", LANGUAGE="nb") as installation:
            ports = ", ".join(str(server.port) for server in installation.processes)
            print(f"\n  Mestringsrom is open at {installation.url}  (Ctrl+C stops all of it)", flush=True)
            print(f"  processes on {ports} · logs in {data}/server.log\n", flush=True)
            enough.wait()
            print("Stopping.", flush=True)


if __name__ == "__main__":
    main()
