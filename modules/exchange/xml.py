"""XML from elsewhere, without what makes XML dangerous: entities, document types, anything fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element  # only the type: what reads is defusedxml

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from modules.exchange.refused import NotBroughtIn


def from_xml(content: bytes, name: str) -> Element:
    """The root. Raises `NotBroughtIn`: "lively_xml" when it defines entities, else "unreadable_file"."""
    try:
        root: Element = fromstring(content)
    except DefusedXmlException as error:
        raise NotBroughtIn("lively_xml", name) from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise NotBroughtIn("unreadable_file", name) from error
    return root


def named(element: Element, *names: str) -> Iterator[Element]:
    """All elements inside of one of these names, whatever their namespace says of versions."""
    return (each for each in element.iter() if each is not element and local(each) in names)


def children(element: Element, *names: str) -> list[Element]:
    """The same, right inside only."""
    return [each for each in element if local(each) in names]


def first(element: Element, name: str) -> Element | None:
    return next(named(element, name), None)


def text(element: Element | None) -> str:
    """All words inside, in order, with single spaces."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip() if element is not None else ""


def local(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
