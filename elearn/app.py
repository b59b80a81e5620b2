"""The only place where the application is put together: read this file to see all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask

import elearn.about.views
import elearn.accounts.current
import elearn.accounts.models
import elearn.accounts.views
import elearn.cli
import elearn.courses.models
import elearn.courses.views
import elearn.demo.views
import elearn.enrolment.models
import elearn.errors
import elearn.languages
import elearn.logs
import elearn.notify.models
import elearn.notify.views
import elearn.operations.views
import elearn.organisations.models
import elearn.organisations.views
import elearn.security
import modules.models
import modules.views
import rooms.models
import rooms.sockets
import rooms.views
from elearn.config import configure
from elearn.extensions import alembic, babel, csrf, db, login_manager, socketio

ROOT = Path(__file__).resolve().parent.parent


def create_app(**overrides: Any) -> Flask:
    """Make the application. `overrides` go before the environment; tests use them."""
    app = Flask("elearn", root_path=str(ROOT), template_folder="templates", static_folder="static")
    configure(app, overrides)
    elearn.logs.init(app)
    _extensions(app)
    elearn.security.init(app)
    elearn.errors.init(app)
    elearn.languages.init(app)
    elearn.accounts.current.init(app, login_manager)
    _features(app)
    elearn.cli.init(app)
    return app


def _extensions(app: Flask) -> None:
    app.config["ALEMBIC"] = {"script_location": str(ROOT / "elearn/migrations")}
    app.config["ALEMBIC_CONTEXT"] = {
        "version_table": "migration",
        "render_as_batch": True,  # SQLite can only alter a table by copying it
        "transactional_ddl": True,  # a migration happens whole or not at all
    }
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "elearn/translations")
    db.init_app(app)
    alembic.init_app(app)
    babel.init_app(app, locale_selector=elearn.languages.chosen)
    csrf.init_app(app)
    login_manager.init_app(app)
    socketio.init_app(
        app,
        async_mode="eventlet" if app.config.get("EVENTLET") else "threading",
        cors_allowed_origins=[app.config["URL"]],
        max_http_buffer_size=100_000,
        ping_interval=10,
        ping_timeout=10,
    )


def _features(app: Flask) -> None:
    for feature in (
        elearn.about.views,
        elearn.accounts.views,
        elearn.organisations.views,
        elearn.courses.views,
        elearn.notify.views,
        elearn.operations.views,
        modules.views,
        rooms.views,
    ):
        app.register_blueprint(feature.blueprint)
    if app.config["DEMO"]:
        app.register_blueprint(elearn.demo.views.blueprint)
    rooms.sockets.init(app)
