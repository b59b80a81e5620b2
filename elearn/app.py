"""The only place where the application is put together: read this file to see all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask

import elearn.about.views
import elearn.accounts.access
import elearn.accounts.current
import elearn.accounts.models
import elearn.accounts.privacy
import elearn.accounts.views
import elearn.cli
import elearn.courses.attendance
import elearn.courses.buddies
import elearn.courses.completions
import elearn.courses.models
import elearn.courses.privacy
import elearn.courses.views
import elearn.demo.commands
import elearn.demo.living
import elearn.demo.views
import elearn.enrolment.leaving
import elearn.enrolment.models
import elearn.enrolment.privacy
import elearn.enrolment.views
import elearn.equipment.leaving
import elearn.equipment.line
import elearn.equipment.models
import elearn.equipment.privacy
import elearn.equipment.relay
import elearn.equipment.views
import elearn.errors
import elearn.incoming
import elearn.languages
import elearn.logs
import elearn.notify.delivery
import elearn.notify.models
import elearn.notify.privacy
import elearn.notify.views
import elearn.operations.daily
import elearn.operations.metrics
import elearn.operations.models
import elearn.operations.views
import elearn.organisations.models
import elearn.organisations.views
import elearn.privacy
import elearn.security
import elearn.static_files
import modules.agreeing.models
import modules.agreeing.privacy
import modules.authoring.models
import modules.authoring.privacy
import modules.composing.completing
import modules.composing.models
import modules.composing.privacy
import modules.library.expiry
import modules.library.models
import modules.library.privacy
import modules.models
import modules.privacy
import modules.views
import rooms.aftermath
import rooms.attended
import rooms.buddies
import rooms.engine
import rooms.log_pages
import rooms.media.turn
import rooms.models
import rooms.privacy
import rooms.sockets
import rooms.views
import rooms.watching.jobs
from elearn.config import configure
from elearn.extensions import alembic, babel, csrf, db, login_manager, socketio

ROOT = Path(__file__).resolve().parent.parent


def create_app(**overrides: Any) -> Flask:
    """Make the application. `overrides` go before the environment; tests use them."""
    app = Flask("elearn", root_path=str(ROOT), template_folder="templates", static_folder="static")
    configure(app, overrides)
    elearn.logs.init(app)
    elearn.incoming.init(app)
    _extensions(app)
    elearn.security.init(app)
    elearn.static_files.init(app)
    elearn.errors.init(app)
    elearn.languages.init(app)
    elearn.accounts.current.init(app, login_manager)
    elearn.accounts.access.init(app)
    _features(app)
    _privacy(app)
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
        cors_allowed_origins=elearn.security.own_origins(app),
        async_handlers=False,  # a client's commands are done in the order they were sent
        manage_session=False,
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
        elearn.enrolment.views,
        elearn.equipment.views,
        elearn.notify.views,
        elearn.operations.views,
        modules.views,
        rooms.views,
    ):
        app.register_blueprint(feature.blueprint)
    if app.config["DEMO"]:
        app.register_blueprint(elearn.demo.views.blueprint)
        app.cli.add_command(elearn.demo.commands.load_demo)
        elearn.demo.living.init(app)
    elearn.notify.delivery.init(app)
    elearn.operations.daily.init(app)
    modules.library.expiry.init(app)
    rooms.engine.init(app)
    rooms.aftermath.init(app)
    elearn.courses.buddies.register(app, rooms.buddies.buddy_in)
    elearn.enrolment.leaving.register(app, elearn.equipment.leaving.cancel_call)
    elearn.courses.attendance.register(app, rooms.attended.attended_in)
    elearn.courses.completions.register(app, modules.composing.completing.completed_by)
    elearn.equipment.line.init(app)
    elearn.equipment.relay.register(app, rooms.media.turn.ice_servers)
    rooms.sockets.init(app)
    rooms.watching.jobs.init(app)
    elearn.operations.metrics.init(app)


def _privacy(app: Flask) -> None:
    # In the order in which people are told; what is due goes in the opposite order.
    for feature in (
        elearn.accounts.privacy,
        elearn.enrolment.privacy,
        elearn.courses.privacy,
        elearn.equipment.privacy,
        modules.privacy,
        modules.authoring.privacy,
        modules.agreeing.privacy,
        modules.library.privacy,
        modules.composing.privacy,
        rooms.privacy,
        elearn.notify.privacy,
    ):
        elearn.privacy.register(app, *feature.KEPT)
