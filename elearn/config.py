"""Settings: every one has a default that works, and comes from the environment as `ELEARN_<NAME>`."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import URL

from elearn.media_settings import check_media


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `ELEARN_<name>` in the environment, its default, and what it is for."""

    name: str
    default: Any
    meaning: str


SETTINGS = (
    Setting("DATA", "instance", "Folder for the database, uploaded files and the secret key."),
    Setting("DATABASE_URL", "", "SQLAlchemy URL; empty means SQLite in the data folder."),
    Setting("URL", "", "The public address; empty means this machine. https adds `__Host-` cookies, HSTS."),
    Setting("SECRET_KEY", "", "Signs cookies; empty means one is made and kept in the data folder."),
    Setting("DEMO", False, "Fictional data, simulated participants and one-click roles on the start page."),
    Setting("LANGUAGE", "nb", "Default language of this installation: nb, nn, se or en."),
    Setting("CONTACT", "", "E-mail address for questions about accessibility and privacy."),
    Setting("TIMEZONE", "Europe/Oslo", "Time zone of sessions and of everything shown."),
    Setting("LOG_RETENTION_DAYS", 180, "Days after the session until the words of its log are redacted."),
    Setting("COURSE_RETENTION_DAYS", 365, "Days after a course until seats, plans and answers are deleted."),
    Setting("ACCESS_LOG_DAYS", 730, "Days the record of who read whose data is kept."),
    Setting("LINK_DAYS", 180, "Days a personal link lives."),
    Setting("SIGN_IN_HOURS", 12, "Hours until staff must sign in again."),
    Setting("DEVICE_DAYS", 120, "Days a participant's device stays signed in."),
    Setting("UPLOAD_BYTES", 10_000_000, "Largest file a leader may show in a room, in bytes."),
    Setting("LIBRARY_UPLOAD_BYTES", 500_000_000, "Largest file for the library of modules, in bytes."),
    Setting("REDIS_URL", "", "Redis between several processes, `redis://host:6379/0`; empty: there is one."),
    Setting("ROOM_PATH", "direct", "How a room's messages travel: `direct`, or `stock` as the library does."),
    Setting("COMMANDS_PER_SECOND", 10, "How many commands a person may send to a room in the long run."),
    Setting("ROOM_COMMANDS_PER_SECOND", 100, "The same for all people in a room together."),
    Setting("MEDIA", "mesh", "What carries voice and picture: `mesh`, `janus`, or `none`."),
    Setting("MEDIA_DIRECT", "", "1: browsers may show each other their addresses; empty: in the demo only."),
    Setting("TURN_URLS", "", "Relays, as `turn:host:3478?transport=udp` or `turns:…`; a mesh needs one."),
    Setting("TURN_SECRET", "", "What this server and the relays share: coturn's `static-auth-secret`."),
    Setting("JANUS_URL", "ws://127.0.0.1:8188", "Janus' WebSocket; only this server speaks to it."),
    Setting("JANUS_SECRET", "", "What Janus asks of whoever speaks to it: its `api_secret`."),
    Setting("CAPTIONS_URL", "", "WebSocket of a speech engine of your own, as vosk-server; empty: none."),
    Setting("SMTP_URL", "", "Mail server, `smtp://user:password@host:587`; empty: no e-mail is sent."),
    Setting("MAIL_FROM", "", "Who e-mails come from, as `Fjordvik <no-reply@example.org>`."),
    Setting("SMS_URL", "", "Gateway that takes from, to and text as JSON; empty: no SMS is sent."),
    Setting("SMS_TOKEN", "", "Bearer token for the SMS gateway."),
    Setting("SMS_SENDER", "Mestringsrom", "Who an SMS comes from, at most 11 signs."),
    Setting("METRICS_TOKEN", "", "Bearer token for /metrics; empty: only from this machine itself."),
    Setting("LOG_FORMAT", "console", "Log lines as `console` or `json`."),
    Setting("LOG_LEVEL", "INFO", "Least serious level that is logged."),
)

# When PostgreSQL's machine is gone without a word, the system alone would wait a quarter of an hour, and each
# room with it. In seconds, the last in ms; one that is there may take as long as it wants to answer.
ANSWERS_SOON = {
    "connect_timeout": 5,
    "keepalives_idle": 4,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 8_000,
}

# `.example` belongs to nobody (RFC 2606).
DEMO_CONTACT = "kurs@fjordvik.example"


def configure(app: Flask, overrides: dict[str, Any]) -> None:
    """Fill `app.config` from defaults, the environment and `overrides` (tests), in that order."""
    app.config.update({setting.name: setting.default for setting in SETTINGS})
    app.config.from_prefixed_env("ELEARN")
    app.config.update(overrides)
    app.config["URL"] = app.config["URL"] or f"http://localhost:{os.environ.get('PORT', '8000')}"
    if app.config["DEMO"]:
        app.config["CONTACT"] = app.config["CONTACT"] or DEMO_CONTACT
    if app.config["MEDIA_DIRECT"] == "":
        app.config["MEDIA_DIRECT"] = bool(app.config["DEMO"])
    check_media(app.config)
    if app.config["MEDIA"] == "mesh" and not (app.config["MEDIA_DIRECT"] or app.config["TURN_URLS"]):
        app.config["MEDIA"] = "none"  # browsers that may not know each other's addresses need a relay
    data = Path(app.config["DATA"]).resolve()
    data.mkdir(parents=True, exist_ok=True)
    app.config["DATA"] = data
    app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or _kept_secret(data)
    app.config["SQLALCHEMY_ENGINES"] = _engines(app.config["DATABASE_URL"], data)
    app.config.update(_web_settings(secure=str(app.config["URL"]).startswith("https://")))
    app.config.update(
        PERMANENT_SESSION_LIFETIME=timedelta(days=app.config["DEVICE_DAYS"]),
        BABEL_DEFAULT_LOCALE=app.config["LANGUAGE"],
        BABEL_DEFAULT_TIMEZONE=app.config["TIMEZONE"],
        MAX_CONTENT_LENGTH=app.config["UPLOAD_BYTES"] + 100_000,
    )


def _engines(url: str, data: Path) -> dict[str, Any]:
    """How the database is reached. What is asked of it holds names and words: errors do not repeat it."""
    quiet = {"hide_parameters": True}
    if not url:
        return {"default": {"url": _sqlite(data), **quiet}}
    # Two pools, always taken in this order: were there one, pages that wait for the log's connection could
    # hold every connection there is.
    pool = {"pool_size": 5, "max_overflow": 15, "connect_args": ANSWERS_SOON}
    return {name: {"url": url, **pool, **quiet} for name in ("default", "log")}


def _sqlite(data: Path) -> URL:
    return URL.create("sqlite", database=str(data / "mestringsrom.sqlite3"))


def _web_settings(secure: bool) -> dict[str, Any]:
    return {
        # `__Host-` binds the cookie to exactly this host over https; a browser refuses it on plain http.
        "SESSION_COOKIE_NAME": "__Host-session" if secure else "session",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PREFERRED_URL_SCHEME": "https" if secure else "http",
        # A page stays open through a whole evening; the token is bound to the sign-in anyway.
        "WTF_CSRF_TIME_LIMIT": None,
        # It would ask for the referrer, which our own pages do not send (a personal link may be in it).
        "WTF_CSRF_SSL_STRICT": False,
    }


def _kept_secret(data: Path) -> str:
    path = data / "secret_key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip()
