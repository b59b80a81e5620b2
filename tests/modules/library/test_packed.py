"""Documents of office programs: what every one of them holds is no program."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from modules.library.packed import is_office


@pytest.mark.parametrize(
    ("inside", "is_taken"),
    [
        ("xl/printerSettings/printerSettings1.bin", True),
        ("xl/vbaProject.bin", False),
        ("xl/embeddings/oleObject1.bin", False),
        ("xl/run.vbs", False),
    ],
)
def test_a_sheet_with_the_settings_of_a_printer_is_taken_and_one_with_a_program_is_not(
    tmp_path: Path, inside: str, is_taken: bool
) -> None:
    sheet = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(sheet, "w") as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml", inside):
            archive.writestr(name, "x")

    assert is_office("xl")(sheet) is is_taken
