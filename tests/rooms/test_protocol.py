"""The protocol is written down: every command, event and refusal code stands in rooms/README.md as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from flask import Flask

from rooms.codec import COMMANDS, EVENTS, asked_fields
from rooms.core.refusals import Code
from rooms.media.asks import KINDS
from rooms.media.company import Rung
from rooms.media.rules import Off
from rooms.refusal_words import refusal_sentences

README = (Path(__file__).resolve().parents[2] / "rooms/README.md").read_text("utf-8")


def row(name: str, told: Iterable[str]) -> str:
    """How the row of a command or an event begins."""
    named = ", ".join(f"`{field}`" for field in told) or "–"
    return f"| `{name}` | {named} |"


def test_every_command_is_written_down_with_its_fields():
    assert [name for name, kind in COMMANDS.items() if row(name, asked_fields(kind)) not in README] == []


def test_every_event_is_written_down_with_its_fields():
    told = {name: [field.name for field in fields(kind)] for name, kind in EVENTS.items()}

    assert [name for name, of_it in told.items() if row(name, of_it) not in README] == []


def test_every_refusal_code_is_written_down():
    assert [code.value for code in Code if f"| `{code.value}` |" not in README] == []


def test_every_kind_of_sound_and_picture_is_written_down():
    words = [*KINDS, *Off, *Rung]

    assert [word for word in words if f"`{word}`" not in README.split("## Voice and picture")[1]] == []


def test_a_messages_way_takes_fewer_than_fifteen_lines():
    way = README.split("## A message's way")[1].split("##")[0].strip().splitlines()

    assert len(way) < 15


def test_every_refusal_code_has_a_sentence_of_its_own(app: Flask):
    with app.test_request_context():
        sentences = refusal_sentences()

    assert sentences.keys() == {code.value for code in Code}
    assert len(set(sentences.values())) == len(sentences)
