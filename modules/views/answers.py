"""Saving an answer as it is written."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from flask import Response, jsonify, request
from flask_babel import gettext

from elearn.accounts.current import actor, me
from elearn.clock import now
from elearn.courses.queries import find_course
from elearn.errors import DomainError, NotFound, check
from elearn.extensions import db
from elearn.languages import chosen, clock_time, local
from modules import queries, rules, service, versions
from modules.blocks import Answered
from modules.models import Answer
from modules.queries import Current
from modules.service import AnswerTooLong, Outcome, Place, Sent
from modules.shelf import shelf_around
from modules.texts import written
from modules.versions import Now
from modules.views.blueprint import blueprint

# Twelve bytes for each character we keep, as the most wasteful JSON writes it, and room around them.
MOST_BYTES = 130_000


@blueprint.put("/courses/<course>/modules/<slug>/answers/<block>")
def save_answer(course: str, slug: str, block: str) -> tuple[Response, int]:
    """200 with what is stored now; 409 when a newer revision was there already, which then comes along."""
    run = find_course(db.session, course)
    check(rules.may_answer(actor(), run.scope))
    current = queries.find_for(db.session, run, me().id, slug)
    visits = queries.visits(db.session, me().id, run.id)
    check(shelf_around(db.session, run, me(), current, visits).is_open(current, now()))
    outcome = _saved(Place(me().id, run.id, current.module.id, block), current, _sent())
    db.session.commit()
    return jsonify(_said(outcome)), 200 if outcome.is_saved else 409


def _saved(place: Place, current: Current, sent: Sent) -> Outcome:
    """Kept in the version that is the person's, in whichever version it was written."""
    at = now()
    versions.pin(db.session, place, current.version.id, at)
    if sent.version not in (0, current.version.number):
        when = Now(at, local(at).date())
        return versions.save_from_other_version(db.session, place, current, chosen(), sent, when)
    return service.save_answer(db.session, place, _asked(current, place.part), sent, at, local(at).date())


def _asked(current: Current, block: str) -> Answered:
    _language, text = written(current.version.content, chosen(), current.pages)
    found = text.answered().get(block)
    if found is None:
        raise NotFound
    return found


def _sent() -> Sent:
    if (request.content_length or 0) > MOST_BYTES:
        raise AnswerTooLong
    try:
        # Not msgspec's own reading: it refuses the half of an emoji that a deleting finger may leave behind.
        sent = msgspec.convert(json.loads(request.get_data()), Sent)
    except (ValueError, RecursionError) as error:
        raise DomainError("malformed") from error
    if not (0 < sent.revision < 2**31 and 0 <= sent.version < 2**31):
        raise DomainError("malformed")
    return sent


def _said(outcome: Outcome) -> dict[str, Any]:
    said: dict[str, Any] = {
        "saved": outcome.is_saved,
        "stored": _stored(outcome.answer),
        "other": outcome.other,
    }
    if not outcome.is_saved:
        said["error"] = "newer_answer"
        said["message"] = gettext("You have written something newer here on another device.")
    return said


def _stored(answer: Answer) -> dict[str, Any]:
    return {
        "value": answer.value,
        "revision": answer.revision,
        "shared_with": answer.shared_with,
        "at": clock_time(answer.changed_at),
    }
