"""My devices: which are signed in, and moving to another one."""

from __future__ import annotations

from datetime import timedelta

import segno
from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts import personal_links, queries, service
from elearn.accounts.current import me, this_device
from elearn.accounts.views.blueprint import blueprint
from elearn.clock import now
from elearn.extensions import db

MOVING = timedelta(minutes=10)


@blueprint.get("/me/devices")
def devices() -> str:
    found = queries.devices(db.session, me(), now())
    return render_template("accounts/devices.html", devices=found, this=this_device())


@blueprint.post("/me/devices/<int:device_id>/sign-out")
def sign_out_device(device_id: int) -> Response:
    """Sign another of my devices out."""
    service.sign_out(db.session, me(), device_id)
    flash(_("That device is signed out."), "success")
    return redirect(url_for("accounts.devices"), 303)


@blueprint.post("/me/devices/another")
def another_device() -> str:
    """A link for one use within ten minutes, to photograph with the other device."""
    token = personal_links.issue_link(db.session, me(), now(), MOVING, single_use=True)
    db.session.commit()
    address = current_app.config["URL"] + url_for("accounts.personal_link", token=token)
    picture = segno.make(address, error="m").svg_data_uri(scale=6, border=2)
    return render_template("accounts/another_device.html", address=address, picture=picture)
