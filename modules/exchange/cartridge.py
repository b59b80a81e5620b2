"""A Common Cartridge 1.3 (1.0 to 1.2 are read alike) to modules: what can be taken; a line for the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from modules.exchange import qti
from modules.exchange.archives import LARGEST_TEXT, Archive
from modules.exchange.brought import Brought, BroughtModule, Report
from modules.exchange.cartridge_manifest import MANIFEST, CartridgeItem, Resource, read_manifest
from modules.exchange.cartridge_pictures import Pictures
from modules.exchange.html_reading import ADDRESS, Image, read_html
from modules.exchange.html_tree import tree
from modules.exchange.markdown_text import escaped, one_line, slug
from modules.exchange.questions import Way, write_question
from modules.exchange.refused import NotBroughtIn
from modules.exchange.writing import Full, ModuleWriter
from modules.exchange.xml import first, from_xml, text

# What keeps one thing from coming along, but not the rest; anything else about the archive refuses all of it.
OF_ONE_FILE = frozenset(
    {"unfit_picture", "picture_too_large", "file_too_large", "not_utf8", "unreadable_file", "missing_file",
     "other_picture", "picture_elsewhere"}
)  # fmt: skip
LEFT_BEHIND = {"joined": "cells_joined", "heads": "table_without_heads", "link": "link_inside"}


def read_cartridge(archive: Archive, name: str, language: str, into: Path) -> Brought:
    """A module for each folder at the top, and one for what lies beside them. Raises `NotBroughtIn`."""
    if MANIFEST not in archive:
        raise NotBroughtIn("no_cartridge", name)
    told = read_manifest(from_xml(archive.read(MANIFEST, LARGEST_TEXT), MANIFEST))
    title = told.title or name.rsplit(".", 1)[0][:100]
    loose = [item for item in told.items if not item.is_folder]
    folders = [item for item in told.items if item.is_folder]
    report, modules = Report(), []
    for place, folder in enumerate([*([CartridgeItem(title, inside=loose)] if loose else []), *folders]):
        (into / str(place)).mkdir()
        reader = _Reader(archive, ModuleWriter(folder.title or title, language), report, into / str(place))
        modules += reader.read(folder)
    for resource in told.unlisted:
        report.left(resource.href or resource.id, "not_listed")
    if not modules:
        raise NotBroughtIn("nothing_to_take", name)
    return Brought(slug(title, "kurs", 36), {language: title}, {}, modules, report)


class _Reader:
    """Reads the items of one folder into one module."""

    def __init__(self, archive: Archive, writer: ModuleWriter, report: Report, into: Path) -> None:
        self._archive, self._writer, self._report = archive, writer, report
        self._pictures = Pictures(archive, writer.media, into)
        self._kinds: dict[str, Callable[[CartridgeItem, Resource], None]] = {
            "webcontent": self._page,
            "imswl": self._link,
            "imsdt": self._topic,
            "imsqti/assessment": self._questions,
        }

    def read(self, folder: CartridgeItem) -> list[BroughtModule]:
        """The module, or nothing when nothing could be taken."""
        for item in folder.every():
            self._take(item)
        return [self._writer.written(slug(self._writer.title, "module"))] if self._writer.has_pages else []

    def _take(self, item: CartridgeItem) -> None:
        resource = item.resource
        where = item.title or (resource.href or resource.id if resource else "")
        if resource is None:
            self._report.left(where, "missing_file" if item.is_missing else "empty_item")
            return
        read = self._kinds.get(resource.kind)
        if read is None:
            self._report.left(where, "other_kind", kind=resource.kind[:60])
            return
        try:
            read(item, resource)
        except (Full, NotBroughtIn) as refused:
            if isinstance(refused, NotBroughtIn) and refused.code not in OF_ONE_FILE:
                raise
            self._report.left(where, refused.code)

    def _page(self, item: CartridgeItem, resource: Resource) -> None:
        path = self._file(resource)
        if not path.lower().endswith((".html", ".htm", ".xhtml")):
            self._report.left(item.title or path, "other_file")
            return
        html = self._archive.text(path)
        found, title = read_html(html), item.title or _title_of(html) or path
        if not found.pieces:
            self._report.left(title, "empty_page")
            return
        self._writer.page(title)
        for piece in found.pieces:
            if isinstance(piece, Image):
                self._picture(piece, path, title)
            else:
                self._writer.prose(piece)
        if self._writer.page_is_empty:
            self._writer.prose("–")
        for tag in dict.fromkeys(found.left):
            self._report.left(title, LEFT_BEHIND.get(tag, "element"), tag=tag)
        self._report.took(title, "page")

    def _picture(self, image: Image, page: str, title: str) -> None:
        where = f"{title}: {image.src}"
        try:
            name = self._pictures.kept(image.src, page)
        except NotBroughtIn as refused:
            if refused.code not in OF_ONE_FILE:
                raise
            self._report.left(where, refused.code)
            return
        self._writer.block("picture", "", {"src": name, "alt": image.alt})
        if not image.alt:
            self._report.left(where, "no_alt")

    def _link(self, item: CartridgeItem, resource: Resource) -> None:
        root = from_xml(self._archive.read(path := self._file(resource), LARGEST_TEXT), path)
        url, title = first(root, "url"), item.title or text(first(root, "title"))
        address = (url.get("href", "") if url is not None else "").strip()
        if not ADDRESS.fullmatch(address):
            self._report.left(title or path, "bad_address")
            return
        if not self._writer.has_pages:
            self._writer.page(title or address)
        self._writer.block("links", f"- [{one_line(escaped(title)) or address}](<{address}>)")
        self._report.took(title or address, "weblink")

    def _topic(self, item: CartridgeItem, resource: Resource) -> None:
        root = from_xml(self._archive.read(path := self._file(resource), LARGEST_TEXT), path)
        said, title = first(root, "text"), item.title or text(first(root, "title")) or path
        found = read_html(said.text or "" if said is not None else "")
        words = "\n\n".join(piece for piece in found.pieces if isinstance(piece, str)) or escaped(title)
        self._writer.page(title)
        self._writer.block("talk", words)
        if any(isinstance(piece, Image) for piece in found.pieces):
            self._report.left(title, "pictures_in_question")
        self._report.took(title, "topic")

    def _questions(self, item: CartridgeItem, resource: Resource) -> None:
        root = from_xml(self._archive.read(path := self._file(resource), LARGEST_TEXT), path)
        title = item.title or qti.assessment_title(root) or path
        has_page = False
        for each in qti.items(root):
            where = f"{title}: {each.title}"
            if each.question is None:
                self._report.left(where, each.code)
                continue
            if not has_page:
                self._writer.page(title)
                has_page = True
            try:
                write_question(self._writer, each.question)
            except Full as full:
                self._report.left(where, full.code)
                continue
            for code in each.lost:
                self._report.left(where, code)
            self._report.took(where, "essay" if each.question.way is Way.OPEN else "question")

    def _file(self, resource: Resource) -> str:
        """The file that the resource is about. Raises `NotBroughtIn` when the cartridge lacks it."""
        path = next((each for each in (resource.href, *resource.files) if each and each in self._archive), "")
        if not path:
            raise NotBroughtIn("missing_file", resource.href)
        return path


def _title_of(html: str) -> str:
    titles = tree(html).every("title")
    return " ".join(titles[0].text().split())[:200] if titles else ""
