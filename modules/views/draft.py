"""The editor's line: what an author has done, and what the others have done meanwhile."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

import msgspec
from flask import Response, jsonify, request

from elearn.accounts.current import actor, me
from elearn.clock import now
from elearn.errors import DomainError, check
from elearn.extensions import db
from modules import rules
from modules.authoring import queries, service, stored
from modules.authoring.edits import edit_from_json
from modules.authoring.service import Asked
from modules.views.blueprint import blueprint

# A long page written without a line for an hour; what comes beyond it is sent after it.
MOST_BYTES = 400_000
MOST_EDITS = 100


@dataclass(frozen=True, slots=True)
class SentEdit:
    """`id` is the browser's own name for the edit."""

    id: str
    edit: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sent:
    """`since`: the newest edit the browser knows. `key`, `language`: the passage that has its caret."""

    since: int
    device: str
    key: str = ""
    language: str = ""
    edits: list[SentEdit] = field(default_factory=list)


@blueprint.post("/modules/<programme>/<slug>/draft/edits")
def edit_draft(programme: str, slug: str) -> Response:
    """Do the author's edits, and answer with everything that has changed since.

    An empty list only asks, and tells the others that one is there.
    """
    check(rules.may_develop(actor()))
    module, sent, at = queries.find_written(db.session, programme, slug), _sent(), now()
    draft = service.open_draft(db.session, module, at)
    service.note_reader(db.session, module.id, me().id, sent.device, (sent.key, sent.language), at)
    asked = [Asked(each.id, edit_from_json(each.edit)) for each in sent.edits]
    outcomes = service.edit_draft(db.session, module.id, me().id, asked, at)
    others = queries.others_there(db.session, module.id, sent.device, at)
    db.session.commit()
    return jsonify(
        seq=draft.seq,
        draft=queries.changes(stored.from_json(draft.content), sent.since),
        outcomes=[asdict(outcome) for outcome in outcomes],
        others=[
            {"name": each.person.room_name, "key": each.key, "language": each.language} for each in others
        ],
    )


def _sent() -> Sent:
    if (request.content_length or 0) > MOST_BYTES:
        raise DomainError("too_much_at_once")
    try:
        sent = msgspec.convert(json.loads(request.get_data()), Sent)
    except (ValueError, RecursionError) as error:
        raise DomainError("malformed") from error
    ids = [each.id for each in sent.edits]
    if len(ids) > MOST_EDITS or not all(0 < len(id) <= 40 for id in [sent.device, *ids]):
        raise DomainError("malformed")
    return sent
