"""Domain errors, and the one place where they become a page or JSON in plain words."""

from __future__ import annotations

import structlog
from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask_babel import gettext
from flask_login import AnonymousUserMixin, current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from werkzeug.exceptions import HTTPException

from elearn.languages import speak_without_asking

log = structlog.get_logger()


class DomainError(Exception):
    """Something the product will not do. `code` is stable; `status` is how HTTP says it."""

    status = 400
    code = "bad_request"

    def __init__(self, code: str | None = None) -> None:
        self.code = code or self.code
        super().__init__(self.code)


class NotFound(DomainError):
    status, code = 404, "not_found"


class Forbidden(DomainError):
    status, code = 403, "forbidden"


class SignInNeeded(DomainError):
    status, code = 401, "sign_in_needed"


class Conflict(DomainError):
    status, code = 409, "conflict"


class Invalid(DomainError):
    status, code = 422, "invalid"


def check(allowed: bool) -> None:
    """Go on only when a rule has said yes."""
    if not allowed:
        raise Forbidden if current_user.is_authenticated else SignInNeeded


def init(app: Flask) -> None:
    app.register_error_handler(DomainError, lambda error: answer(error.status, error.code))
    app.register_error_handler(CSRFError, lambda _error: answer(400, "page_too_old"))
    app.register_error_handler(HTTPException, _http)
    for away in (OperationalError, InterfaceError, NoConnectionFree):
        app.register_error_handler(away, _database_away)
    app.register_error_handler(Exception, _unexpected)


def answer(status: int, code: str) -> Response:
    """A refusal as the caller understands it: JSON for scripts, a page for people."""
    if status >= 500:
        _greet_without_asking()
        speak_without_asking()
    message = sentence(status, code)
    if request.accept_mimetypes.best == "application/json" or request.is_json:
        response = jsonify(error=code, message=message)
    else:
        page = render_template("errors/error.html", status=status, code=code, message=message)
        response = make_response(page)
    response.status_code = status
    return response


def _greet_without_asking() -> None:
    """Not even Flask-Login looks up who asks: a database that is away would keep everybody waiting again."""
    g.setdefault("_login_user", AnonymousUserMixin())


def sentence(status: int, code: str) -> str:
    """What happened, that nothing is lost, and what to do, in the words of a kind host."""
    sentences = {
        "page_too_old": gettext(
            "This page has been open for a long time. Open it again; what you wrote is kept."
        ),
        "not_saved": gettext(
            "We could not save this just now. Nothing is lost on your side. Try again in a moment."
        ),
        "link_expired": gettext(
            "This link has expired or has been used. Ask the one who sent it for a new one."
        ),
        "wrong_password": gettext("The e-mail address or the password is not right. Try once more."),
        "answer_too_long": gettext(
            "This answer is longer than we can keep. Make it shorter; nothing is lost."
        ),
        "not_your_role": gettext(
            "You can sign only as what you are: as a professional or an experienced user."
        ),
        "already_signed": gettext("You have signed this already."),
        "own_second_sign_off": gettext("You have signed this. The other sign-off is for somebody else."),
        "role_has_signed": gettext("Somebody else has signed this in that role already."),
        "review_is_outdated": gettext(
            "What you had before you is no longer reviewed. Open the review again to see what is."
        ),
        "already_in_review": gettext("The draft is in review as it stands."),
        "nothing_new": gettext("The draft says the same as what is published."),
        "module_is_retired": gettext("This module is no longer offered. Take it back first."),
        "not_published": gettext("This module has not been published."),
        "sign_off_missing": gettext(
            "It can be published when a professional and an experienced user have signed."
        ),
        "sami_not_confirmed": gettext("Say first that you publish without a text in Northern Sámi."),
        **_about_files(),
        "course_ships": gettext(
            "This course comes with the platform and follows it. Make your own from it to change it."
        ),
        "locked_by_template": gettext(
            "This is locked by the template that the course was made from. What is free can be changed."
        ),
        "already_a_part": gettext("This is a part of the course already."),
        "pages_not_there": gettext("The module does not have these pages any more. Choose anew."),
        "bad_timing": gettext("Write the day as day, month and year."),
        "title_missing": gettext("Give the course a title."),
        "nothing_chosen": gettext("Choose at least one session or one module."),
        "too_many_parts": gettext("The course has as many parts as it can have. Remove one first."),
        "not_completed": gettext("The course is not completed yet. The shelf of modules shows what is left."),
        "sign_in_needed": gettext("Open your personal link again, or sign in, to see this page."),
    }
    by_status = {
        400: gettext("We did not understand what your browser sent. Go back and try once more."),
        403: gettext("This page is for others. If you think it is for you, ask the course leader."),
        404: gettext("We cannot find this page. The address may be old."),
        405: gettext("This address cannot be used like that. Go back and try once more."),
        409: gettext("Somebody changed this at the same time. Open the page again to see how it is now."),
        413: gettext("The file is too large. Choose a smaller one."),
        422: gettext("Something in the form needs another look."),
        429: gettext("That was many tries in a short time. Wait a while, then try again."),
    }
    fallback = gettext("Something went wrong with us. Nothing you have saved is lost. Try again in a moment.")
    return sentences.get(code) or by_status.get(status) or fallback


def _about_files() -> dict[str, str]:
    """What the library of modules says of files it does not take."""
    return {
        "empty_file": gettext("There is nothing in this file."),
        "unknown_form": gettext("Files of this kind have no place in modules. Choose one of those listed."),
        "content_differs": gettext(
            "What is in this file is not what its name says. Save it anew, and try again."
        ),
        "broken_file": gettext("This picture cannot be read to its end. Save it anew, and try again."),
        "too_many_pixels": gettext("This picture is too large. Make it smaller, and try again."),
        "lively_drawing": gettext(
            "This drawing holds more than a drawing: a script, a link, or something that is fetched. "
            "Save it as a plain drawing."
        ),
        "no_captions": gettext("No captions could be read in this file. It must be a WebVTT file."),
        "too_many_uploads": gettext(
            "Many files of yours are on their way already. Let them arrive, or throw some away."
        ),
        "upload_unfinished": gettext("The file has not arrived whole yet. Go on sending it."),
        "upload_is_busy": gettext(
            "This file is being sent from somewhere else just now. Try again in a moment."
        ),
        "disk_full": gettext(
            "There is no room for this file. Nothing you have saved is lost. Tell those who run the service."
        ),
        "title_needed": gettext("Write what the file is called."),
        "file_is_used": gettext("This file is used in a module, so it stays."),
        "captions_not_right": gettext("Some cues need another look."),
    }


def _http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    return answer(error.code, error.name.lower().replace(" ", "_"))


def _database_away(error: SQLAlchemyError) -> Response:
    log.error("database_away", reason=str(getattr(error, "orig", error)))
    return answer(503, "not_saved")


def _unexpected(error: Exception) -> Response:
    log.exception("unexpected", kind=type(error).__name__, endpoint=request.endpoint)
    return answer(500, "unexpected")
