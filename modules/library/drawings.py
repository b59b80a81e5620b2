"""Drawings (SVG) as they may be kept: well-formed, and nothing but a drawing."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from modules.checking import LIVELY_SVG, drawn
from modules.library.refusals import Unfit

SVG = "{http://www.w3.org/2000/svg}"
# What runs, fetches, or brings pages into a picture, under whatever prefix it is written.
LIVELY = frozenset({"script", "foreignobject", "iframe", "a", "image", "use", "handler", "listener"})
SIZE = re.compile(r"\s*(\d{1,5}(?:\.\d+)?)(?:px)?\s*")


def checked_drawing(text: str) -> tuple[int | None, int | None]:
    """Width and height, where the drawing says them. Raises `Unfit`."""
    if LIVELY_SVG.search(drawn(text)):
        raise Unfit("lively_drawing")
    try:
        root = fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Unfit("content_differs") from error
    if root.tag != f"{SVG}svg":
        raise Unfit("content_differs")
    if any(_is_lively(element) for element in root.iter()):
        raise Unfit("lively_drawing")
    return _size(root)


def _is_lively(element: Element) -> bool:
    name = str(element.tag).rpartition("}")[2].lower()
    return name in LIVELY or any(
        _fetches(key.rpartition("}")[2].lower(), value) for key, value in element.items()
    )


def _fetches(key: str, value: str) -> bool:
    return key.startswith("on") or (key in ("href", "src") and not value.strip().startswith("#"))


def _size(root: Element) -> tuple[int | None, int | None]:
    box = (root.get("viewBox") or "").replace(",", " ").split()
    said = [root.get("width") or "", root.get("height") or ""]
    if not all(SIZE.fullmatch(each) for each in said) and len(box) == 4:
        said = box[2:]
    found = [SIZE.fullmatch(each) for each in said]
    width, height = (max(1, round(float(each[1]))) if each else None for each in found)
    return width, height
