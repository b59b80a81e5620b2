"""The configuration of Janus and coturn, which carry voice and picture."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

HERE = Path(__file__).parent
# So many places a device may take in the relay at a time: with each connection over two ways, begun anew.
PLACES = 24
NEEDED = {"plugins": ["libjanus_videoroom.so"], "transports": ["libjanus_websockets.so"]}
# Where Debian's packages keep what Janus loads.
LIBRARIES = "/usr/lib/*/janus"


@dataclass(frozen=True, slots=True)
class Where:
    """An address of this machine, the one that others see it at, and the ports that media travel through."""

    address: str
    public_address: str
    first_port: int
    last_port: int

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


def turn_config(where: Where, realm: str, secret: str, port: int, allowed: Collection[str] = ()) -> str:
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
