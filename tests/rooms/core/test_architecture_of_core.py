"""The core is pure: the standard library and itself, no clock, no chance of its own; every code is told."""

import ast
import sys
from pathlib import Path

import pytest

from rooms.core.refusals import Code

CORE = Path(__file__).parents[3] / "rooms" / "core"
FILES = sorted(CORE.rglob("*.py"))
FORBIDDEN = {"time", "datetime", "uuid", "secrets", "os", "socket", "threading"}

# Said by the shell around the core, and tested there.
OF_THE_SHELL = {
    Code.MALFORMED,
    Code.TOO_LARGE,
    Code.SIGNED_OUT,
    Code.TOO_FAST,
    Code.ROOM_TOO_FAST,
    Code.PAGE_TOO_OLD,
    Code.NOT_SAVED,
    Code.MEDIA_OFF,
    Code.MEDIA_FULL,
    Code.PICTURES_FULL,
    Code.BAD_SIGNAL,
    Code.CAPTIONS_OFF,
}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def codes_named_in(paths):
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "Code"
            ):
                yield Code[node.attr]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_the_core_imports_the_standard_library_and_itself_only(path):
    outside = [
        name
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not f"{name}.".startswith("rooms.core.")
    ]

    assert outside == []


@pytest.mark.parametrize("path", FILES, ids=str)
def test_the_core_has_no_clock_and_makes_no_ids(path):
    assert [name for name in imported(path) if name.split(".")[0] in FORBIDDEN] == []


def test_every_refusal_of_the_core_is_told_by_a_test():
    told = set(
        codes_named_in(path for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__))
    )

    assert set(codes_named_in(FILES)) == set(Code) - OF_THE_SHELL
    assert set(Code) - OF_THE_SHELL - told == set()


def test_a_code_is_its_own_name_in_small_letters():
    assert [code.value for code in Code] == [code.name.lower() for code in Code]


@pytest.mark.parametrize("theme", [path.stem for path in (CORE / "evolutions").glob("*.py")])
def test_every_theme_has_the_same_name_on_both_sides(theme):
    assert theme == "people" or (CORE / "decisions" / f"{theme}.py").exists()
