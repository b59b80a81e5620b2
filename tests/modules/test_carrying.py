"""Answers come along to a newer version: by their words, and what has no place is left whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.answer_shapes import accepted
from modules.blocks import (
    Agreement,
    Answered,
    Checklist,
    Choice,
    EnergyLog,
    ManyQuiz,
    NetworkMap,
    Quiz,
    Reflection,
    Scale,
)
from modules.carrying import Carried, carried
from modules.quizzes import MatchQuiz, OrderQuiz, Pair, Statement, TrueFalseQuiz


def quiz(*words: str) -> Quiz:
    return Quiz("b", "Hva?", [Choice(each, "Ja", is_right=True) for each in words])


def things(*words: str) -> Checklist:
    return Checklist("b", "", list(words))


def days(*drains: str) -> dict[str, Any]:
    return {"days": [{"drains": each, "fills": "", "level": None} for each in drains]}


def many(*words: str) -> ManyQuiz:
    return ManyQuiz("b", "Hva?", [Choice(each, "Ja", is_right=True) for each in words])


def stated(*words: str) -> TrueFalseQuiz:
    return TrueFalseQuiz("b", "Hva?", [Statement(each, "Ja", True) for each in words])


def ordered(*words: str) -> OrderQuiz:
    return OrderQuiz("b", "Hva?", list(words))


def pairs(*words: str) -> MatchQuiz:
    return MatchQuiz("b", "Hva?", [Pair(each[0], each[1]) for each in words])


REFLECTION, PROMISE = Reflection("b", "Hva?"), Agreement("b", "Ja?")


@pytest.mark.parametrize(
    ("before", "after", "value", "expected"),
    [
        (REFLECTION, Reflection("b", "Hva nå?"), {"text": "hei"}, Carried({"text": "hei"}, True)),
        (quiz("a", "b"), quiz("b", "c", "a"), {"chosen": 0}, Carried({"chosen": 2}, True)),
        (quiz("a", "b"), quiz("b", "c"), {"chosen": 0}, Carried(None, False)),
        (quiz("a", "b"), quiz("b"), {"chosen": None}, Carried({"chosen": None}, True)),
        (quiz("a", "a"), quiz("x", "a", "a"), {"chosen": 1}, Carried({"chosen": 2}, True)),
        (things("a", "b", "c"), things("c", "a"), {"ticked": [0, 2]}, Carried({"ticked": [0, 1]}, True)),
        (things("a", "b"), things("b"), {"ticked": [0, 1]}, Carried({"ticked": [0]}, False)),
        (things("a", "b"), things("b"), {"ticked": [0]}, Carried(None, False)),
        (things("a"), things("b"), {"ticked": []}, Carried({"ticked": []}, True)),
        (Scale("b", "?", 0, 10), Scale("b", "!", 0, 10), {"number": 7}, Carried({"number": 7}, True)),
        (Scale("b", "?", 0, 10), Scale("b", "?", 0, 9), {"number": 7}, Carried(None, False)),
        (EnergyLog("b", "?", 1), EnergyLog("b", "?", 2), days("x"), Carried(days("x", ""), True)),
        (EnergyLog("b", "?", 2), EnergyLog("b", "?", 1), days("x", "y"), Carried(days("x"), False)),
        (EnergyLog("b", "?", 2), EnergyLog("b", "?", 1), days("x", ""), Carried(days("x"), True)),
        (many("a", "b"), many("b", "c", "a"), {"chosen": [0, 1], "checked": True},
         Carried({"chosen": [0, 2], "checked": True}, True)),
        (many("a", "b"), many("b", "c"), {"chosen": [0, 1], "checked": True},
         Carried({"chosen": [0], "checked": True}, False)),
        (stated("a", "b"), stated("b", "c"), {"said": ["true", "false"]},
         Carried({"said": ["false", ""]}, False)),
        (stated("a", "b"), stated("c", "b"), {"said": ["", "false"]}, Carried({"said": ["", "false"]}, True)),
        (stated("a"), stated("b"), {"said": ["true"]}, Carried(None, False)),
        (ordered("a", "b", "c"), ordered("c", "a", "b"), {"order": [2, 0, 1], "checked": True},
         Carried({"order": [0, 1, 2], "checked": True}, True)),
        (ordered("a", "b"), ordered("a", "c"), {"order": [1, 0], "checked": False}, Carried(None, False)),
        (ordered("a", "b"), ordered("a", "c"), {"order": [], "checked": False},
         Carried({"order": [], "checked": False}, True)),
        (pairs("a1", "b2", "c1"), pairs("c1", "b2", "a1"), {"matched": [1, None, 0], "checked": True},
         Carried({"matched": [0, None, 1], "checked": True}, True)),
        (pairs("a1", "b2"), pairs("a1", "c3"), {"matched": [1, 0], "checked": False}, Carried(None, False)),
        (pairs("a1", "b2"), pairs("a1", "c3"), {"matched": [0, None], "checked": False},
         Carried({"matched": [0, None], "checked": False}, True)),
        (PROMISE, Agreement("b", "Ja!"), {"agreed": True, "on": "2026-11-01"},
         Carried({"agreed": True, "on": "2026-11-01"}, True)),
        (REFLECTION, NetworkMap("b", "?"), {"text": "hei"}, Carried(None, False)),
        (REFLECTION, None, {"text": "hei"}, Carried(None, False)),
        (REFLECTION, None, {"text": " "}, Carried(None, True)),
        # What older software stored and no block ever asked.
        (quiz("a"), quiz("a"), {"chosen": 7}, Carried(None, False)),
    ],
)  # fmt: skip
def test_what_becomes_of_an_answer(
    before: Answered, after: Answered | None, value: dict[str, Any], expected: Carried
) -> None:
    assert carried(before, after, value) == expected


WORDS = st.lists(st.sampled_from("abcde"), min_size=1, max_size=5)


@given(WORDS, WORDS, st.data())
def test_a_tick_never_moves_to_other_words(before: list[str], after: list[str], data: st.DataObject) -> None:
    ticked = data.draw(st.lists(st.integers(0, len(before) - 1), unique=True))

    found = carried(things(*before), things(*after), {"ticked": ticked})

    now = [after[place] for place in (found.value or {"ticked": []})["ticked"]]
    were = [before[place] for place in ticked]
    assert all(now.count(each) <= were.count(each) for each in now)
    assert found.is_whole == (sorted(now) == sorted(were))
    if found.value is not None:
        assert accepted(things(*after), found.value) == found.value
