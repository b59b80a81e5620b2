"""Commands of whoever runs the installation."""

from __future__ import annotations

import click
from flask import current_app, url_for
from flask.cli import with_appcontext
from sqlalchemy import select

from elearn.accounts.models import Person
from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.config import SETTINGS
from elearn.errors import Conflict
from elearn.extensions import db
from elearn.operations import service
from elearn.operations.grown.config import nginx_config
from elearn.organisations.invitations import new_way_in
from elearn.organisations.models import Organisation, OrganisationKind
from elearn.organisations.queries import staff_called
from elearn.organisations.service import found_organisation, write_down


@click.command("create-admin")
@click.option("--email", required=True)
@click.option("--name", required=True, help="Given name and family name.")
@click.option("--organisation", default="Vertskommunen", help="Where; founded when it does not exist.")
@with_appcontext
def create_admin(email: str, name: str, organisation: str) -> None:
    """Write an administrator down and print the personal link with which they choose a password."""
    place = db.session.scalar(select(Organisation).where(Organisation.name == organisation))
    if place is None:
        language = current_app.config["LANGUAGE"]
        place = found_organisation(db.session, organisation, OrganisationKind.MUNICIPALITY, language, False)
    given_name, _, family_name = name.partition(" ")
    try:
        person = write_down(db.session, given_name, family_name, email, Role.ADMINISTRATOR, place, now())
    except Conflict:
        raise click.ClickException(
            "Somebody with this e-mail address is here already; `flask new-link` lets them in."
        ) from None
    _print_way_in(person)


@click.command("new-link")
@click.option("--email", required=True)
@with_appcontext
def new_link(email: str) -> None:
    """Print a new personal link for somebody on the staff; earlier ones and the password are void."""
    person = staff_called(db.session, email)
    if person is None:
        raise click.ClickException("Nobody on the staff has this e-mail address.")
    _print_way_in(person)


def _print_way_in(person: Person) -> None:
    token = new_way_in(db.session, person, now())
    with current_app.test_request_context():
        path = url_for("accounts.personal_link", token=token)
    click.echo(current_app.config["URL"] + path)


@click.command("expire")
@with_appcontext
def expire() -> None:
    """Delete what is kept no longer. The server does it by itself once a day."""
    for table, count in service.expire(db.session, now()).items():
        click.echo(f"{table}: {count}")


@click.command("nginx-config")
@click.option("--ports", default="8101,8102", show_default=True, help="Ports of the processes here.")
@click.option("--listen", default="443", show_default=True)
@click.option("--name", required=True, help="The public name, as kurs.example.org.")
@click.option("--certificates", default="", help="Folder of fullchain.pem and privkey.pem; else http.")
def show_nginx_config(ports: str, listen: str, name: str, certificates: str) -> None:
    """Print what nginx needs to lead people to several processes."""
    click.echo(nginx_config([int(port) for port in ports.split(",")], listen, name, certificates), nl=False)


@click.command("settings")
def settings() -> None:
    """Print every setting with its default and what it is for."""
    for setting in SETTINGS:
        click.echo(f"ELEARN_{setting.name:<22} {setting.default!r:<32} {setting.meaning}")
