"""What a browser sends, before anything else is done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request, session
from werkzeug.routing import IntegerConverter, Map

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
# The largest number that a column of the database holds.
LARGEST_NUMBER = 2**31 - 1

View = TypeVar("View", bound=Callable[..., Any])


class RowNumber(IntegerConverter):
    """A number in an address. One that no row can have is an address that does not exist."""

    def __init__(self, map: Map, **limits: Any) -> None:
        super().__init__(map, **({"max": LARGEST_NUMBER} | limits))


def init(app: Flask) -> None:
    """Comes before everything that asks the database, and before the first address is added."""
    app.url_map.converters["int"] = RowNumber
    app.before_request(_read_whole)
    app.before_request(_refuse_what_no_database_holds)


def reads_in_pieces(view: View) -> View:
    """Marks a view that reads its body itself, to a file: it may be larger than memory should hold.

    It must hold no transaction while it reads. Goes below `blueprint.patch(…)`.
    """
    view.reads_in_pieces = True  # type: ignore[attr-defined]
    return view


def takes_up_to(size: int) -> Callable[[View], View]:
    """For a page to which those who are signed in may send so many bytes, as against what others take."""

    def marked(view: View) -> View:
        view.most_bytes = size  # type: ignore[attr-defined]
        return view

    return marked


def _read_whole() -> None:
    """A slow line brings a body in pieces: waiting for them inside a transaction would stop everybody."""
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "reads_in_pieces", False):
        return
    if (most := getattr(view, "most_bytes", None)) and "_user_id" in session:
        request.max_content_length = most
    if request.mimetype in FORMS:
        _ = request.form
    else:
        request.get_data()


def _refuse_what_no_database_holds() -> None:
    if any("\0" in text for text in _texts()):
        abort(400)


def _texts() -> Iterator[str]:
    yield request.path
    for sent in (request.args, request.form):
        for name, values in sent.lists():
            yield name
            yield from values
