"""Answers to the newer kinds of block are kept as given, refused when they fit nothing, and private."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from modules.answer_shapes import blank, is_empty
from modules.blocks import TrainingLog
from modules.models import Answer
from modules.quizzes import MatchQuiz, Pair, Statement, TrueFalseQuiz
from tests.acting import Auth
from tests.cast import Cast
from tests.modules.conftest import EVERY_KIND
from tests.modules.test_answer_shapes import Publish, put, stored

TRAINED = {"on": "2026-11-26", "did": "Gikk til vannet", "minutes": 20, "effort": 3, "felt": "Godt"}
EMPTY = {"on": "", "did": "", "minutes": None, "effort": None, "felt": ""}
QUIZZES = {
    "flere": {"chosen": [2, 0], "checked": True},
    "sant": {"said": ["true", ""]},
    "rekke": {"order": [2, 0, 1], "checked": False},
    "par": {"matched": [0, None, 1], "checked": True},
    "ord": {"text": "Krukka 🎈", "checked": True},
    "tall": {"text": "25,5", "checked": False},
}


@pytest.fixture
def module(publish: Publish) -> str:
    return publish(EVERY_KIND)


@pytest.mark.parametrize(
    ("block", "value"),
    [
        *QUIZZES.items(),
        ("flere", {"chosen": [], "checked": False}),
        ("rekke", {"order": [], "checked": False}),
        ("trening", {"trainings": [TRAINED, EMPTY, TRAINED | {"minutes": 0, "effort": 10}]}),
        ("trening", {"trainings": []}),
    ],
)
def test_an_answer_comes_back_as_it_was_given(
    session: Session, cast: Cast, auth: Auth, module: str, block: str, value: dict[str, Any]
) -> None:
    assert put(auth.login(cast.ana), module, block, value).status_code == 200

    assert stored(session, block).value == value


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("flere", {"chosen": [0, 0]}),
        ("flere", {"chosen": [3]}),
        ("flere", {"chosen": [-1]}),
        ("flere", {"chosen": [True]}),
        ("flere", {"chosen": 1}),
        ("flere", {"chosen": [0.5]}),
        ("flere", {"chosen": [0], "checked": "yes"}),
        ("sant", {"said": ["true"]}),
        ("sant", {"said": ["true", "", ""]}),
        ("sant", {"said": [True, False]}),
        ("sant", {"said": ["maybe", ""]}),
        ("rekke", {"order": [0, 1]}),
        ("rekke", {"order": [0, 1, 1]}),
        ("rekke", {"order": [1, 2, 3]}),
        ("rekke", {"order": [[0], [1], [2]]}),
        ("rekke", {"order": {"0": 1}}),
        ("par", {"matched": [0, 1]}),
        # The third pair has the same words on its right side as the first, and goes by that one's place.
        ("par", {"matched": [2, None, None]}),
        ("par", {"matched": [-1, None, None]}),
        ("par", {"matched": ["0", None, None]}),
        ("ord", {"text": "a" * 201}),
        ("ord", {"text": "to\nlinjer"}),
        ("ord", {"text": None}),
        ("ord", {"text": ["krukke"]}),
        ("tall", {"text": 25}),
        ("trening", {"trainings": [TRAINED] * 201}),
        ("trening", {"trainings": [TRAINED | {"on": "2026-13-01"}]}),
        ("trening", {"trainings": [TRAINED | {"on": "20261126"}]}),
        ("trening", {"trainings": [TRAINED | {"on": "2026-W48-4"}]}),
        ("trening", {"trainings": [TRAINED | {"on": "i dag"}]}),
        ("trening", {"trainings": [TRAINED | {"on": "2026-11-26' OR 1=1"}]}),
        ("trening", {"trainings": [TRAINED | {"minutes": -1}]}),
        ("trening", {"trainings": [TRAINED | {"minutes": 1441}]}),
        ("trening", {"trainings": [TRAINED | {"minutes": 1.5}]}),
        ("trening", {"trainings": [TRAINED | {"effort": 11}]}),
        ("trening", {"trainings": [TRAINED | {"effort": True}]}),
        ("trening", {"trainings": [TRAINED | {"felt": 7}]}),
        ("trening", {"trainings": {"0": TRAINED}}),
        ("trening", {"trainings": [[]]}),
    ],
)
def test_what_does_not_fit_the_block_is_refused(
    session: Session, cast: Cast, auth: Auth, module: str, block: str, value: dict[str, Any]
) -> None:
    response = put(auth.login(cast.ana), module, block, value)

    assert (response.status_code, (response.json or {})["error"]) == (422, "not_an_answer")
    assert session.scalars(select(Answer)).all() == []


def test_a_log_that_is_too_long_is_refused_clearly(cast: Cast, auth: Auth, module: str) -> None:
    long = [TRAINED | {"felt": "å" * 500}] * 21

    response = put(auth.login(cast.ana), module, "trening", {"trainings": long})

    assert (response.status_code, (response.json or {})["error"]) == (413, "answer_too_long")


@pytest.mark.parametrize(("block", "value"), QUIZZES.items())
def test_no_answer_to_a_quiz_is_ever_shared(
    session: Session, cast: Cast, auth: Auth, module: str, block: str, value: dict[str, Any]
) -> None:
    put(auth.login(cast.ana), module, block, value, shared_with="group")

    assert stored(session, block).shared_with == "nobody"


def test_a_training_log_is_shared_when_its_writer_chooses_so(
    session: Session, cast: Cast, auth: Auth, module: str
) -> None:
    first = TRAINED | {"on": "2026-11-20", "did": "Danset på kjøkkenet"}
    address = f"{module.rsplit('/', 1)[0]}/shared"
    ana, leader = auth.browser(cast.ana), auth.browser(cast.marit)
    put(ana, module, "trening", {"trainings": [TRAINED, first]})
    kept = leader.get(address).get_data(as_text=True)

    put(ana, module, "trening", {"trainings": [TRAINED, first]}, revision=2, base=1, shared_with="leaders")
    page = leader.get(address).get_data(as_text=True)

    assert "Danset" not in kept
    assert page.index("20 November") < page.rindex("Danset på kjøkkenet") < page.rindex("Gikk til vannet")
    assert "20 minutes" in page
    assert "<training-chart" in page


def test_empty_answers_are_as_long_as_the_block_asks() -> None:
    statements = [Statement("a", "b", True)] * 2
    pairs = [Pair("a", "b"), Pair("c", "d")]

    assert blank(TrueFalseQuiz("q", "", statements)) == {"said": ["", ""]}
    assert blank(MatchQuiz("q", "", pairs)) == {"matched": [None, None], "checked": False}
    assert blank(TrainingLog("q", "")) == {"trainings": []}


def test_that_something_is_held_for_not_true_is_an_answer() -> None:
    assert is_empty({"said": ["", ""]})
    assert not is_empty({"said": ["false", ""]})
