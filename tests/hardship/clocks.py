"""The clock of the server jumps, an hour and a day, forward and back, while a room is open.

    .venv/bin/python -m tests.hardship.clocks             # about two minutes

A real process under libfaketime, which reads from a file how far off it is; what measures durations goes on
as it does when somebody sets a clock. After each jump: who is connected stays, what is written is
acknowledged and comes to everybody once and in order, groups that were about to end do so in their seconds,
pages open with the cookie and the link that people have, also those made while the clock was off.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from sqlalchemy import select, update

from elearn.accounts.models import Person, SignIn
from elearn.accounts.personal_links import issue_link
from elearn.clock import now
from elearn.extensions import db
from rooms.simulation.client import Client, Ticket
from tests.hardship.crowds import complaints, crowd, verified
from tests.hardship.telling import Figures, progress, report
from tests.operations.drill import beside, messages_in
from tests.rooms.clients import ANA, LEADER, seated
from tests.serving import Server

HOUR, DAY = 3_600, 86_400
# There and back again: what was made while the clock was off is used after it.
JUMPS_S = (HOUR, 0, -HOUR, 0, DAY, 0, -DAY, 0)
# So many seconds before they end by themselves groups are when the clock jumps; it is noticed within this.
COUNTDOWN_S, NOTICED_S = 5, 4.0
LIBRARIES = ("/usr/lib/*/faketime/libfaketimeMT.so.1", "/usr/lib*/faketime/libfaketimeMT.so.1")


def library() -> str | None:
    """Where Debian's `libfaketime` lies; None when it is not installed."""
    found = [path for pattern in LIBRARIES for path in Path("/").glob(pattern.removeprefix("/"))]
    return str(found[0]) if found else None


class Clock:
    """How far off the server's clock is, in seconds, kept in a file that its process reads."""

    def __init__(self, server: Server, preloaded: str) -> None:
        self._file = server.data / "offset"
        self.set(0)
        server.environment |= {
            "LD_PRELOAD": preloaded,
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
        }

    def set(self, seconds: int) -> None:
        self._file.write_text(f"{seconds:+d}s\n")


def jumped(server: Server, preloaded: str, jumps: Sequence[int] = JUMPS_S) -> Figures:
    """The figures of each jump and of all together. `server` is not started yet."""
    (room,) = crowd(server, 1, 6)
    clock = Clock(server, preloaded)
    with beside(server):
        # As people's own devices, which stay signed in for months; the simulation's last a day.
        db.session.execute(update(SignIn).values(expires_at=now() + timedelta(days=100)))
        person = db.session.scalars(select(Person).order_by(Person.id)).all()[ANA]
        link = issue_link(db.session, person, now(), timedelta(days=100))
        db.session.commit()
    server.start()
    pid = server.pid
    with ThreadPoolExecutor(1) as thread:  # the browsers' tests hold this one's event loop
        figures = thread.submit(asyncio.run, _evening(server, clock, room.tickets, link, jumps)).result()
    kept, written = messages_in(server, room.room), figures.pop("written")
    return {
        **figures,
        "stored": len(kept),
        "acked_but_not_stored": len(set(written) - set(kept)),
        "stored_twice": len(kept) - len(set(kept)),
        "same_process": server.pid == pid and Path(f"/proc/{pid}").exists(),
        "verified": verified(server),
        "log": complaints(server),
    }


async def _evening(
    server: Server, clock: Clock, tickets: list[Ticket], link: str, jumps: Sequence[int]
) -> Figures:
    clients = await seated(tickets)
    cookie, rows = tickets[ANA].cookie, []
    before = 0
    for number, seconds in enumerate(jumps):
        ends = await _groups_about_to_end(clients)
        clock.set(seconds)
        await _noticed(server, seconds)
        row: Figures = {"from_s": before, "to_s": seconds}
        row["groups_ended_after_s"] = await _ended(clients, ends)
        row["longest_answer_s"] = await _talk(clients, number)
        row["page"], cookie, token = await asyncio.to_thread(_page, server, tickets[ANA], cookie)
        row["link"] = await asyncio.to_thread(_status, f"{server.url}/l/{link}")
        row["comes_in_anew"] = await _comes_in(replace(tickets[ANA], cookie=cookie, token=token))
        rows.append(row)
        progress(f"from {before:+d} s to {seconds:+d} s: {row}")
        before = seconds
    screens = [[client.seen.messages[key]["text"] for key in client.seen.order] for client in clients]
    written = [text for client in clients for text in client.seen.written.values()]
    figures = {
        "sent": len(written),
        "acked": sum(len(client.seen.acked.keys() & client.seen.written.keys()) for client in clients),
        "missing_on_a_screen": sum(len(set(written) - set(screen)) for screen in screens),
        "twice_on_a_screen": sum(len(screen) - len(set(screen)) for screen in screens),
        "screens_alike": len({tuple(screen) for screen in screens}) == 1,
        "refused": sorted({code for client in clients for code in client.seen.refused}),
        "lines_lost": sum(len(client.seen.away_s) for client in clients),
        "jumps": rows,
        "written": written,
    }
    for client in clients:
        await client.stop()
    return figures


