"""The configuration of Janus and coturn, which carry voice and picture."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

HERE = Path(__file__).parent
# A browser takes a place in the relay for each connection, on each way to the relay (UDP, TCP, TLS) and each
# network that the device is in (wireless and mobile). In a mesh of ten it has nine connections. When its
# network changes they begin anew, and what it had taken there is given back only after ten minutes.
CONNECTIONS, WAYS, NETWORKS, ANEW = 9, 3, 2, 2
PLACES = CONNECTIONS * WAYS * NETWORKS * ANEW
# Through Janus each has two connections: 25 people take less than this, whichever carries.
FULL_ROOM = 25 * PLACES
NEEDED = {"plugins": ["libjanus_videoroom.so"], "transports": ["libjanus_websockets.so"]}
# Where Debian's packages keep what Janus loads.
LIBRARIES = "/usr/lib/*/janus"
TLS = """tls-listening-port={port}
cert={folder}/fullchain.pem
pkey={folder}/privkey.pem
no-tlsv1
no-tlsv1_1"""


@dataclass(frozen=True, slots=True)
class Where:
    """An address of this machine, the one that others see it at, and the ports that media travel through."""

    address: str
    public_address: str
    first_port: int
    last_port: int

    @property
    def ports(self) -> int:
        """How many there are: each place in the relay takes one."""
        return self.last_port - self.first_port + 1

    @property
    def is_mapped(self) -> bool:
        """Is there a router between that gives the machine another address?"""
        return self.public_address not in ("", self.address)


def janus_config(where: Where, secret: str, listen: str, port: int) -> Mapping[str, str]:
    """Janus' files by name, for one folder. `listen` and `port`: where our own processes reach it."""
    library = janus_library()
    mapping = f'    nat_1_1_mapping = "{where.public_address}"' if where.is_mapped else ""
    main = _filled(
        "janus.jcfg",
        library=library,
        secret=secret,
        address=where.address,
        mapping=mapping,
        first_port=where.first_port,
        last_port=where.last_port,
        other_plugins=_others(library, "plugins"),
        other_transports=_others(library, "transports"),
    )
    return {
        "janus.jcfg": main,
        "janus.transport.websockets.jcfg": _filled(
            "janus.transport.websockets.jcfg", listen=listen, port=port
        ),
        "janus.plugin.videoroom.jcfg": _filled("janus.plugin.videoroom.jcfg"),
    }


@dataclass(frozen=True, slots=True)
class Tls:
    """Where browsers come to by TLS, and the folder of the certificate and its key, as certbot names them."""

    port: int
    folder: Path


def turn_config(
    where: Where,
    realm: str,
    secret: str,
    port: int,
    allowed: Collection[str] = (),
    tls: Tls | None = None,
) -> str:
    """The text of turnserver.conf. `allowed`: what may be reached though its address is private: Janus."""
    public = where.public_address or where.address
    mapping = f"external-ip={public}/{where.address}" if where.is_mapped else ""
    reached = sorted({where.address, public, *allowed})
    return _filled(
        "turnserver.conf",
        address=where.address,
        port=port,
        mapping=mapping,
        first_port=where.first_port,
        last_port=where.last_port,
        realm=realm,
        secret=secret,
        places=PLACES,
        all_places=where.ports,
        tls=TLS.format(port=tls.port, folder=tls.folder) if tls else "no-tls",
        allowed="\n".join(f"allowed-peer-ip={each}" for each in reached),
    )


def janus_library() -> Path:
    """The folder of Janus' plugins and transports on this machine."""
    return next(Path("/").glob(LIBRARIES.lstrip("/")), Path("/usr/lib/janus"))


def _others(library: Path, kind: str) -> str:
    """All that is installed beside what is needed."""
    files = {file.name for file in (library / kind).glob("*.so")}
    return ",".join(sorted(files.difference(NEEDED[kind])))


def _filled(name: str, **values: object) -> str:
    return Template((HERE / name).read_text()).substitute(values)
