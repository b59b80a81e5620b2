"""A page of a module, and the same text as a page of content in Kolibri: what each costs the server."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from elearn.app import create_app
from elearn.extensions import Model, db
from tests.acting import Auth
from tests.bench.contest import Effort
from tests.bench.cores import placed
from tests.bench.measures import Aim, Figures, Measure
from tests.bench.peers.kolibri import Kolibri, kolibri
from tests.bench.processes import Process, pinned_to, started
from tests.bench.visitor import Visitor
from tests.cast import gather
from tests.services.ports import free_port
from tests.shelf import fill_shelf

MODULE, PAGE = "m1-hva-tapper-og-fyller", "bolger"
WARM_UP = 20

Visit = Callable[[], object]


def our_page(_program: Path, effort: Effort) -> Figures:
    """A participant on a page that holds a story and lists, as often as it goes."""
    with _ours() as (server, visitor, address):
        return _measured(server, lambda: visitor.ask(address), effort)


def kolibri_anew(_program: Path, effort: Effort) -> Figures:
    """A learner who opens the page by its address: the shell, and what it asks for then but static files."""
    return _kolibri(effort, lambda learner: learner.open_page)


def kolibri_next(_program: Path, effort: Effort) -> Figures:
    """A learner who goes on to the page within the running app, which asks for this page's data alone."""
    return _kolibri(effort, lambda learner: learner.go_on)


class Learner:
    """The requests of Kolibri's own pages, recorded from a browser."""

    def __init__(self, place: Kolibri) -> None:
        self._made = place.made
        self._visitor, self._files = Visitor(place.port), Visitor(place.zip_port)
        self._begin()
        name = {"username": "ana", "password": "by the fjord", "facility": place.made["facility"]}
        self._send("POST", "/api/auth/session/", name | BROWSER)

    def open_page(self) -> None:
        """Seven requests and the text."""
        self._visitor.ask("/en/learn/")
        self._begin()
        self._visitor.ask("/learn/api/state")
        self._visitor.ask("/api/content/channel/?available=true")
        self.go_on()

    def go_on(self) -> None:
        """Three requests and the text."""
        node = self._made["node"]
        self._visitor.ask(f"/api/content/contentnode/{node}/")
        self._visitor.ask(f"/api/bookmarks/bookmarks/?contentnode_id={node}")
        about = {"node_id": node, "content_id": self._made["content"], "channel_id": self._made["channel"]}
        self._send("POST", "/api/logger/trackprogress/", about | {"kind": "html5"})
        self._files.ask(f"/content/zipcontent/{self._made['file']}/index.html")

    def _begin(self) -> None:
        self._send("PUT", "/api/auth/session/current/", {"active": False} | BROWSER)

    def _send(self, method: str, path: str, sent: object) -> None:
        token = self._visitor.cookies.get("kolibri_csrftoken", "")
        self._visitor.ask(path, method, sent, X_CSRFToken=token)


BROWSER = {"browser": {"name": "Chromium", "major": "1"}, "os": {"name": "Linux", "major": ""}}


def _kolibri(effort: Effort, visit: Callable[[Learner], Visit]) -> Figures:
    with _ours() as (_, visitor, address):
        text = visitor.ask(address, Accept_Encoding="identity").decode()
    with (
        tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as name,
        kolibri(Path(name), text, placed().servers[0]) as place,
    ):
        return _measured(place.server, visit(Learner(place)), effort)


@contextmanager
def _ours() -> Iterator[tuple[Process, Visitor, str]]:
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        data = Path(name)
        settings = {"DATA": name, "URL": f"http://localhost:{port}", "LOG_FORMAT": "json"}
        cookies, address = _participant(settings)
        environment = {f"ELEARN_{key}": value for key, value in settings.items()} | {"PORT": str(port)}
        command, log = [sys.executable, "wsgi.py"], data / "server.log"
        with started(command, port, placed().servers[0], log, **environment) as server:
            yield server, Visitor(port, cookies), address


def _participant(settings: dict[str, str]) -> tuple[dict[str, str], str]:
    """Ana's cookie and the page's address, in a new database with the whole cast and all modules."""
    app = create_app(**settings)
    with app.app_context():
        Model.metadata.create_all(db.engine)
        cast = gather(db.session)
        fill_shelf(db.session)
        db.session.commit()
        client = Auth(app, app.test_client()).login(cast.ana)
        name = app.config["SESSION_COOKIE_NAME"]
        cookie = client.get_cookie(name)
        assert cookie
        address = f"/courses/{cast.course.public_id}/modules/{MODULE}/{PAGE}"
        for engine in db.engines.values():
            engine.dispose()
    return {name: cookie.value}, address


def _measured(server: Process, visit: Visit, effort: Effort) -> Figures:
    """One visitor, one visit after the other, for the time of a load."""
    with pinned_to(placed().generator):
        for _ in range(WARM_UP):
            visit()
        before, own = server.cpu_s(), time.process_time()
        began = time.perf_counter()
        took = list(_visits(visit, began + effort.seconds))
    wall, spent = time.perf_counter() - began, server.cpu_s() - before
    return {
        "visits": len(took),
        "server CPU ms": spent * 1e3 / len(took),
        "p50 ms": sorted(took)[len(took) // 2] * 1e3,
        "server share": spent / wall,
        "visitor share": (time.process_time() - own) / wall,
    }


def _visits(visit: Visit, until: float) -> Iterator[float]:
    while (began := time.perf_counter()) < until:
        visit()
        yield time.perf_counter() - began


def _ratio(peer: str) -> Callable[..., float]:
    return lambda cases: float(cases["ours"]["server CPU ms"] / cases[peer]["server CPU ms"])


PEERS: Sequence[tuple[str, str]] = (
    ("kolibri-anew", "a module page, opened by its address"),
    ("kolibri-next", "a module page, next one in the app"),
)

PAGES = Measure(
    "A page of a module for a signed-in participant; in Kolibri the same text for a signed-in learner",
    {"ours": our_page, "kolibri-anew": kolibri_anew, "kolibri-next": kolibri_next},
    tuple(Aim(name, "ours", peer, 0.2, _ratio(peer)) for peer, name in PEERS),
)
