"""Captions of a recording, written beside it."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from flask import Response, jsonify, render_template, request, url_for

from elearn.accounts.current import actor, me
from elearn.clock import now
from elearn.errors import DomainError, Invalid, NotFound, check
from elearn.extensions import db
from elearn.languages import LANGUAGES
from modules import rules
from modules.library import queries, service
from modules.library.captions import MOST_CUES, Cue, read_cues, troubles, written
from modules.library.models import Kind, MediaFile
from modules.library.places import library_folder
from modules.library.service import About
from modules.library.taking_in import taken_text
from modules.views.blueprint import blueprint

# A day, in milliseconds: no recording lasts longer.
LATEST = 24 * 60 * 60 * 1000


class Sent(msgspec.Struct):
    """The cues, their language, and the name of the captions they follow, if there were any."""

    cues: list[Cue]
    language: str
    follows: str = ""


@blueprint.get("/library/<name>/captions/<language>")
def edit_captions(name: str, language: str) -> str:
    """The player, and the newest captions in that language, or none yet."""
    check(rules.may_develop(actor()))
    recording = _recording(name, language)
    of = queries.captions_of(db.session, recording)
    file = next((each for each in reversed(of) if each.language == language), None)
    cues = read_cues((library_folder() / file.name).read_text("utf-8")) if file else []
    return render_template(
        "modules/library/captions.html",
        recording=recording,
        language=language,
        file=file,
        cues=[{"start": cue.start, "end": cue.end, "text": cue.text} for cue in cues],
    )


@blueprint.post("/library/<name>/captions")
def save_captions(name: str) -> tuple[Response, int]:
    """Keep the cues as a new file, beside those they follow; 422 with `troubles` when something is wrong."""
    check(rules.may_develop(actor()))
    sent = _sent()
    recording = _recording(name, sent.language)
    wrong = troubles(sent.cues)
    if wrong or not sent.cues:
        return jsonify(
            error="captions_not_right", troubles=[{"cue": each.cue, "code": each.code} for each in wrong]
        ), 422
    file = _kept(recording, sent)
    return jsonify(name=file.name, address=url_for("modules.library_file", name=file.name)), 201


def _kept(recording: MediaFile, sent: Sent) -> MediaFile:
    follows = queries.find_file(db.session, sent.follows) if sent.follows else None
    if follows and follows.recording_id != recording.id:
        raise NotFound
    taken = taken_text(written(sent.cues), ".vtt", library_folder())
    title = follows.title if follows else f"{recording.title} ({LANGUAGES[sent.language]})"
    about = About(title, sent.language, origin=recording.origin, recording=recording, follows=follows)
    file = service.add_file(db.session, taken, about, me().id, now())
    db.session.commit()
    return file


def _recording(name: str, language: str) -> MediaFile:
    file = queries.find_file(db.session, name)
    if file.kind not in (Kind.SOUND, Kind.VIDEO) or language not in LANGUAGES:
        raise NotFound
    return file


def _sent() -> Sent:
    try:
        said: Any = json.loads(request.get_data())
        sent = msgspec.convert(said, Sent)
    except (ValueError, RecursionError) as error:
        raise DomainError("malformed") from error
    if len(sent.cues) > MOST_CUES or any(
        not 0 <= at <= LATEST for cue in sent.cues for at in (cue.start, cue.end)
    ):
        raise Invalid("captions_not_right")
    return sent
