"""The course developer's list of modules, and each as participants will see it."""

from __future__ import annotations

from functools import partial

from flask import Response, render_template, url_for
from flask_babel import gettext as _

from elearn.accounts.current import actor
from elearn.errors import NotFound, check
from elearn.extensions import db
from elearn.languages import chosen
from modules import media, queries, rules
from modules.agreeing.rules import may_comment
from modules.authoring.queries import find_written
from modules.library.queries import file_behind, files_on
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
    reading = read(current, page, language)
    return render_template(
        "modules/preview.html",
        reading=reading,
        pictures=files_on(db.session, reading.page),
        address=lambda id: url_for(
            "modules.preview", programme=programme, slug=slug, language=language, page=id
        ),
        back=url_for("modules.develop"),
        back_words=_("All modules"),
        media=url_for("modules.preview_media", programme=programme, slug=slug, name=""),
        about_file=partial(media.about, current.module),
    )


@blueprint.get("/modules/<programme>/<slug>/media/<name>")
def preview_media(programme: str, slug: str, name: str) -> Response:
    """Any file of the library, since a draft may use it; or one of the module's own. Also for those who read
    what is reviewed."""
    check(may_comment(actor()))
    module = find_written(db.session, programme, slug)
    file = file_behind(db.session, name)
    return media.send_kept(file, name) if file else media.send_own(module, name)


def _found(programme: str, slug: str) -> Current:
    check(rules.may_develop(actor()))
    return queries.find_module(db.session, queries.find_programme(db.session, programme).id, slug)
