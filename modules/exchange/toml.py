"""The little TOML that a module's folder needs: written here, read by the standard library."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from modules.exchange.refused import NotBroughtIn

Value: TypeAlias = str | int | Sequence[str] | Mapping[str, str]


def to_toml(facts: Mapping[str, Value]) -> str:
    """Plain values first, then each mapping as a table; names stand in the order given."""
    plain = [f"{name} = {_said(value)}" for name, value in facts.items() if not isinstance(value, Mapping)]
    tables = [
        "\n".join(["", f"[{name}]", *(f"{key} = {_said(text)}" for key, text in value.items())])
        for name, value in facts.items()
        if isinstance(value, Mapping)
    ]
    return "\n".join([*plain, *tables]) + "\n"


def from_toml(text: str, name: str) -> dict[str, Any]:
    """What the file says. Raises `NotBroughtIn`."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise NotBroughtIn("unreadable_file", name) from error


def texts_of(facts: Mapping[str, Any], name: str) -> dict[str, str]:
    """The table of that name: text by language; what is not text is left out."""
    found = facts.get(name)
    if not isinstance(found, Mapping):
        return {}
    return {str(code): text for code, text in found.items() if isinstance(text, str)}


def _said(value: str | int | Sequence[str] | Mapping[str, str]) -> str:
    """A string of JSON is one of TOML, but for the sign that deletes."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
