"""A certificate as a page to print."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import typst

from elearn.eventloop import off_loop

PAGE = Path(__file__).with_name("certificate.typ")


def printed(said: Mapping[str, str]) -> bytes:
    """A PDF with these words. Takes a moment of CPU, off the event loop; hold no open transaction."""
    return off_loop(_compiled, json.dumps(dict(said)))


def _compiled(said: str) -> bytes:
    inputs = {"said": said}
    made: bytes = typst.compile(PAGE.read_bytes(), format="pdf", sys_inputs=inputs, ignore_system_fonts=True)
    return made
