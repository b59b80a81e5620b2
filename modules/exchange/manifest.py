"""What an archive of ours holds, as its manifest says."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from modules.exchange.refused import NotBroughtIn

NAME = "manifest.json"
FORMAT, VERSION = "mestringsrom-modules", 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A module. `version` is the number it was published as where it comes from, 0 for a draft."""

    folder: str
    slug: str
    version: int
    languages: list[str]
    main: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`sha256` has the checksum of every other file by its name. `programme` is empty without course.toml."""

    format: str = FORMAT
    version: int = VERSION
    programme: str = ""
    modules: list[Packed] = field(default_factory=list)
    sha256: dict[str, str] = field(default_factory=dict)


def to_bytes(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=2) + b"\n"


def from_bytes(content: bytes) -> Manifest:
    """The manifest. Raises `NotBroughtIn`."""
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise NotBroughtIn("unreadable_manifest", NAME) from error
    if manifest.format != FORMAT:
        raise NotBroughtIn("unreadable_manifest", NAME)
    if manifest.version > VERSION:
        raise NotBroughtIn("newer_format", NAME)
    return manifest
