"""Where the pages of this feature are hung up; all of them are an administrator's."""

from __future__ import annotations

from flask import Blueprint

from elearn.accounts.current import actor
from elearn.errors import check
from elearn.organisations.rules import may_administer

blueprint = Blueprint("organisations", __name__)


@blueprint.before_request
def _administrators_only() -> None:
    check(may_administer(actor()))
