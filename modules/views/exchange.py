"""Bringing modules in, and taking them out: as an archive, as SCORM, as a printed booklet."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Response, current_app, render_template, request
from werkzeug.utils import secure_filename

from elearn.accounts.current import actor
from elearn.clock import now
from elearn.courses.models import Programme
from elearn.errors import check
from elearn.eventloop import off_loop
from elearn.extensions import db
from elearn.incoming import takes_up_to
from elearn.languages import chosen
from modules import rules
from modules.authoring.queries import find_written
from modules.exchange import queries, scorm, service
from modules.exchange.archives import MOST_BYTES
from modules.exchange.arrival import read_arrival
from modules.exchange.booklet import booklet_of
from modules.exchange.brought import Brought
from modules.exchange.forms import BringInForm
from modules.exchange.issue import Issue, issue_of
from modules.exchange.packing import Course, pack
from modules.exchange.refused import NotBroughtIn
from modules.exchange.words import refusal, said
from modules.models import Module
from modules.queries import find_programme
from modules.views.blueprint import blueprint

ZIP, PDF = "application/zip", "application/pdf"
# What the form around the file takes.
AROUND = 100_000


@blueprint.get("/modules/imports")
def choose_import() -> str:
    check(rules.may_develop(actor()))
    return render_template("modules/authoring/exchange_bring_in.html", form=_form())


@blueprint.post("/modules/imports")
@takes_up_to(MOST_BYTES + AROUND)
def bring_in() -> str | tuple[str, int]:
    """Drafts of everything that could be taken; the page tells of the rest."""
    check(rules.may_develop(actor()))
    form = _form()
    if not form.validate():
        return render_template("modules/authoring/exchange_bring_in.html", form=form), 422
    programme = find_programme(db.session, form.programme.data) if form.programme.data else None
    data: Path = current_app.config["DATA"]
    upload, slug = request.files["file"], programme.slug if programme else ""
    db.session.rollback()  # reading the file takes a while, and others run meanwhile
    with TemporaryDirectory(dir=data) as folder:
        name = secure_filename(upload.filename or "") or "file"
        try:
            brought = off_loop(read_arrival, upload.stream, name, form.language.data, Path(folder))
        except NotBroughtIn as refused:
            form.file.errors = [refusal(refused)]
            return render_template("modules/authoring/exchange_bring_in.html", form=form), refused.status
        programme = find_programme(db.session, slug) if slug else None
        modules = service.bring_in(db.session, brought, programme, now())
        db.session.commit()
        service.keep_media(data, modules, brought)
    return _told(brought, modules)


def _told(brought: Brought, modules: list[Module]) -> str:
    programme = db.session.get_one(Programme, modules[0].programme_id)
    named = [
        (module, arrived.draft.text("title", arrived.draft.main) or module.slug, arrived.draft.main)
        for module, arrived in zip(modules, brought.modules, strict=True)
    ]
    return render_template(
        "modules/authoring/exchange_brought.html",
        programme=programme,
        modules=named,
        lines=[(line, said(line)) for line in brought.report.lines],
        left=sum(not line.is_taken for line in brought.report.lines),
    )


@blueprint.get("/modules/<programme>/archive")
def take_out_programme(programme: str) -> Response:
    """The whole programme as an archive of ours."""
    check(rules.may_develop(actor()))
    found, data = find_programme(db.session, programme), current_app.config["DATA"]
    leaving = queries.leaving_programme(db.session, data, current_app.config["URL"], found)
    course = Course(found.slug, found.title, found.summary)
    db.session.rollback()
    return _file(off_loop(pack, leaving, course), f"{course.slug}.zip", ZIP)


@blueprint.get("/modules/<programme>/<slug>/exports")
def choose_export(programme: str, slug: str) -> str:
    """In which forms the module can be taken out."""
    found, module = _found(programme, slug)
    issue = issue_of(db.session, current_app.config["DATA"], found, module)
    leaving = queries.leaving(db.session, current_app.config["DATA"], "", found, module, with_draft=True)
    draft = leaving[-1].draft
    title = draft.text("title", chosen()) or draft.text("title", draft.main) or slug
    return render_template(
        "modules/authoring/exchange_take_out.html",
        programme=found,
        module=module,
        title=title,
        issue=issue,
        has_both=len(leaving) == 2,
    )


@blueprint.get("/modules/<programme>/<slug>/exports/archive")
def take_out_archive(programme: str, slug: str) -> Response:
    """The module as an archive of ours; with `?draft=y` also what is being written."""
    found, module = _found(programme, slug)
    data, url, with_draft = current_app.config["DATA"], current_app.config["URL"], "draft" in request.args
    leaving = queries.leaving(db.session, data, url, found, module, with_draft)
    db.session.rollback()
    return _file(off_loop(pack, leaving), f"{slug}.zip", ZIP)


@blueprint.get("/modules/<programme>/<slug>/exports/scorm/<language>")
def take_out_scorm(programme: str, slug: str, language: str) -> Response:
    """The module in one language for other learning platforms."""
    issue = _issue(programme, slug)
    return _file(scorm.package(issue, language), f"{slug}-{language}-scorm.zip", ZIP)


@blueprint.get("/modules/<programme>/<slug>/exports/booklet/<language>")
def take_out_booklet(programme: str, slug: str, language: str) -> Response:
    """The module in one language to be printed."""
    issue, data = _issue(programme, slug), current_app.config["DATA"]
    course = dict(find_programme(db.session, programme).title)
    db.session.rollback()
    content = booklet_of(data, issue, language, course)
    return _file(content, f"{slug}-{language}.pdf", PDF)


def _form() -> BringInForm:
    form = BringInForm()
    form.offer(queries.programmes(db.session))
    return form


def _found(programme: str, slug: str) -> tuple[Programme, Module]:
    check(rules.may_develop(actor()))
    return find_programme(db.session, programme), find_written(db.session, programme, slug)


def _issue(programme: str, slug: str) -> Issue:
    return issue_of(db.session, current_app.config["DATA"], *_found(programme, slug))


def _file(content: bytes, name: str, kind: str) -> Response:
    response = Response(content, mimetype=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response
