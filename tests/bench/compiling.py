"""The programs in C, made for this machine when they are needed."""

from __future__ import annotations

import subprocess
from pathlib import Path

HERE = Path(__file__).parent


def compiled(folder: Path, name: str) -> Path:
    """The program of all sources in `tests/bench/NAME`, put into `folder`."""
    program = folder / name
    sources = sorted((HERE / name).glob("*.c"))
    subprocess.run(["gcc", "-O2", "-flto", "-Wall", "-o", program, *sources, "-lm"], check=True)
    return program
