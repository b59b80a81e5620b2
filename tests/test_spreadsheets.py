"""Tables that open in a spreadsheet without running anything."""

from __future__ import annotations

import pytest

from elearn.spreadsheets import csv_file, safe_cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_would_be_a_formula_is_text(start: str) -> None:
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


def test_a_blank_in_front_hides_no_formula() -> None:
    assert safe_cell(" =1+1") == "' =1+1"


@pytest.mark.parametrize("value", ["Ana", "Å-Ø", "1=1", 12, ""])
def test_everything_else_stays_as_it_is(value: object) -> None:
    assert safe_cell(value) == str(value)


def test_a_cell_with_a_semicolon_or_a_newline_stays_one_cell() -> None:
    assert csv_file([["Ana; Bjørn", "to\nlinjer"]]) == '\ufeff"Ana; Bjørn";"to\nlinjer"\r\n'
