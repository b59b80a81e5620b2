"""The library's pages: looking for files, saying more about one, seeing who uses it, and taking it away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Response, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Redirect

from elearn.accounts.current import actor, me
from elearn.clock import now
from elearn.errors import DomainError, NotFound, check
from elearn.extensions import db
from elearn.languages import LANGUAGES
from modules import media, rules
from modules.authoring.queries import draft_row, find_written
from modules.checking import SUFFIXES
from modules.kept_media import media_of
from modules.library import queries, service, usage
from modules.library.forms import FORMS
from modules.library.models import Kind, MediaFile
from modules.library.places import library_folder, uploads
from modules.library.service import About
from modules.views.blueprint import blueprint

# More than anybody looks through in a list; one searches then.
MOST_OFFERED = 200


@blueprint.get("/library")
def library() -> str:
    """All files, the newest first, and what is on its way."""
    check(rules.may_develop(actor()))
    words, kind = request.args.get("q", "")[:100], _kind()
    found = queries.search(db.session, words, kind, request.args.get("page", 1, int))
    return render_template(
        "modules/library/library.html",
        found=found,
        words=words,
        kind=kind,
        unfinished=[(each, uploads().offset(each)) for each in uploads().of(me().id)],
        endings=",".join(FORMS),
        most=current_app.config["LIBRARY_UPLOAD_BYTES"],
    )


@blueprint.get("/library/files/<name>")
def kept_file(name: str) -> Response:
    """The file itself."""
    check(rules.may_develop(actor()))
    file = queries.file_behind(db.session, name)
    if file is None:
        raise NotFound
    return media.send_kept(file, name)


@blueprint.get("/library/<name>")
def library_file(name: str) -> str:
    check(rules.may_develop(actor()))
    return _page(queries.find_file(db.session, name))


@blueprint.post("/library/<name>")
def describe_file(name: str) -> Redirect:
    """What it is called, what it shows, where it is from."""
    check(rules.may_develop(actor()))
    file = queries.find_file(db.session, name)
    service.describe(db.session, file, _about())
    db.session.commit()
    flash(gettext("Saved."))
    return redirect(url_for("modules.library_file", name=name), 303)


@blueprint.post("/library/<name>/removal")
def remove_file(name: str) -> Redirect | tuple[str, int]:
    """Take it away for good; while something uses it the page says what, and it stays."""
    check(rules.may_develop(actor()))
    file = queries.find_file(db.session, name)
    try:
        names = service.remove_file(db.session, file)
    except DomainError as refused:
        db.session.rollback()
        return _page(queries.find_file(db.session, name), still_used=True), refused.status
    db.session.commit()
    service.remove_kept(library_folder(), names)
    flash(gettext("The file is gone."))
    return redirect(url_for("modules.library"), 303)


@blueprint.post("/library/<name>/replacement")
def replace_file(name: str) -> Redirect:
    """Let the draft of a module use this file where it uses the earlier one."""
    check(rules.may_develop(actor()))
    new = queries.find_file(db.session, name)
    old = queries.find_file(db.session, request.form.get("old", ""))
    module = find_written(db.session, request.form.get("programme", ""), request.form.get("module", ""))
    draft = draft_row(db.session, module.id)
    if draft is None or old.id not in {each.id for each in queries.earlier(db.session, new)}:
        raise NotFound
    service.put_in_draft(db.session, draft, old, new, me().id, now())
    db.session.commit()
    flash(gettext("The draft uses the new file now. It is published with the next version."))
    return redirect(url_for("modules.library_file", name=name), 303)


@blueprint.get("/modules/<programme>/<slug>/files.json")
def offered_files(programme: str, slug: str) -> Response:
    """What a block of the module may show: the library's newest files, and the module's own.

    `kind` and `q` choose among them. Each: name, title, kind, thumbnail (an address, or ""), alts, language.
    """
    check(rules.may_develop(actor()))
    module = find_written(db.session, programme, slug)
    kind, words = _kind(), request.args.get("q", "")[:100]
    kept = [_offered(file) for file in queries.newest(db.session, words, kind, MOST_OFFERED)]
    names = media_of(db.session, current_app.config["DATA"], module)
    shipped = [_shipped(programme, slug, name) for name in names if words.lower() in name]
    return jsonify(files=kept + [each for each in shipped if kind in ("", each["kind"])])


def _offered(file: MediaFile) -> dict[str, Any]:
    thumbnail = url_for("modules.kept_file", name=file.thumbnail) if file.thumbnail else ""
    return {
        "name": file.name,
        "title": file.title,
        "kind": file.kind,
        "thumbnail": thumbnail,
        "alts": file.alts,
        "language": file.language,
    }


def _shipped(programme: str, slug: str, name: str) -> dict[str, Any]:
    suffix = Path(name).suffix
    kinds = (kind for kind, suffixes in SUFFIXES.items() if suffix in suffixes)
    kind = next(kinds, Kind.CAPTIONS if suffix == ".vtt" else Kind.FILE)
    shows = url_for("modules.preview_media", programme=programme, slug=slug, name=name)
    return {
        "name": name,
        "title": name,
        "kind": kind,
        "thumbnail": shows if kind == Kind.PICTURE else "",
        "alts": {},
        "language": "",
    }


def _page(file: MediaFile, still_used: bool = False) -> str:
    earlier = queries.earlier(db.session, file)
    return render_template(
        "modules/library/file.html",
        file=file,
        uses=usage.uses_of(db.session, file),
        follower=queries.follower(db.session, file),
        offers=[(old, use) for old in earlier for use in usage.uses_of(db.session, old) if use.in_draft],
        captions=queries.captions_of(db.session, file),
        recordings=queries.recordings(db.session) if file.kind == Kind.CAPTIONS else [],
        still_used=still_used,
    )


def _about() -> About:
    name = request.form.get("recording", "")
    return About(
        title=request.form.get("title", ""),
        language=request.form.get("language", ""),
        alts={code: request.form.get(f"alt-{code}", "") for code in LANGUAGES},
        origin=request.form.get("origin", ""),
        recording=queries.find_file(db.session, name) if name else None,
    )


def _kind() -> str:
    kind = request.args.get("kind", "")
    return kind if kind in set(Kind) else ""
