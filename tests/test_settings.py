"""The README tells every setting, with its default and its meaning, as the code has it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from elearn.config import SETTINGS

README = Path(__file__).parent.parent / "README.md"
ROW = re.compile(r"^\| `(ELEARN_\w+)` \| (.*?) \| (.*) \|$", re.MULTILINE)


def test_the_table_of_settings_is_that_of_the_code() -> None:
    told = ROW.findall(README.read_text())

    assert told == [(f"ELEARN_{each.name}", _shown(each.default), each.meaning) for each in SETTINGS]


def _shown(default: Any) -> str:
    return "off" if default is False else f"`{default}`" if default != "" else "empty"
