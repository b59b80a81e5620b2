"""The configuration of nginx for so many processes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from string import Template

CERTIFICATES = """    ssl_certificate {folder}/fullchain.pem;
    ssl_certificate_key {folder}/privkey.pem;
"""
# In each location anew: one header of its own there, and nginx takes none from outside.
FORWARDED = """        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;"""


def nginx_config(ports: Sequence[int], listen: str, name: str, certificates: str = "") -> str:
    """The text for inside nginx's `http` block.

    `ports` are those of the processes here, `listen` and `name` the address of nginx itself. `certificates`
    is the folder of the TLS certificate and key; without it nginx speaks plain http.
    """
    template = Template(Path(__file__).with_name("nginx.conf").read_text())
    return template.substitute(
        rooms=_servers(ports, "max_fails=0"),
        pages=_servers(ports, "max_fails=1 fail_timeout=2s"),
        forwarded=FORWARDED,
        listen=f"{listen} ssl" if certificates else listen,
        name=name,
        tls=CERTIFICATES.format(folder=certificates) if certificates else "",
    )


def _servers(ports: Sequence[int], how: str) -> str:
    return "\n".join(f"    server 127.0.0.1:{port} {how};" for port in ports)
