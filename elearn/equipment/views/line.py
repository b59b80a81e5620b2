"""What a try of the line asks this server for."""

from __future__ import annotations

from flask import Response, jsonify, request

from elearn.accounts.current import actor, me
from elearn.clock import milliseconds
from elearn.equipment import line, relay, rules
from elearn.equipment.views.blueprint import blueprint
from elearn.errors import Invalid, check


@blueprint.get("/equipment/line")
def download() -> Response:
    """So many bytes that say nothing: `?bytes=`, at most 400,000."""
    size = request.args.get("bytes", 0, int)
    _allow(size)
    return Response(line.NOISE[:size], mimetype="application/octet-stream")


@blueprint.post("/equipment/line")
def upload() -> Response:
    """Takes bytes, and keeps none of them."""
    size = request.content_length or 0
    _allow(size)
    return jsonify(bytes=size)


@blueprint.post("/equipment/ice")
def ice() -> Response:
    """The servers by which a connection can be tried, with the credentials of rooms."""
    _allow(0)
    way = relay.way(me().public_id)
    return jsonify(ice=way.ice, relay_only=way.relay_only, can_try=way.can_try)


def _allow(size: int) -> None:
    check(rules.may_try(actor()))
    if not 0 <= size <= line.MOST_BYTES:
        raise Invalid
    line.take(me().id, size, milliseconds())
