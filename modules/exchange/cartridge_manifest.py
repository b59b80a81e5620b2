"""What a Common Cartridge says is in it: its items in order, each with the file that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element  # only the type: what reads is defusedxml

from modules.exchange.refused import NotBroughtIn
from modules.exchange.xml import children, first, named, text

MANIFEST = "imsmanifest.xml"
MOST_ITEMS, DEEPEST = 1_000, 20


@dataclass(frozen=True, slots=True)
class Resource:
    """What an item shows. `kind` is its type without the version, `files` everything that belongs to it."""

    id: str
    kind: str
    href: str
    files: tuple[str, ...]


@dataclass(slots=True)
class CartridgeItem:
    """A folder, or something to show."""

    title: str
    resource: Resource | None = None
    is_missing: bool = False
    inside: list[CartridgeItem] = field(default_factory=list)

    @property
    def is_folder(self) -> bool:
        return bool(self.inside)

    def every(self) -> Iterator[CartridgeItem]:
        """What is to be shown, folders opened."""
        if not self.inside:
            yield self
        for item in self.inside:
            yield from item.every()


@dataclass(slots=True)
class CartridgeManifest:
    """`unlisted` are resources that no item shows, though they are something to show."""

    title: str
    items: list[CartridgeItem]
    unlisted: list[Resource]


def read_manifest(root: Element) -> CartridgeManifest:
    """Raises `NotBroughtIn` when it is a manifest of something else, or lists more than anybody reads."""
    if root.tag.rpartition("}")[2] != "manifest":
        raise NotBroughtIn("no_cartridge", MANIFEST)
    resources = {resource.id: resource for resource in map(_resource, named(root, "resource"))}
    used: set[str] = set()
    organization = first(root, "organization")
    top = children(organization, "item") if organization is not None else []
    items = [_item(item, resources, used, 0) for item in top]
    if len(items) == 1 and items[0].is_folder and all(each.is_folder for each in items[0].inside):
        items = items[0].inside  # the one folder that the specification wants around everything
    elif len(items) == 1 and items[0].is_folder and not items[0].title:
        items = items[0].inside
    if sum(1 for item in items for _each in item.every()) > MOST_ITEMS:
        raise NotBroughtIn("too_many_files", MANIFEST)
    unlisted = [each for each in resources.values() if each.id not in used and _is_shown(each)]
    return CartridgeManifest(_title(root), items, unlisted)


def _resource(element: Element) -> Resource:
    href = unquote(element.get("href", "").strip())
    files = tuple(unquote(each.get("href", "").strip()) for each in children(element, "file"))
    return Resource(element.get("identifier", ""), _kind(element.get("type", "")), href, files)


def _kind(type: str) -> str:
    """`imswl_xmlv1p3` and `imsqti_xmlv1p2/imscc_xmlv1p3/assessment` without their versions."""
    start = type.strip().lower().split("_xmlv")[0]
    last = type.strip().lower().rsplit("/", 1)[-1]
    return f"{start}/{last}" if start == "imsqti" else start


def _item(element: Element, resources: dict[str, Resource], used: set[str], depth: int) -> CartridgeItem:
    if depth > DEEPEST:
        raise NotBroughtIn("too_deep", MANIFEST)
    titles = children(element, "title")
    name = element.get("identifierref", "")
    used.add(name)
    return CartridgeItem(
        text(titles[0]) if titles else "",
        resources.get(name),
        bool(name) and name not in resources,
        [_item(each, resources, used, depth + 1) for each in children(element, "item")],
    )


def _is_shown(resource: Resource) -> bool:
    """Pictures and style sheets are listed as resources, too; they belong to pages."""
    return resource.kind != "webcontent" or resource.href.lower().endswith((".html", ".htm", ".xhtml"))


def _title(root: Element) -> str:
    metadata = first(root, "metadata")
    title = first(metadata, "title") if metadata is not None else None
    return text(title)[:200]
