"""What stands between the braces of a question in GIFT: the answers, and what is said to each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from modules.exchange.gift_text import form_of, shown_on_a_line
from modules.exchange.questions import Choice, Way

ANSWER = re.compile(r"(?P<sign>[~=])(?P<text>[^~=]*)")
WEIGHT = re.compile(r"\s*%(?P<weight>-?\d{1,3}(\.\d{1,7})?)%")
TRUTH = re.compile(r"\s*(?P<said>TRUE|FALSE|T|F)\s*(#.*)?", re.DOTALL | re.IGNORECASE)
RANGE = re.compile(r"(?P<low>[^:]+?)\.\.(?P<high>.+)")
# Of a number no more is kept.
FINEST = Decimal("0.000001")


class NotHeld(Exception):
    """A question that no block of ours holds; `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Answers:
    """Taken from the text in the braces; `lost` are codes of what did not come along. Raises `NotHeld`."""

    def __init__(self, text: str, form: str) -> None:
        self._form = form
        self.lost: list[str] = []
        self.way, self.choices = self._read(text)

    def _read(self, text: str) -> tuple[Way, list[Choice]]:
        if truth := TRUTH.fullmatch(text):
            return Way.TRUE_FALSE, [self._truth(truth["said"], text)]
        if text.startswith("#"):
            return Way.NUMBER, list(self._amounts(text[1:].strip()))
        found = _found(text)
        if any(match["sign"] == "~" for match in found):
            return self._chosen(found)
        if all("->" in match["text"] for match in found):
            return Way.MATCH, list(self._pairs(found))
        return Way.TEXT, list(self._phrases(found))

    def _truth(self, said: str, text: str) -> Choice:
        """The first feedback is for those who are wrong, the second for the others; ours is for both."""
        _said, wrong, right = [*(shown_on_a_line(part, self._form) for part in text.split("#")), "", ""][:3]
        if wrong and right:
            self.lost.append("one_feedback")
        return Choice("", said.upper().startswith("T"), wrong or right)

    def _chosen(self, found: list[re.Match[str]]) -> tuple[Way, list[Choice]]:
        """Where one answer is marked as the right one, what is worth a part of it is not right."""
        has_one = any(match["sign"] == "=" for match in found)
        if has_one and any(0 < _weight(match) < 100 for match in found):
            self.lost.append("half_right")
        choices = [
            self._choice(match, match["sign"] == "=" or _weight(match) > (99 if has_one else 0))
            for match in found
        ]
        return (Way.ONE if has_one or len(choices) < 2 else Way.MANY), choices

    def _phrases(self, found: list[re.Match[str]]) -> Iterator[Choice]:
        """A star stands for any letters: such an answer is none of ours."""
        for match in found:
            if "*" in match["text"].partition("#")[0]:
                self.lost.append("any_letters")
            else:
                yield self._choice(match, self._is_whole(match))

    def _pairs(self, found: list[re.Match[str]]) -> Iterator[Choice]:
        """A right side to which nothing belongs only leads astray."""
        for match in found:
            left, right = (shown_on_a_line(side, self._form) for side in match["text"].split("->", 1))
            if left:
                yield Choice(left, True, right)
            else:
                self.lost.append("lonely_side")

    def _amounts(self, text: str) -> Iterator[Choice]:
        if not text.startswith(("=", "~")):
            number, _, feedback = text.partition("#")
            yield Choice(_amount(number), True, shown_on_a_line(feedback, self._form))
            return
        for match in _found(text):
            number, _, feedback = _unweighed(match).partition("#")
            if match["sign"] == "~":
                self.lost.append("other_feedback")
            else:
                yield Choice(_amount(number), self._is_whole(match), shown_on_a_line(feedback, self._form))

    def _is_whole(self, match: re.Match[str]) -> bool:
        """An answer without a weight is worth all."""
        is_whole = not WEIGHT.match(match["text"]) or _weight(match) == 100
        if not is_whole and _weight(match) > 0:
            self.lost.append("half_right")
        return is_whole

    def _choice(self, match: re.Match[str], is_right: bool) -> Choice:
        text, _, feedback = _unweighed(match).partition("#")
        form, text = form_of(text, self._form)
        return Choice(shown_on_a_line(text, form), is_right, shown_on_a_line(feedback, form))


def _found(text: str) -> list[re.Match[str]]:
    found = list(ANSWER.finditer(text))
    if not found or text[: found[0].start()].strip():
        raise NotHeld("braces")
    return found


def _weight(match: re.Match[str]) -> float:
    weight = WEIGHT.match(match["text"])
    return float(weight["weight"]) if weight else 0.0


def _unweighed(match: re.Match[str]) -> str:
    return WEIGHT.sub("", match["text"], count=1)


def _amount(said: str) -> str:
    """`4`, `4:0.5` (give or take) and `1..5` (from and to) as we write them. Raises `NotHeld`."""
    try:
        if reach := RANGE.fullmatch(said.strip()):
            low, high = Decimal(reach["low"].strip()), Decimal(reach["high"].strip())
            number, within = (low + high) / 2, (high - low) / 2
        else:
            number, within = (Decimal(part.strip() or "0") for part in f"{said}:".split(":")[:2])
        return f"{_plain(number)} ± {_plain(abs(within))}" if within else _plain(number)
    except InvalidOperation as error:
        raise NotHeld("unfit_number") from error


def _plain(number: Decimal) -> str:
    text = f"{number.quantize(FINEST):f}"
    return text.rstrip("0").rstrip(".") or "0"
