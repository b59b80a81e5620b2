"""Namespaces of a drill's own: nobody else sees what it mounts or which networks it makes."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.serving import ROOT

# Needs no root where the system lets people have such namespaces.
UNSHARE = ("unshare", "--user", "--map-root-user")
_THERE = "ALONE_ALREADY"


def refused(*kinds: str) -> str:
    """Why this machine lets us have no namespaces of these kinds (`--mount`, `--net`); "" when it does."""
    try:
        tried = subprocess.run([*UNSHARE, *kinds, "true"], check=False, capture_output=True, text=True)
    except FileNotFoundError:
        return "unshare is missing here"
    return tried.stderr.strip() if tried.returncode else ""


def again(module: str, *kinds: str) -> int | None:
    """Do the same command line in there, and return how it ended; None when we are there already."""
    if _THERE in os.environ:
        return None
    if why := refused(*kinds):
        sys.exit(f"The drill cannot be done here: {why}.")
    command = [*UNSHARE, *kinds, sys.executable, "-m", module, *sys.argv[1:]]
    return subprocess.run(command, env={**os.environ, _THERE: "1"}, check=False, cwd=ROOT).returncode
