"""Commands that write the configuration of what carries voice and picture."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import click
from flask import current_app
from flask.cli import with_appcontext

from elearn.operations.grown.media import FULL_ROOM, Tls, Where, janus_config, turn_config
from elearn.operations.grown.secret_files import write_secret

SHORTEST_SECRET = 24

ADDRESS = click.option("--address", required=True, help="This machine's own address, not the loopback's.")
PUBLIC = click.option("--public-address", default="", help="The one others see, where that is another.")
CERTIFICATES = click.option(
    "--certificates",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of fullchain.pem and privkey.pem: browsers may come by TLS as well.",
)


@click.command("janus-config")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@ADDRESS
@PUBLIC
@click.option("--ports", default="20000-29999", show_default=True, help="UDP, for voice and picture.")
@with_appcontext
def write_janus_config(folder: Path, address: str, public_address: str, ports: str) -> None:
    """Write what Janus needs into FOLDER. It listens where ELEARN_JANUS_URL says, for who has its secret."""
    url = urlsplit(_setting("JANUS_URL"))
    texts = janus_config(
        _where(address, public_address, ports),
        _secret("JANUS_SECRET"),
        listen=url.hostname or "127.0.0.1",
        port=url.port or 8188,
    )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, text in texts.items():
        write_secret(folder / name, text)


@click.command("turn-config")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@ADDRESS
@PUBLIC
@click.option("--port", default=3478, show_default=True, help="Where browsers come to, UDP and TCP.")
@click.option("--ports", default="30000-49999", show_default=True, help="UDP, for voice and picture.")
@click.option("--janus", default="", help="Janus' address, where it is a private one.")
@CERTIFICATES
@click.option("--tls-port", default=5349, show_default=True, help="Where browsers come to by TLS.")
@with_appcontext
def write_turn_config(
    file: Path,
    address: str,
    public_address: str,
    port: int,
    ports: str,
    janus: str,
    certificates: Path | None,
    tls_port: int,
) -> None:
    """Write coturn's configuration into FILE, with the secret of ELEARN_TURN_SECRET."""
    where = _where(address, public_address, ports)
    if where.ports < FULL_ROOM:
        raise click.ClickException(f"A full room may need {FULL_ROOM} ports: give it at least as many.")
    realm = urlsplit(str(current_app.config["URL"])).hostname or "mestringsrom"
    tls = Tls(tls_port, certificates) if certificates else None
    text = turn_config(where, realm, _secret("TURN_SECRET"), port, [janus] if janus else [], tls)
    write_secret(file, text)


def _where(address: str, public_address: str, ports: str) -> Where:
    for each in filter(None, (address, public_address)):
        _check_address(each)
    first, _, last = ports.partition("-")
    try:
        return Where(address, public_address, int(first), int(last))
    except ValueError:
        raise click.ClickException("Ports are written as 20000-29999.") from None


def _check_address(address: str) -> None:
    try:
        found = ip_address(address)
    except ValueError:
        raise click.ClickException(f"{address} is no address: write it in numbers.") from None
    if found.is_loopback or found.is_unspecified:
        raise click.ClickException(f"{address} is only this machine's own: browsers cannot come there.")


def _setting(name: str) -> str:
    found = str(current_app.config[name])
    if not found:
        raise click.ClickException(f"Set ELEARN_{name} first.")
    return found


def _secret(name: str) -> str:
    """Whoever guesses it is let in: so it is long."""
    found = _setting(name)
    if len(found) < SHORTEST_SECRET:
        raise click.ClickException(f"ELEARN_{name} is too short: `openssl rand -hex 32` makes a good one.")
    return found
