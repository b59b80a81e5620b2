"""Dependencies point inward: every rule of the house about who may import whom, proved on the source."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
OURS = ("elearn", "modules", "rooms")

# Files that decide without looking anything up.
PURE = ("rules", "roles", "scoring", "run_sheets")
# What meets the browser.
VIEWS = ("views", "sockets", "log_pages")
# What belongs to no feature (`elearn/clock.py`), and what everybody asks: who are you?
FLOOR = tuple(
    f"elearn.{file.stem}" for file in (ROOT / "elearn").glob("[a-z]*.py") if file.stem not in ("app", "cli")
)
WHO = ("elearn.accounts",)
# What live rooms and modules may know of the platform.
PLATFORM = ("elearn.accounts", "elearn.organisations", "elearn.courses", "elearn.enrolment")
# These read everything, so nothing may depend on them.
LAST = ("elearn.reports", "elearn.demo")


@dataclass(frozen=True)
class Source:
    """One of our files: its name as a module, and its syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def feature(self) -> str:
        """The package that the file belongs to: `elearn.courses`, `modules`, `rooms`."""
        parts = self.name.split(".")
        return ".".join(parts[:2]) if parts[0] == "elearn" else parts[0]

    @property
    def layer(self) -> str:
        """What the file is in its feature: `views` for `views.py` and for all in `views/`."""
        parts = self.name.removeprefix(self.feature).strip(".").split(".")
        return parts[0]

    @property
    def imports(self) -> list[str]:
        """Everything imported anywhere in the file, functions included, as full names."""
        return [name for node in ast.walk(self.tree) for name in _imported(node, self)]


@cache
def sources() -> tuple[Source, ...]:
    files = sorted(path for package in OURS for path in (ROOT / package).rglob("*.py"))
    return (*map(_source, files), _source(ROOT / "wsgi.py"))


def _source(path: Path) -> Source:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    return Source(name, path, ast.parse(path.read_text(), str(path)))


def _imported(node: ast.AST, source: Source) -> Iterable[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=module, names=names, level=level):
            base = _absolute(module or "", level, source)
            return [f"{base}.{alias.name}" for alias in names]
        case _:
            return []


def _absolute(module: str, level: int, source: Source) -> str:
    if level == 0:
        return module
    is_package = source.path.name == "__init__.py"
    parts = source.name.split(".")
    parent = parts[: len(parts) - level + is_package]
    return ".".join([*parent, module]).strip(".")


def within(name: str, packages: Iterable[str]) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


def is_ours(name: str) -> bool:
    return within(name, OURS)


def is_standard(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names


def is_pure(name: str) -> bool:
    """True for what is imported from a file that only decides."""
    return is_ours(name) and bool({*name.split(".")[1:3]} & {*PURE, "core"})


def broken(of: Callable[[Source], bool], allowed: Callable[[Source, str], bool]) -> list[str]:
    """The imports of the files `of` a kind that are not `allowed`."""
    return [
        f"{source.path.relative_to(ROOT)} imports {name}"
        for source in sources()
        if of(source)
        for name in source.imports
        if not allowed(source, name)
    ]


def test_the_core_of_the_room_knows_only_the_standard_library() -> None:
    wrong = broken(
        of=lambda source: within(source.name, ["rooms.core"]),
        allowed=lambda _, name: is_standard(name) or within(name, ["rooms.core"]),
    )

    assert wrong == []


def test_pure_files_know_only_the_standard_library_and_their_own_package() -> None:
    wrong = broken(
        of=lambda source: source.layer in PURE,
        allowed=lambda source, name: is_standard(name) or within(name, [source.feature]) or is_pure(name),
    )

    assert wrong == []


def test_models_know_their_own_package_people_and_organisations() -> None:
    known = ("elearn.extensions", "elearn.clock", "elearn.accounts.models", "elearn.organisations.models")

    wrong = broken(
        of=lambda source: source.layer == "models",
        allowed=lambda source, name: (
            not is_ours(name) or within(name, [source.feature, *known]) or is_pure(name)
        ),
    )

    assert wrong == []


def test_reads_and_writes_know_nothing_of_the_request() -> None:
    wrong = broken(
        of=lambda source: source.layer in ("queries", "service"),
        allowed=lambda source, name: (
            not within(name, ["flask.request", "flask.session", "flask.g", "flask_login"])
            and not (is_ours(name) and within(name, ["elearn.accounts.current"]))
        ),
    )
    whole = broken(
        of=lambda source: source.layer in ("queries", "service"), allowed=lambda _, name: name != "flask"
    )

    assert wrong + whole == []


def test_views_and_sockets_know_their_own_package() -> None:
    def allowed(source: Source, name: str) -> bool:
        platform = PLATFORM if source.feature in ("modules", "rooms") else ()
        return not is_ours(name) or within(name, [source.feature, *FLOOR, *WHO, *platform]) or is_pure(name)

    wrong = broken(of=lambda source: source.layer in VIEWS and source.feature not in LAST, allowed=allowed)

    assert wrong == []


def test_views_and_sockets_hold_no_queries() -> None:
    queries = ("select", "insert", "update", "delete", "text", "func")

    wrong = broken(
        of=lambda source: source.layer in VIEWS,
        allowed=lambda _, name: name not in [f"sqlalchemy.{query}" for query in queries],
    )

    assert wrong == []


def test_rooms_and_modules_never_know_each_other() -> None:
    wrong = broken(
        of=lambda source: source.feature in ("rooms", "modules"),
        allowed=lambda source, name: (
            not is_ours(name) or within(name, [source.feature, *FLOOR, *PLATFORM]) or is_pure(name)
        ),
    )
    crossed = broken(
        of=lambda source: source.feature in ("rooms", "modules"),
        allowed=lambda source, name: not within(name, {"rooms", "modules"} - {source.feature}),
    )

    assert wrong + crossed == []


def test_nothing_depends_on_reports_and_the_demonstration() -> None:
    wrong = broken(
        of=lambda source: source.feature not in LAST and source.name != "elearn.app",
        allowed=lambda _, name: not within(name, LAST),
    )

    assert wrong == []


def test_only_the_server_and_the_command_line_know_the_whole_application() -> None:
    wrong = broken(
        of=lambda source: source.name != "wsgi" and source.name.split(".")[-1] != "cli",
        allowed=lambda _, name: not within(name, ["elearn.app"]),
    )

    assert wrong == []


def test_only_the_application_wires_features() -> None:
    elsewhere = [
        str(source.path.relative_to(ROOT))
        for source in sources()
        if source.name != "elearn.app"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr == "register_blueprint"
    ]

    assert elsewhere == []


def test_only_three_files_know_the_event_loop() -> None:
    wrong = broken(
        of=lambda source: source.name not in ("wsgi", "elearn.server", "elearn.eventloop"),
        allowed=lambda _, name: not within(name, ["eventlet", "greenlet"]),
    )

    assert wrong == []


def test_the_application_knows_every_table() -> None:
    files = {source.name for source in sources() if source.layer == "models"}
    wired = next(source for source in sources() if source.name == "elearn.app").imports

    assert sorted(files - set(wired)) == []
