"""The command line of rooms."""

from __future__ import annotations

import asyncio
import json
import warnings
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from elearn.extensions import db
from rooms.chains import walk


@click.command("simulate")
@click.option("--rooms", default=10, show_default=True, help="How many rooms.")
@click.option("--people", default=20, show_default=True, help="People in each, the two leaders among them.")
@click.option("--seconds", default=30.0, show_default=True, help="How long they write.")
@click.option("--per-minute", default=12.0, show_default=True, help="Messages a person writes in a minute.")
@click.option("--url", default=None, help="The running server; ELEARN_URL when left out.")
@click.option("--ledger", type=click.Path(path_type=Path), help="A file that gets a line for each message.")
@click.option("--beside-people", is_flag=True, help="Although real people use this installation.")
@click.option("--clear", is_flag=True, help="Delete what earlier simulations made, and simulate nothing.")
@with_appcontext
def simulate(
    rooms: int,
    people: int,
    seconds: float,
    per_minute: float,
    url: str | None,
    ledger: Path | None,
    beside_people: bool,
    clear: bool,
) -> None:
    """Drive a running server with real Socket.IO clients and print the figures as one line of JSON.

    What it makes stands in the lists of organisations and courses as "simulation". A minute after it is over,
    `flask simulate --clear` deletes all of it.
    """
    # Only here: the client libraries are of no use to the server.
    from rooms.simulation import crowd, load

    if clear:
        count = crowd.clear(db.session)
        db.session.commit()
        click.echo(f"{count} simulated rooms deleted, with everybody in them")
        return
    if crowd.is_among_others(db.session) and not (current_app.config["DEMO"] or beside_people):
        raise click.ClickException(
            "People use this installation, and a simulation would stand among them. With --beside-people it "
            "is made all the same; --clear deletes it afterwards."
        )
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    address = (url or current_app.config["URL"]).rstrip("/")
    tickets = crowd.gather(app, db.session, address, rooms, people)
    db.session.commit()
    figures = asyncio.run(load.run(tickets, seconds, per_minute, ledger))
    click.echo(json.dumps(figures))


@click.command("conformance")
@click.option("--port", default=3000, show_default=True)
@click.option("--raw", is_flag=True, help="A plain WebSocket that sends back what it gets.")
def conformance(port: int, raw: bool) -> None:
    """Serve the room engine bare, without login, for the public protocol suites. Only on this machine."""
    # Only here: everything else on the command line does without an event loop.
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    from rooms.direct.conformance import serve_bare, serve_raw

    (serve_raw if raw else serve_bare)(port)


@click.command("verify-logs")
@with_appcontext
def verify_logs() -> None:
    """Walk the hash chain of every room's log. Stops with 1 when one was tampered with."""
    walked = walk(db.engine)
    for sentence in walked.broken:
        click.echo(sentence)
    if walked.broken:
        raise click.exceptions.Exit(1)
    click.echo(f"{walked.rooms} rooms: every chain holds")
