"""Listening and serving, with what eventlet does not choose well by itself."""

from __future__ import annotations

import errno
import gc
import os
import resource
import signal
import socket
import sys
from typing import TYPE_CHECKING

import click
import eventlet
import eventlet.wsgi
import structlog
from flask import Flask

from elearn.background import end, jobs_of, run_for_ever

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

log = structlog.get_logger()

# Everybody joins in the same minute: a short backlog would make their first connection wait for seconds.
BACKLOG, CONNECTIONS = 4096, 20_000
# How long a browser's connection waits for its next request, and half a request for its other half.
KEPT_OPEN_S, SILENT_S = 75, 30
# How often the flag that SIGTERM sets is looked at.
NOTICED_S = 0.1
# By then it has ended by itself.
LONGEST_END_S = 15.0
# So many new objects before Python looks for circles among them, instead of 700: a message to a full room
# makes hundreds, and nearly none of them in circles.
LOOKED_AT_AFTER = 20_000


def listen() -> eventlet.greenio.GreenSocket:
    """Take `HOST` (default 127.0.0.1) and `PORT` (default 8000); whoever comes already waits until we serve.

    This comes before the database is prepared: beside a server that runs, nothing may change.
    """
    return _listen(os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000")))


def serve(app: Flask, listener: eventlet.greenio.GreenSocket) -> None:
    """Serve on what `listen` has taken until the process is stopped.

    SIGTERM ends it gently: no new connections, everybody is moved on in a spread of seconds, then it exits.
    """
    _allow_many_files()
    _leave_what_stays()
    for job in jobs_of(app):
        eventlet.spawn(run_for_ever, app, job, eventlet.sleep)
    told = _when_told_to_end(app)
    log.info("serving", url=app.config["URL"], demo=bool(app.config["DEMO"]))
    if app.config["LOG_FORMAT"] == "console":
        click.echo(f"\n  Mestringsrom is open at {app.config['URL']}  (Ctrl+C stops it)\n")
    _serve(listener, app)
    if told:
        eventlet.sleep(LONGEST_END_S)


def _allow_many_files() -> None:
    """Each person is an open file, and a system's first limit is often 1,024: take what it allows at most."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY:
        most = 2 * CONNECTIONS if hard == resource.RLIM_INFINITY else hard
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def _leave_what_stays() -> None:
    """What has been imported stays to the end: have it looked through no more."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(LOOKED_AT_AFTER, *gc.get_threshold()[1:])


def _when_told_to_end(app: Flask) -> list[int]:
    """See to the end. The handler only sets a flag: in the middle of anything else it could do harm."""
    told: list[int] = []
    signal.signal(signal.SIGTERM, lambda *_: told.append(1))
    serving = eventlet.getcurrent()

    def watch() -> None:
        while not told:
            eventlet.sleep(NOTICED_S)
        log.info("ending")
        # What eventlet's server takes as the end: it closes its listener and the connections that rest.
        eventlet.hubs.get_hub().schedule_call_global(0, serving.throw, SystemExit)
        eventlet.sleep(0)
        end(app)
        log.info("ended")
        # Whoever still waits for an answer to a long poll asks another process: what matters is committed.
        os._exit(0)

    eventlet.spawn(watch)
    return told


def listen_and_serve(host: str, port: int, app: WSGIApplication) -> None:
    """Serve something that is not the product on an address of its own."""
    _serve(_listen(host, port), app)


def _serve(listener: eventlet.greenio.GreenSocket, app: WSGIApplication) -> None:
    eventlet.wsgi.server(
        listener,
        app,
        log_output=False,
        max_size=CONNECTIONS,
        keepalive=KEPT_OPEN_S,
        socket_timeout=SILENT_S,
    )


def _listen(host: str, port: int) -> eventlet.greenio.GreenSocket:
    """Not eventlet's listener: with its SO_REUSEPORT a forgotten process would take half of the clients."""
    listener = eventlet.greenio.GreenSocket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        sys.exit(f"Port {port} is in use. Stop the other process, or choose another with PORT.")
    listener.listen(BACKLOG)
    return listener
