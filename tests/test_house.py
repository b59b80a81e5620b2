"""House rules of pages, scripts and files that no linter knows."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static/js").rglob("*.js"))

INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE)
INLINE_STYLE = re.compile(r"<style|\sstyle\s*=", re.IGNORECASE)
INLINE_HANDLER = re.compile(r"\son[a-z]+\s*=", re.IGNORECASE)
HTML_FROM_TEXT = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTMLUnsafe|\beval\(")
# In two parts, so that this file does not name them either.
REGISTRIES = [
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
]


def lines_with(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_page_holds_a_script() -> None:
    assert lines_with(INLINE_SCRIPT, TEMPLATES) == []
    assert lines_with(INLINE_HANDLER, TEMPLATES) == []


def test_no_page_holds_style() -> None:
    assert lines_with(INLINE_STYLE, TEMPLATES) == []


def test_no_script_makes_html_from_text() -> None:
    assert lines_with(HTML_FROM_TEXT, SCRIPTS) == []


def test_every_script_is_type_checked() -> None:
    unchecked = [path.name for path in SCRIPTS if "// @ts-check" not in path.read_text().splitlines()[:3]]

    assert unchecked == []


def test_only_the_connection_touches_the_socket() -> None:
    touching = [path.name for path in SCRIPTS if "socket.io" in path.read_text()]

    assert touching in ([], ["connection.js"])


def test_no_file_names_the_host_of_a_package_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    files = [ROOT / name for name in listed.decode().split("\0") if name]

    naming = [
        str(path.relative_to(ROOT))
        for path in files
        if path.is_file() and any(host.encode() in path.read_bytes() for host in REGISTRIES)
    ]

    assert naming == []
