"""The disk of the embedded installation fills up while people write, and has space again.

    .venv/bin/python -m tests.hardship.full_disk                # about a minute
    .venv/bin/python -m tests.hardship.full_disk --seconds 5

The whole data folder (database, files, the server's own log) lies on a small tmpfs, mounted in a namespace
of its own, so that nobody but this drill sees it. Who writes keeps what is not acknowledged, as browsers do.
"""

from __future__ import annotations

import argparse
import asyncio
import errno
import subprocess
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from rooms.simulation.client import Client, Ticket
from tests.hardship.alone import again
from tests.hardship.crowds import complaints, crowd, verified
from tests.hardship.telling import Figures, progress, report
from tests.operations.drill import messages_in
from tests.rooms.clients import seated
from tests.serving import Server

SIZE_MB = 24
PAUSE_S = 0.05


def filled(server: Server, seconds: float) -> Figures:
    """What people were told while the disk was full, and what is there after it. Starts `server`."""
    (room,) = crowd(server, 1, 4)
    server.start()
    pid = server.pid
    figures = asyncio.run(_evening(server, room.tickets, seconds))
    kept = messages_in(server, room.room)
    acknowledged = figures.pop("acknowledged")
    return {
        **figures,
        "acked": len(acknowledged),
        "stored": len(kept),
        "acked_but_not_stored": len(acknowledged - set(kept)),
        "stored_twice": len(kept) - len(set(kept)),
        "same_process": server.pid == pid and Path(f"/proc/{pid}").exists(),
        "verified": verified(server),
        "log": complaints(server),
    }


async def _evening(server: Server, tickets: list[Ticket], seconds: float) -> Figures:
    clients = await seated(tickets)
    enough = asyncio.Event()
    writing = [asyncio.create_task(_write(client, number, enough)) for number, client in enumerate(clients)]
    await asyncio.sleep(1)
    before = _acknowledged(clients)
    ballast = server.data / "ballast"
    fill(ballast)
    progress(f"the disk is full: {len(before)} messages acknowledged before")
    answers, health = await _asked_meanwhile(server, clients[0], seconds)
    progress(f"for {seconds:g} s: answers {dict(answers)}, /healthz {dict(health)}")
    meanwhile = _acknowledged(clients)
    ballast.unlink()
    freed = time.monotonic()
    while len(_acknowledged(clients)) == len(meanwhile) and time.monotonic() < freed + 60:
        await asyncio.sleep(0.05)
    first_s = time.monotonic() - freed
    progress(f"there is space again: the first message is acknowledged after {first_s:.1f} s")
    await asyncio.sleep(1)
    enough.set()
    await asyncio.gather(*writing)
    drained = [await client.drained(60) for client in clients]
    await _alike(clients)
    screens = [[client.seen.messages[key]["text"] for key in client.seen.order] for client in clients]
    acknowledged = _acknowledged(clients)
    figures = {
        "seconds_full": seconds,
        "acked_before": len(before),
        "acked_while_full": len(meanwhile) - len(before),
        "answers_while_full": dict(answers),
        "health_while_full": dict(health),
        "first_acked_after_s": round(first_s, 2),
        "all_acked": all(drained),
        "sent": sum(len(client.seen.written) for client in clients),
        "refused_for_good": dict(Counter(code for client in clients for code in client.seen.refused)),
        "missing_on_a_screen": sum(len(acknowledged - set(screen)) for screen in screens),
        "twice_on_a_screen": sum(len(screen) - len(set(screen)) for screen in screens),
        "screens_alike": len({tuple(screen) for screen in screens}) == 1,
        "reconnects": sum(len(client.seen.away_s) for client in clients),
        "acknowledged": acknowledged,
    }
    for client in clients:
        await client.stop()
    return figures


async def _write(client: Client, number: int, enough: asyncio.Event) -> None:
    """As fast as the server lets one: a message, and when it is acknowledged the next."""
    count = 0
    while not enough.is_set():
        count += 1
        client.do("send_message", text=f"{number}.{count} " + "x" * 300)
        while not await client.drained(0.5) and not enough.is_set():
            pass
        await asyncio.sleep(PAUSE_S)


async def _asked_meanwhile(
    server: Server, client: Client, seconds: float
) -> tuple[Counter[str], Counter[str]]:
    """What a command is answered while the disk is full, and what whoever watches the server is told."""
    answers: Counter[str] = Counter()
    health: Counter[str] = Counter()
    until, count = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        count += 1
        command = {
            "id": f"meanwhile-{count:06d}",
            "name": "send_backchannel",
            "fields": {"text": "y" * 1_900},
        }
        assert client.socket is not None
        answer = await client.socket.call("do", command, timeout=10)
        answers["accepted" if answer["ok"] else answer["code"]] += 1
        health[str(await asyncio.to_thread(_status, f"{server.url}/healthz"))] += 1
        await asyncio.sleep(0.2)
    return answers, health


def _status(url: str) -> int:
    try:
        with urlopen(url, timeout=10) as answer:
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code


def _acknowledged(clients: list[Client]) -> set[str]:
    seen = [client.seen for client in clients]
    return {each.written[id] for each in seen for id in list(each.acked) if id in each.written}


async def _alike(clients: list[Client]) -> None:
    until = time.monotonic() + 20
    while len({client.seq for client in clients}) > 1 and time.monotonic() < until:
        await asyncio.sleep(0.1)


def fill(ballast: Path) -> None:
    """Take all the space there is, to the last byte."""
    with ballast.open("wb", buffering=0) as file:
        for size in (65_536, 4_096, 1):
            with suppress(OSError):
                while True:
                    file.write(b"\0" * size)
    try:
        (ballast.parent / "one more").write_bytes(b"\0" * 4_096)
    except OSError as error:
        assert error.errno == errno.ENOSPC
    else:
        raise AssertionError("the disk is not full")
    finally:
        (ballast.parent / "one more").unlink(missing_ok=True)


def faults(figures: Figures) -> list[str]:
    """What must not be."""
    wrong = ["acked_but_not_stored", "stored_twice", "missing_on_a_screen", "twice_on_a_screen"]
    found = [f"{figures[name]} {name}" for name in wrong if figures[name]]
    found += [f"not {name}" for name in ("all_acked", "screens_alike", "same_process") if not figures[name]]
    if not set(figures["answers_while_full"]) <= {"not_saved", "accepted"}:
        found.append(f"answers while full: {figures['answers_while_full']}")
    if not figures["answers_while_full"].get("not_saved"):
        found.append("nothing was refused: was the disk full?")
    if figures["sent"] != figures["acked"] or figures["acked"] != figures["stored"]:
        found.append(f"{figures['sent']} sent, {figures['acked']} acked, {figures['stored']} stored")
    return found + [f"{figures['log']['tracebacks']} tracebacks in the log"] * bool(
        figures["log"]["tracebacks"]
    )


def main() -> int:
    """From the command line; 1 when something must not be."""
    parser = argparse.ArgumentParser(prog="python -m tests.hardship.full_disk", description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0, help="how long the disk stays full")
    asked = parser.parse_args()
    ended = again("tests.hardship.full_disk", "--mount")
    if ended is not None:
        return ended
    with tempfile.TemporaryDirectory(prefix="full-disk-") as name:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "none", name], check=True)
        server = Server(Path(name))
        try:
            figures = filled(server, asked.seconds)
        finally:
            server.stop()
            subprocess.run(["umount", "--lazy", name], check=True)
    found = faults(figures)
    report("A full disk", figures | {"faults": found})
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
