"""Half of a room sits behind a line that loses every tenth packet and delays each by 400 ms, each way.

    .venv/bin/python -m tests.hardship.bad_line                      # about two minutes
    .venv/bin/python -m tests.hardship.bad_line --loss 0.2 --delay 0.8 --seconds 30

They chat with the other half, who are beside the server. Their network is a namespace of its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from rooms.simulation.client import Ticket
from tests.hardship.alone import again
from tests.hardship.crowds import complaints, crowd, stored_messages, verified
from tests.hardship.line import HERE, NAMESPACE, Quality, bad_line
from tests.hardship.telling import Figures, progress, report
from tests.serving import ROOT, Server

PEOPLE, SETTLE_S = 8, 15.0

Seen = dict[str, Any]


def chatted(server: Server, quality: Quality, seconds: float, per_minute: float, seed: int) -> Figures:
    """What came through, once and in order, and how long it took. `server` is not started yet."""
    server.url = server.environment["ELEARN_URL"] = f"http://{HERE}:{server.port}"
    server.environment["HOST"] = HERE
    (room,) = crowd(server, 1, PEOPLE)
    with bad_line(quality, seed) as line:
        server.start()
        asked = {"people": PEOPLE, "seconds": seconds, "per_minute": per_minute, "settle_s": SETTLE_S}
        half = PEOPLE // 2
        near = _started([], asked | {"name": "near", "leads": True}, room.tickets[:half])
        far = _started(
            ["ip", "netns", "exec", NAMESPACE], asked | {"name": "far", "leads": False}, room.tickets[half:]
        )
        progress(f"{half} people beside the server, {PEOPLE - half} behind the line, for {seconds:g} s")
        seen = {"near": _told(near), "far": _told(far)}
        carried = dict(line.counted)
    return {
        "loss": quality.loss,
        "delay_ms": round(quality.delay_s * 1000),
        "packets": carried["packets"],
        "packets_lost": carried["lost"],
        **compared([*seen["near"], *seen["far"]]),
        "stored": stored_messages(server),
        "verified": verified(server),
        "log": complaints(server),
        "times": [
            {"from": one, "to": other, **_times(seen[one], seen[other])} for one in seen for other in seen
        ],
        "answers": [{"who": who, **_answers(seen[who])} for who in seen],
    }


def compared(everyone: list[Seen]) -> Figures:
    """What was acknowledged against what each has on the screen."""
    acked = {text for seen in everyone for text in seen["acked"]}
    screens = [[text for _, text in seen["screen"]] for seen in everyone]
    numbers = [[number for number, _ in seen["screen"]] for seen in everyone]
    return {
        "sent": sum(len(seen["sent"]) for seen in everyone),
        "acked": len(acked),
        "lost": sum(len(acked - set(screen)) for screen in screens),
        "duplicated": sum(len(screen) - len(set(screen)) for screen in screens),
        "reordered": sum(after < before for each in numbers for before, after in pairwise(each))
        + sum(_out_of_order(screen) for screen in screens),
        "refused": sorted({code for seen in everyone for code in seen["refused"]}),
        "all_answered": all(seen["drained"] for seen in everyone),
        "reconnects": sum(len(seen["away_s"]) for seen in everyone),
        "longest_away_s": round(max((s for seen in everyone for s in seen["away_s"]), default=0), 1),
    }


def faults(figures: Figures) -> list[str]:
    """What must not be."""
    found = [f"{figures[name]} {name}" for name in ("lost", "duplicated", "reordered") if figures[name]]
    if figures["refused"] or not figures["all_answered"]:
        found.append(f"refused {figures['refused']}, all answered: {figures['all_answered']}")
    if not figures["sent"] == figures["acked"] == figures["stored"]:
        found.append(f"{figures['sent']} sent, {figures['acked']} acked, {figures['stored']} stored")
    return found + [f"{count} {name} in the log" for name, count in figures["log"].items() if count]


def _out_of_order(texts: list[str]) -> int:
    """How often one author's messages stand in another order than they were written."""
    last: dict[str, int] = {}
    wrong = 0
    for text in texts:
        author, _, number = text.partition(".")
        wrong += int(number) < last.get(author, 0)
        last[author] = int(number)
    return wrong


def _times(writers: list[Seen], readers: list[Seen]) -> dict[str, float]:
    """From writing to the screens of the others, in ms. All processes read the same clock."""
    sent = {text: at for seen in writers for text, at in seen["sent"].items()}
    return _spread(
        [at - sent[text] for seen in readers for text, at in seen["first_seen"].items() if text in sent]
    )


def _answers(people: list[Seen]) -> dict[str, float]:
    """From writing to the acknowledgement, with what waited in the outbox before it, in ms."""
    return _spread([at - seen["sent"][text] for seen in people for text, at in seen["acked"].items()])


def _spread(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    parts = {"p50_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99}
    found = {name: ordered[min(len(ordered) - 1, int(len(ordered) * part))] for name, part in parts.items()}
    return {name: round(value * 1000) for name, value in (found | {"most_ms": ordered[-1]}).items()}


def _started(inside: list[str], asked: dict[str, Any], tickets: list[Ticket]) -> subprocess.Popen[str]:
    command = [*inside, sys.executable, "-m", "tests.hardship.chatting"]
    pipe = subprocess.PIPE
    running = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)
    assert running.stdin
    running.stdin.write(json.dumps(asked | {"tickets": [asdict(ticket) for ticket in tickets]}) + "\n")
    running.stdin.flush()
    return running


def _told(running: subprocess.Popen[str]) -> list[Seen]:
    out, _ = running.communicate(timeout=1_000)
    assert running.returncode == 0, out
    seen: list[Seen] = json.loads(out)
    return seen


def main() -> int:
    """From the command line; 1 when something must not be."""
    usual = Quality()
    parser = argparse.ArgumentParser(prog="python -m tests.hardship.bad_line", description=__doc__)
    parser.add_argument("--loss", type=float, default=usual.loss, help="part of the packets, each way")
    parser.add_argument("--delay", type=float, default=usual.delay_s, help="seconds, each way")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--per-minute", type=float, default=20.0, help="messages of each")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    ended = again("tests.hardship.bad_line", "--mount", "--net")
    if ended is not None:
        return ended
    with tempfile.TemporaryDirectory(prefix="bad-line-") as name:
        server = Server(Path(name))
        try:
            quality = Quality(asked.loss, asked.delay)
            figures = chatted(server, quality, asked.seconds, asked.per_minute, asked.seed)
        finally:
            server.stop()
    found = faults(figures)
    report("A bad line", figures | {"faults": found})
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