async def _groups_about_to_end(clients: list[Client]) -> float:
    """Groups are open and have `COUNTDOWN_S` left; the moment, by a clock that does not jump."""
    leader = clients[LEADER]
    leader.do("prepare_breakouts", method="random", size=2, minutes=10)
    leader.do("open_breakouts")
    leader.do("close_breakouts", seconds=COUNTDOWN_S)
    assert await leader.drained(10)
    return time.monotonic() + COUNTDOWN_S


async def _ended(clients: list[Client], due: float) -> float:
    """How long after they should the groups ended; below 0: too early. 60: they never did."""
    until = due + 60
    while clients[LEADER].view["breakouts"]["state"] == "open" and time.monotonic() < until:
        await asyncio.sleep(0.05)
    late = time.monotonic() - due
    if clients[LEADER].view["breakouts"]["state"] == "open":
        clients[LEADER].do("close_breakouts", seconds=0)
        assert await clients[LEADER].drained(10)
    return round(late, 1)


async def _noticed(server: Server, seconds: int) -> None:
    """Wait until the server itself says that it is so much later or earlier."""
    until = time.monotonic() + NOTICED_S
    while True:
        away = await asyncio.to_thread(_told_time, server) - now()
        if abs(away - timedelta(seconds=seconds)) < timedelta(seconds=5):
            return
        assert time.monotonic() < until, f"the clock of the server is {away} off instead of {seconds} s"
        await asyncio.sleep(0.1)


def _told_time(server: Server) -> datetime:
    with urlopen(f"{server.url}/healthz", timeout=10) as answer:
        return parsedate_to_datetime(answer.headers["Date"])


async def _talk(clients: list[Client], number: int) -> float:
    """Everybody writes three messages; how long it took until all were acknowledged and on all screens."""
    began = time.monotonic()
    for count in range(3):
        for who, client in enumerate(clients):
            client.do("send_message", text=f"{number}.{who}.{count}")
    assert all([await client.drained(20) for client in clients])
    until = time.monotonic() + 20
    while len({client.seq for client in clients}) > 1 and time.monotonic() < until:
        await asyncio.sleep(0.02)
    return round(time.monotonic() - began, 2)


def _page(server: Server, ticket: Ticket, cookie: str) -> tuple[int, str, str]:
    """The room's page with this cookie: the status, the cookie that it gives anew, and the page's token."""
    try:
        asked = Request(f"{server.url}/rooms/{ticket.room}", headers={"Cookie": cookie})
        with urlopen(asked, timeout=10) as answer:
            page = answer.read().decode()
            anew = answer.headers.get("Set-Cookie", cookie).partition(";")[0]
            token = re.findall(r'(?:data-)?token="([^"]+)"', page)
            return (answer.status if token else 0), anew, (token or [""])[0]
    except HTTPError as error:
        with error:
            return error.code, cookie, ""


def _status(url: str) -> int:
    try:
        with urlopen(url, timeout=10) as answer:
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code


async def _comes_in(ticket: Ticket) -> bool:
    """Whether a tab that is opened now gets into the room."""
    tab = Client(ticket)
    try:
        await asyncio.wait_for(tab.start(), 5)
    except TimeoutError:
        return False
    finally:
        await tab.stop()
    return True


def faults(figures: Figures) -> list[str]:
    """What must not be."""
    wrong = ("acked_but_not_stored", "stored_twice", "missing_on_a_screen", "twice_on_a_screen", "lines_lost")
    found = [f"{figures[name]} {name}" for name in wrong if figures[name]]
    found += [f"not {name}" for name in ("screens_alike", "same_process") if not figures[name]]
    if figures["refused"] or figures["sent"] != figures["acked"] or figures["sent"] != figures["stored"]:
        found.append(f"{figures['sent']} sent, {figures['acked']} acked, refused {figures['refused']}")
    for row in figures["jumps"]:
        if not (row["page"] == row["link"] == 200 and row["comes_in_anew"]):
            found.append(f"shut out: {row}")
        if not -1 < row["groups_ended_after_s"] < 3:
            found.append(f"groups did not end in time: {row}")
    return found + [f"{count} {name} in the log" for name, count in figures["log"].items() if count]


def main() -> int:
    """From the command line; 1 when something must not be."""
    parser = argparse.ArgumentParser(prog="python -m tests.hardship.clocks", description=__doc__)
    parser.parse_args()
    preloaded = library()
    if preloaded is None:
        parser.error("libfaketime is missing here: run tests/services/install.sh")
    with tempfile.TemporaryDirectory(prefix="clocks-") as name:
        server = Server(Path(name))
        try:
            figures = jumped(server, preloaded)
        finally:
            server.stop()
    found = faults(figures)
    report("A clock that jumps", figures | {"faults": found})
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
