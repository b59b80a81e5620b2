"""Where a module is agreed on: what is reviewed, what has changed, who has signed, and what comes next."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.current import actor, me
from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.courses.letters import ask_to_read
from elearn.errors import DomainError, NotFound, check
from elearn.extensions import db
from elearn.languages import NEAREST, chosen
from modules import media
from modules.agreeing import queries, rules, service
from modules.agreeing.difference import differences
from modules.agreeing.freezing import Finding, NotReady
from modules.agreeing.models import ModuleReview
from modules.agreeing.places import called
from modules.authoring import stored
from modules.authoring.draft import Draft
from modules.authoring.queries import draft_row, find_written
from modules.kept_media import find_media
from modules.library.queries import files_on
from modules.models import Module
from modules.queries import Current
from modules.reading import read
from modules.texts import spoken
from modules.views.blueprint import blueprint

ADDRESS = "/modules/<programme>/<slug>"


@blueprint.get("/modules/reviews")
def reviews() -> str:
    """What is in review, for those who sign: what waits for them is marked."""
    check(rules.may_comment(actor()))
    found = [
        (each, programme, spoken(each.content, chosen()), bool(_roles(each)))
        for each, programme in queries.open_reviews(db.session)
    ]
    return render_template("modules/agreeing/reviews.html", reviews=found)


@blueprint.get(f"{ADDRESS}/review")
def review(programme: str, slug: str) -> str:
    """What one is asked to sign: the difference to what is published, comments, and the way to the text."""
    check(rules.may_comment(actor()))
    return _page(programme, find_written(db.session, programme, slug), [])


@blueprint.get(f"{ADDRESS}/review/<language>", defaults={"page": None})
@blueprint.get(f"{ADDRESS}/review/<language>/<page>")
def review_text(programme: str, slug: str, language: str, page: str | None) -> str:
    """A page of what is reviewed, as participants will see it. Nothing is kept."""
    check(rules.may_comment(actor()))
    module = find_written(db.session, programme, slug)
    found = queries.open_review(db.session, module.id)
    if found is None or not found.content.get(language, {}).get("pages"):
        raise NotFound
    reading = read(Current(module, service.version_of(found, 0, now())), page, language)
    return render_template(
        "modules/preview.html",
        reading=reading,
        address=lambda id: url_for(
            "modules.review_text", programme=programme, slug=slug, language=language, page=id
        ),
        back=url_for("modules.review", programme=programme, slug=slug, language=language),
        back_words=_("To the review"),
        media=url_for("modules.preview_media", programme=programme, slug=slug, name=""),
        pictures=files_on(db.session, reading.page),
        about_file=partial(media.about, module),
    )


@blueprint.post(f"{ADDRESS}/review")
def send_for_review(programme: str, slug: str) -> Response | tuple[str, int]:
    """Freeze the draft as it stands, and ask those who can sign to read it."""
    check(rules.may_publish(actor()))
    module = find_written(db.session, programme, slug)
    try:
        service.send_for_review(
            db.session,
            module,
            me().id,
            partial(find_media, db.session, current_app.config["DATA"], module),
            now(),
        )
    except NotReady as refused:
        db.session.rollback()
        return _page(programme, module, refused.findings), 422
    others = [person for person in queries.who_may_sign(db.session) if person.id != me().id]
    link = current_app.config["URL"] + url_for("modules.review", programme=programme, slug=slug)
    ask_to_read(db.session, others, link, now())
    return _done(
        programme, slug, _("It is sent for review. You can go on writing; what is reviewed stays as it is.")
    )


@blueprint.post(f"{ADDRESS}/review/withdrawal")
def withdraw_review(programme: str, slug: str) -> Response:
    check(rules.may_publish(actor()))
    module = find_written(db.session, programme, slug)
    service.withdraw(db.session, _number("review"), module.id, now())
    return _done(programme, slug, _("The review is withdrawn. The draft is as it was."))


@blueprint.post(f"{ADDRESS}/review/sign-offs")
def sign_review(programme: str, slug: str) -> Response:
    check(rules.may_comment(actor()))
    module = find_written(db.session, programme, slug)
    service.sign(db.session, _number("review"), module, actor(), _role(), now())
    return _done(programme, slug, _("You have signed. Thank you."))


@blueprint.post(f"{ADDRESS}/versions")
def publish_version(programme: str, slug: str) -> Response:
    """The next version, when both have signed."""
    check(rules.may_publish(actor()))
    module = find_written(db.session, programme, slug)
    version = service.publish(
        db.session,
        _number("review"),
        module,
        now(),
        sami_in=_sami_municipalities(module),
        is_confirmed=bool(request.form.get("without_sami")),
    )
    return _done(programme, slug, _("Version %(number)s is published.", number=version.number))


@blueprint.post(f"{ADDRESS}/retirement")
def retire_module(programme: str, slug: str) -> Response:
    check(rules.may_publish(actor()))
    service.retire(db.session, find_written(db.session, programme, slug), now())
    return _done(programme, slug, _("Courses that start later are not offered this module."))


@blueprint.post(f"{ADDRESS}/return")
def bring_back_module(programme: str, slug: str) -> Response:
    check(rules.may_publish(actor()))
    service.bring_back(db.session, find_written(db.session, programme, slug))
    return _done(programme, slug, _("The module is offered again."))


def _done(programme: str, slug: str, words: str) -> Response:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for("modules.review", programme=programme, slug=slug), 303)


def _number(name: str) -> int:
    number = request.form.get(name, type=int)
    if number is None or not 0 < number < 2**31:
        raise DomainError("malformed")
    return number


def _role() -> Role:
    try:
        return Role(request.form.get("role", ""))
    except ValueError as error:
        raise DomainError("malformed") from error


def _sami_municipalities(module: Module) -> list[str]:
    own = actor().organisations(Role.COURSE_DEVELOPER)
    return list(queries.sami_municipalities(db.session, module.programme_id, own))


def _page(programme: str, module: Module, findings: list[Finding]) -> str:
    found, row = queries.open_review(db.session, module.id), draft_row(db.session, module.id)
    before = queries.published_draft(db.session, module.id)
    draft = stored.from_json(row.content) if row else before
    shown = stored.from_json(found.draft) if found else draft
    language = _language(_with_pages(shown))
    found_different = {code: differences(before, shown, code) for code in shown.languages} if found else {}
    return render_template(
        "modules/agreeing/review.html",
        programme=programme,
        module=module,
        title=shown.text("title", language) or module.slug,
        standing=queries.standing_of(db.session, module),
        review=found,
        language=language,
        differences=found_different.get(language, []),
        changed={code: [each for each in all if each.is_changed] for code, all in found_different.items()},
        called=lambda key, code="": called(draft if findings else shown, key, code or language),
        findings=findings,
        versions=queries.published_reviews(db.session, module.id),
        roles=_roles(found),
        signing=rules.SIGNING,
        is_signed=found is not None and service.is_signed(found),
        is_ahead=row is not None and (found is None or row.seq > found.draft_seq),
        may_publish=rules.may_publish(actor()),
        sami_in=_sami_municipalities(module) if found and service.lacks_sami(found) else [],
    )


def _roles(found: ModuleReview | None) -> list[Role]:
    """As what the person may still sign."""
    if found is None or any(each.person_id == me().id for each in found.sign_offs):
        return []
    return [role for role in rules.SIGNING if rules.may_sign(actor(), role) and not found.signed_as(role)]


def _with_pages(draft: Draft) -> tuple[str, ...]:
    """The languages in which there is more than a title and a summary."""
    keys = [page.title_key for page in draft.pages]
    return (
        tuple(code for code in draft.languages if any(draft.text(key, code) for key in keys))
        or draft.languages
    )


def _language(languages: tuple[str, ...]) -> str:
    """The one asked for, or the nearest to the reader's own."""
    asked = request.args.get("language", "")
    nearest: Any = (code for code in (asked, *NEAREST[chosen()]) if code in languages)
    return str(next(nearest, languages[0]))
