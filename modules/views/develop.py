"""The course developer's list of modules, and each as participants will see it."""

from __future__ import annotations

from flask import Response, render_template, url_for

from elearn.accounts.current import actor
from elearn.errors import NotFound, check
from elearn.extensions import db
from elearn.languages import chosen
from modules import media, queries, rules
from modules.queries import Current
from modules.reading import read
from modules.texts import spoken
from modules.views.blueprint import blueprint


@blueprint.get("/modules")
def develop() -> str:
    """Every module: its version, when it was published, and in which languages it can be read."""
    check(rules.may_develop(actor()))
    found = [
        (programme, current, spoken(current.version.content, chosen()))
        for programme, current in queries.every_module(db.session)
    ]
    return render_template("modules/develop.html", modules=found)


@blueprint.get("/modules/<programme>/<slug>/<language>", defaults={"page": None})
@blueprint.get("/modules/<programme>/<slug>/<language>/<page>")
def preview(programme: str, slug: str, language: str, page: str | None) -> str:
    """A page as participants see it, in a language that the module is written in. Nothing is kept."""
    current = _found(programme, slug)
    if not current.version.content.get(language, {}).get("pages"):
        raise NotFound
    return render_template(
        "modules/preview.html",
        programme=programme,
        reading=read(current, page, language),
        media=url_for("modules.preview_media", programme=programme, slug=slug, name=""),
    )


@blueprint.get("/modules/<programme>/<slug>/media/<name>")
def preview_media(programme: str, slug: str, name: str) -> Response:
    current = _found(programme, slug)
    return media.send(*queries.files_of(db.session, current.module), name)


def _found(programme: str, slug: str) -> Current:
    check(rules.may_develop(actor()))
    return queries.find_module(db.session, queries.find_programme(db.session, programme).id, slug)
