"""How the rooms are doing, in words, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from elearn.media_settings import relays_of
from elearn.operations.rules import State


def state_words() -> dict[State, tuple[str, str]]:
    """What is so, and what it means; every state has both."""
    return {
        State.HANGS: (
            _("The database does not answer."),
            _("What people write waits until it does; nothing is lost. Look at the database first."),
        ),
        State.NOT_SAVED: (
            _("Something could not be saved."),
            _("People have been told, and their browsers try again. Is the disk full, or the database away?"),
        ),
        State.FAILED: (
            _("Something went wrong that nobody had foreseen."),
            _("The server's own log tells what. People's browsers try again."),
        ),
        State.REDIS_AWAY: (
            _("Redis is away."),
            _("Each room still works. What comes by another process may be up to a second late."),
        ),
        State.JANUS_AWAY: (
            _("Janus is away."),
            _("People write, but neither hear nor see one another. It comes back by itself once Janus runs."),
        ),
        State.BUSY: (
            _("The server has more to do than it manages."),
            _("Everything waits a little. Is something else running on this machine?"),
        ),
        State.SLOW_DATABASE: (
            _("Writing to the database takes long."),
            _("Messages come late. Is the disk slow, or busy with something else?"),
        ),
        State.SLOW_ANSWERS: (
            _("People wait for their answers."),
            _("The database is quick, but much is asked at once."),
        ),
        State.QUIET: (
            _("It is quiet: nobody does anything in a room."),
            _("The server is awake and answers at once."),
        ),
        State.WELL: (
            _("Everything answers quickly."),
            _("What people write is saved and sent at once."),
        ),
    }


def media_words(config: Mapping[str, Any]) -> str:
    """How voice and picture travel here, and whether browsers learn each other's addresses by it."""
    has_relay = bool(relays_of(config))
    match config["MEDIA"]:
        case "mesh" if config["MEDIA_DIRECT"]:
            return _("From browser to browser: people can find each other's network addresses.")
        case "mesh":
            return _("From browser to browser by the relay: nobody learns another's network address.")
        case "janus" if has_relay and not config["MEDIA_DIRECT"]:
            return _("By Janus, and to it by the relay: nobody learns another's network address.")
        case "janus":
            return _("By Janus: nobody learns another's network address.")
        case _:
            return _("Not at all: people write only. Sound needs a relay, or Janus.")
