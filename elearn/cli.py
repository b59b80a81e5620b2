"""The command line: `.venv/bin/flask <command>`."""

from __future__ import annotations

import logging

import click
from flask import Flask, current_app
from flask.cli import ScriptInfo, with_appcontext

import elearn.courses.commands
import modules.commands
import rooms.commands
from elearn.extensions import alembic
from elearn.operations import commands as operations
from elearn.operations.backups import commands as backups
from elearn.operations.grown import commands as grown

# The order matters: modules belong to programmes, and the demo has people who have read modules.
SHIPPED = ("load-programmes", "load-modules")
DEMO = ("load-demo",)


def init(app: Flask) -> None:
    """Add the product's commands."""
    app.cli.add_command(prepare)
    app.cli.add_command(elearn.courses.commands.load_programmes)
    app.cli.add_command(modules.commands.load_modules)
    app.cli.add_command(rooms.commands.simulate)
    app.cli.add_command(rooms.commands.verify_logs)
    app.cli.add_command(rooms.commands.conformance)
    for command in (operations.create_admin, operations.new_link, operations.expire, operations.settings):
        app.cli.add_command(command)
    for command in (backups.backup, backups.restore):
        app.cli.add_command(command)
    for command in (operations.show_nginx_config, grown.write_janus_config, grown.write_turn_config):
        app.cli.add_command(command)


def run_prepare(app: Flask) -> None:
    """`flask prepare` inside a process that is about to serve: starting Python twice takes twice as long."""
    app.cli.main(["prepare"], standalone_mode=False, obj=ScriptInfo(create_app=lambda: app))


@click.command("prepare")
@with_appcontext
def prepare() -> None:
    """Bring the database up to date and load what ships; in demo mode the demo, too. Harmless to repeat."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    alembic.upgrade()
    context = click.get_current_context()
    for name in SHIPPED + (DEMO if current_app.config["DEMO"] else ()):
        context.invoke(current_app.cli.commands[name])
