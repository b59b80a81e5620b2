"""Files on their way into the library: a server of the tus protocol 1.0 (creation, termination, expiration).

What comes is written to the disk piece by piece, with no transaction open, and never whole in memory. One
PATCH brings at most what any request may (`ELEARN_UPLOAD_BYTES`); our own client sends 2 MB at a time.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from flask import Response, current_app, jsonify, request, url_for
from werkzeug.exceptions import ClientDisconnected
from werkzeug.http import http_date

from elearn.accounts.current import actor, me
from elearn.clock import now
from elearn.errors import DomainError, check
from elearn.eventloop import off_loop
from elearn.extensions import db
from elearn.incoming import reads_in_pieces
from modules import rules
from modules.library import queries, service
from modules.library.forms import largest
from modules.library.models import MediaFile
from modules.library.places import library_folder, uploads
from modules.library.refusals import OtherProtocol, TooLarge, Unfit
from modules.library.service import About
from modules.library.taking_in import take_in, title_of
from modules.library.uploads import PIECE, Upload
from modules.views.blueprint import blueprint

TUS = "1.0.0"
CONTENT = "application/offset+octet-stream"
WHOLE_NUMBER = re.compile(r"[0-9]{1,15}")


@blueprint.route("/library/uploads", methods=["OPTIONS"], provide_automatic_options=False)
def say_protocol() -> Response:
    """What this server understands."""
    response = _answer(204)
    response.headers["Tus-Version"] = TUS
    response.headers["Tus-Extension"] = "creation,termination,expiration"
    response.headers["Tus-Max-Size"] = str(current_app.config["LIBRARY_UPLOAD_BYTES"])
    return response


@blueprint.post("/library/uploads")
def begin_upload() -> Response:
    """A place for a file whose length is known; its address stands in `Location`."""
    person_id = _may_bring()
    length, filename = _number("Upload-Length"), _filename()
    most = largest(filename, current_app.config["LIBRARY_UPLOAD_BYTES"])
    upload = uploads().begin(person_id, filename, length, most)
    response = _answer(201, upload)
    response.headers["Location"] = url_for("modules.continue_upload", upload=upload.id)
    return response


@blueprint.route("/library/uploads/<upload>", methods=["HEAD"])
def ask_upload(upload: str) -> Response:
    """How far it has come."""
    found = uploads().find(upload, _may_bring())
    response = _answer(200, found)
    response.headers["Upload-Length"] = str(found.length)
    response.headers["Upload-Offset"] = str(uploads().offset(found))
    return response


@blueprint.patch("/library/uploads/<upload>")
@reads_in_pieces
def continue_upload(upload: str) -> Response:
    """Take what comes from that place on. When the line breaks, what has arrived stays."""
    found = uploads().find(upload, _may_bring())
    if request.mimetype != CONTENT:
        raise Unfit("offset_octet_stream")
    offset = uploads().add(found, _number("Upload-Offset"), _pieces())
    response = _answer(204, found)
    response.headers["Upload-Offset"] = str(offset)
    return response


@blueprint.delete("/library/uploads/<upload>")
def end_upload(upload: str) -> Response:
    """Throw away what has arrived."""
    found = uploads().find(upload, _may_bring())
    if not found.taken_as:
        with uploads().locked(found):
            uploads().remove(found)
    return _answer(204)


@blueprint.post("/library/uploads/<upload>/file")
def take_upload(upload: str) -> tuple[Response, int]:
    """Make a file of the library of what has arrived whole. Asked twice, the answer is the same."""
    check(rules.may_develop(actor()))
    person_id = me().id
    db.session.rollback()  # looking through a film takes a while, and others write meanwhile
    found = uploads().find(upload, person_id)
    if found.taken_as:
        return _told(queries.find_file(db.session, found.taken_as), True), 200
    if uploads().offset(found) != found.length:
        raise DomainError("upload_unfinished")
    with uploads().locked(found):
        file, is_new = _taken(found, person_id)
        uploads().note_taken(found, file.name)
    return _told(file, is_new), 201 if is_new else 200


def _taken(upload: Upload, person_id: int) -> tuple[MediaFile, bool]:
    content = uploads().content(upload)
    try:
        taken = off_loop(take_in, content, upload.filename, library_folder())
    except (Unfit, TooLarge):
        uploads().remove(upload)
        raise
    is_new = queries.same_content(db.session, taken.sha256) is None
    about = About(title_of(upload.filename), _language(upload.filename))
    file = service.add_file(db.session, taken, about, person_id, now())
    db.session.commit()
    return file, is_new


def _language(filename: str) -> str:
    """`pust.nn.vtt` are captions in nynorsk."""
    match = re.search(r"\.(nb|nn|se|en)\.vtt$", filename.lower())
    return match[1] if match else ""


def _told(file: MediaFile, is_new: bool) -> Response:
    return jsonify(
        name=file.name,
        title=file.title,
        kind=file.kind,
        is_new=is_new,
        address=url_for("modules.library_file", name=file.name),
    )


def _may_bring() -> int:
    """The id of the one who asks, with no transaction left open. Raises `Forbidden`, `OtherProtocol`."""
    check(rules.may_develop(actor()))
    if request.headers.get("Tus-Resumable") != TUS:
        raise OtherProtocol
    person_id = me().id
    db.session.rollback()
    return person_id


def _pieces() -> Iterator[bytes]:
    """The body as it comes. A line that breaks ends it."""
    while True:
        try:
            piece = request.stream.read(PIECE)
        except (ClientDisconnected, ConnectionError, TimeoutError):
            return
        if not piece:
            return
        yield piece


def _number(header: str) -> int:
    said = request.headers.get(header, "")
    if not WHOLE_NUMBER.fullmatch(said):
        raise DomainError("malformed")
    return int(said)


def _filename() -> str:
    """What the sender calls the file: `Upload-Metadata` is `filename <base64>,…`."""
    said = dict(
        pair.strip().partition(" ")[::2] for pair in request.headers.get("Upload-Metadata", "").split(",")
    )
    try:
        filename = base64.b64decode(said.get("filename", ""), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise DomainError("malformed") from error
    if not 0 < len(filename) <= 255:
        raise DomainError("malformed")
    return filename


def _answer(status: int, upload: Upload | None = None) -> Response:
    response = Response(status=status)
    response.headers["Tus-Resumable"] = TUS
    response.headers["Cache-Control"] = "no-store"
    if upload is not None:
        response.headers["Upload-Expires"] = http_date(uploads().expires_at(upload))
    return response
