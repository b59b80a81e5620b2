"""Texts that people write, made safe to store and to show beside others."""

from __future__ import annotations

import re

# Control signs, overrides of the writing direction, halves of letters: no database or reader needs them.
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without what hides or reverses words; lines and tabs stay."""
    return UNWANTED.sub("", text.replace("\r\n", "\n"))
