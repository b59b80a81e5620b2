"""Every refusal code has a sentence, and every sentence that JavaScript asks for exists."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask import Flask, render_template, session

from elearn.languages import number
from rooms.codec import KIND_OF
from rooms.core.refusals import Code
from rooms.wire.announced import TOLD, TOLD_TO_LEADERS, TOLD_TO_STAFF
from rooms.words import spoken

ELEMENTS = Path(__file__).parents[2] / "static/js/elements"
SAID = re.compile(r'\bsay\("(\w+)", "(\w+)"')
# Told so that something on the screen may move; there is nothing to say about them.
QUIET = {"word_ended", "pen_put_down", "member_left"}


def test_every_refusal_has_a_sentence(app: Flask) -> None:
    with app.test_request_context():
        sentences = spoken()["refusals"]

    assert sentences.keys() == {code.value for code in Code}
    assert [code for code, sentence in sentences.items() if not sentence.strip()] == []


def test_every_event_that_is_told_is_announced_or_meant_to_be_quiet(app: Flask) -> None:
    told = {KIND_OF[kind] for kind in TOLD | TOLD_TO_STAFF | TOLD_TO_LEADERS}

    with app.test_request_context():
        announced = {name.removesuffix("_me") for name in spoken()["announcements"]}

    assert told - announced == QUIET


def test_javascript_asks_for_no_sentence_that_is_not_there(app: Flask) -> None:
    with app.test_request_context():
        equipment = render_template("equipment/_words.html")
        sentences = spoken() | json.loads(equipment[equipment.index(">") + 1 : equipment.rindex("<")])
    asked = {pair for script in ELEMENTS.glob("*.js") for pair in SAID.findall(script.read_text())}

    assert [f"{group}.{key}" for group, key in asked if key not in sentences.get(group, {})] == []


@pytest.mark.parametrize(("language", "mean"), [("nb", "7,6"), ("nn", "7,6"), ("se", "7,6"), ("en", "7.6")])
def test_a_mean_is_written_in_the_room_as_in_the_log(app: Flask, language: str, mean: str) -> None:
    with app.test_request_context():
        session["language"] = language

        assert number(7.6) == mean
        assert f"7{spoken()['words']['decimal']}6" == mean
