"""Where the pages of this feature are hung up."""

from __future__ import annotations

from flask import Blueprint

from modules.training import by_day

blueprint = Blueprint("modules", __name__)
blueprint.add_app_template_filter(by_day)
