"""What is said about a module's blocks, for the element `<block-comments>`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import msgspec
from flask import Response, jsonify, request

from elearn.accounts.current import actor, me
from elearn.clock import now
from elearn.errors import DomainError, check
from elearn.extensions import db
from elearn.languages import chosen, day_and_time
from modules.agreeing import commenting, queries, rules
from modules.agreeing.models import BlockComment
from modules.agreeing.places import called, places
from modules.authoring import stored
from modules.authoring.draft import Draft
from modules.authoring.queries import draft_row, find_written
from modules.models import Module
from modules.views.blueprint import blueprint

ADDRESS = "/modules/<programme>/<slug>/comments"
MOST_BYTES = 30_000


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as a browser sends it; `answers` is the comment it answers, whose block it is then about."""

    text: str
    key: str = ""
    language: str = ""
    answers: int | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    is_resolved: bool


@blueprint.get(ADDRESS)
def comments(programme: str, slug: str) -> Response:
    check(rules.may_comment(actor()))
    return _told(find_written(db.session, programme, slug))


@blueprint.post(ADDRESS)
def comment(programme: str, slug: str) -> Response:
    """Say something about a block, or answer what was said; all comments come back."""
    check(rules.may_comment(actor()))
    module, said = find_written(db.session, programme, slug), _sent(Said)
    if not 0 <= (said.answers or 0) < 2**31:
        raise DomainError("malformed")
    words = BlockComment(key=said.key, language=said.language, text=said.text, answers_id=said.answers)
    commenting.comment(db.session, module.id, _drafts(module), me().id, words, now())
    db.session.commit()
    return _told(module)


@blueprint.post(f"{ADDRESS}/<int:number>/resolution")
def resolve_comment(programme: str, slug: str, number: int) -> Response:
    """It is dealt with, or after all it is not."""
    check(rules.may_comment(actor()))
    module, sent = find_written(db.session, programme, slug), _sent(Resolution)
    commenting.resolve(db.session, module.id, min(number, 2**31 - 1), me().id, sent.is_resolved, now())
    db.session.commit()
    return _told(module)


def _sent(shape: Any) -> Any:
    if (request.content_length or 0) > MOST_BYTES:
        raise DomainError("malformed")
    try:
        return msgspec.convert(json.loads(request.get_data()), shape)
    except (ValueError, RecursionError) as error:
        raise DomainError("malformed") from error


def _drafts(module: Module) -> list[Draft]:
    """What one can speak of: the draft that is written, what is reviewed, and what is published."""
    row, review = draft_row(db.session, module.id), queries.open_review(db.session, module.id)
    kept = [each for each in (row.content if row else None, review.draft if review else None) if each]
    return [*map(stored.from_json, kept), queries.published_draft(db.session, module.id)]


def _told(module: Module) -> Response:
    drafts = _drafts(module)
    return jsonify(
        comments=[_row(each, drafts) for each in queries.comments(db.session, module.id)],
        places=[{"key": key, "words": words} for key, words in places(drafts[0], chosen())],
    )


def _row(each: BlockComment, drafts: list[Draft]) -> dict[str, Any]:
    draft = next((draft for draft in drafts if draft.knows(each.key)), drafts[0])
    return {
        "id": each.id,
        "key": each.key,
        "place": called(draft, each.key, each.language or chosen()),
        "language": each.language,
        "text": each.text,
        "name": each.person.full_name if each.person else "",
        "at": day_and_time(each.made_at),
        "answers": each.answers_id,
        "is_resolved": each.resolved_at is not None,
        "resolved_by": each.resolved_by.full_name if each.resolved_by else "",
    }
