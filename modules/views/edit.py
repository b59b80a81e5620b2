"""The page on which a module is written."""

from __future__ import annotations

from flask import render_template

from elearn.accounts.current import actor
from elearn.errors import check
from elearn.extensions import db
from modules import rules
from modules.authoring import queries, service, stored
from modules.authoring.draft import TITLE
from modules.authoring.kinds import kinds_for_editor
from modules.views.blueprint import blueprint


@blueprint.get("/modules/<programme>/<slug>/draft")
def edit(programme: str, slug: str) -> str:
    """The module's draft as it stands; it is stored when the page asks what has changed, not by looking."""
    check(rules.may_develop(actor()))
    module = queries.find_written(db.session, programme, slug)
    row = queries.draft_row(db.session, module.id)
    draft = stored.from_json(row.content) if row else service.begun(module)
    return render_template(
        "modules/authoring/edit.html",
        module=module,
        programme=programme,
        title=draft.text(TITLE, draft.main) or slug,
        draft={"seq": row.seq if row else 0, "draft": stored.to_json(draft), "kinds": kinds_for_editor()},
    )
