"""ejabberd, as its Debian package brings it, with a room for everybody and none of its shapers."""

from __future__ import annotations

import shutil
from pathlib import Path

CONFIGURATION = """
hosts: [localhost]
loglevel: warning
listen:
  - port: {port}
    ip: 127.0.0.1
    module: ejabberd_http
    backlog: 4096
    request_handlers:
      /ws: ejabberd_http_ws
auth_method: [anonymous]
anonymous_protocol: sasl_anon
modules:
  mod_muc:
    host: conference.localhost
    history_size: 0
    max_users: 200
    default_room_options:
      persistent: false
"""


def absent() -> str:
    """Why it cannot be had; empty when the package is installed."""
    if _libraries() and shutil.which("erl"):
        return ""
    return "ejabberd: bash tests/services/install.sh ejabberd installs its Debian package"


def ejabberd(port: int, folder: Path) -> list[str | Path]:
    """The command; all that it writes goes into `folder`. It runs without distribution, so without epmd."""
    (folder / "ejabberd.yml").write_text(CONFIGURATION.format(port=port))
    settings = ["-ejabberd", "config", f'"{folder}/ejabberd.yml"', "log_path", f'"{folder}/ejabberd.log"']
    places = ["-env", "ERL_LIBS", str(_libraries()), "-mnesia", "dir", f'"{folder}/mnesia"']
    # It has one core: more schedulers would only stand in each other's way.
    runtime = ["+P", "250000", "+S", "1:1", "-noinput"]
    return ["erl", *runtime, *places, *settings, "-s", "ejabberd"]


def _libraries() -> Path | None:
    """The folder in which Debian puts it, beside what is of this kind of machine."""
    found = sorted(Path("/usr/lib").glob("*/ejabberd-*/ebin"))
    return found[-1].parents[1] if found else None
