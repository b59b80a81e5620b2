"""What an engine answers, and how much sound there may be."""

from __future__ import annotations

import pytest

from rooms.media.captions.engine_line import words_in
from rooms.media.captions.sound import BYTES_PER_S, Flow


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ('{"partial": "jeg"}', ("jeg", False)),
        ('{"result": [{"conf": 1.0, "word": "jeg"}], "text": "jeg sov"}', ("jeg sov", True)),
        ('{"alternatives": [{"confidence": 2.0, "text": "jeg sov"}, {"text": "jeg så"}]}', ("jeg sov", True)),
        ('{"text": ""}', ("", True)),
        *[(answer, (None, False)) for answer in ("", "{", "[]", "7", '{"text": 7}', '{"alternatives": []}')],
        (b"\xff\xfe", (None, False)),
    ],
)
def test_the_words_of_an_answer(answer: str | bytes, words: tuple[str | None, bool]) -> None:
    assert words_in(answer) == words


def test_a_device_sends_no_faster_than_somebody_speaks() -> None:
    flow, second = Flow(), BYTES_PER_S

    # What waited on a bad line comes at once, then as fast as the clock goes.
    assert [flow.takes(second, 1_000) for _ in range(5)] == [True, True, True, True, False]
    assert [flow.takes(second, 1_000 + 1_000 * at) for at in range(1, 20)] == [True] * 19
    twice_as_fast = [flow.takes(second // 2, 20_000 + 250 * at) for at in range(1, 41)]
    assert 15 <= twice_as_fast.count(False) <= 20
