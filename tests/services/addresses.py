"""An address of this machine that is not the loopback's: Janus takes no other for voice and picture."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from typing import Any

# Where nothing but the loopback exists: a pair of interfaces of the tests' own (RFC 5737 gives the address).
MADE, ITS_END, MADE_ADDRESS = "mestring0", "mestring1", "198.51.100.1"


@cache
def own_address() -> str:
    """The first IPv4 address of this machine; when there is none, a pair of interfaces is made for one."""
    found = _addresses()
    if not found:
        _make_pair()
        found = _addresses()
    assert found, "no address but the loopback's: Janus needs another one"
    return found[0]


def _addresses() -> list[str]:
    listed = subprocess.run([_ip(), "-json", "-4", "address"], capture_output=True, text=True, check=True)
    interfaces: list[dict[str, Any]] = json.loads(listed.stdout)
    return [
        each["local"]
        for interface in interfaces
        if "LOOPBACK" not in interface["flags"] and "UP" in interface["flags"]
        for each in interface["addr_info"]
        if each["scope"] == "global"
    ]


def _make_pair() -> None:
    for arguments in (
        ("link", "add", MADE, "type", "veth", "peer", "name", ITS_END),
        ("address", "add", f"{MADE_ADDRESS}/24", "dev", MADE),
        ("link", "set", ITS_END, "up"),
        ("link", "set", MADE, "up"),
    ):
        subprocess.run([_ip(), *arguments], check=True, capture_output=True)


def _ip() -> str:
    return shutil.which("ip") or "/usr/sbin/ip"
