"""Pictures of a cartridge's pages: found from where the page lies, looked through, and named anew."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from modules.exchange.archives import LARGEST_FILE, Archive
from modules.exchange.fit_media import LONGEST_NAME, check_media
from modules.exchange.markdown_text import slug
from modules.exchange.refused import NotBroughtIn

SUFFIXES = {
    ".svg": ".svg",
    ".png": ".png",
    ".jpg": ".jpg",
    ".jpeg": ".jpg",
    ".webp": ".webp",
    ".avif": ".avif",
}
# What platforms write for the folder of a course's files, and where they put it.
BASE, BASE_FOLDER = "$IMS-CC-FILEBASE$/", "web_resources/"


class Pictures:
    """Those of one module; `media` gets each of them once."""

    def __init__(self, archive: Archive, media: dict[str, Path], into: Path) -> None:
        self._archive, self._media, self._into = archive, media, into
        self._names: dict[str, str] = {}

    def kept(self, src: str, page: str) -> str:
        """Keep the picture that the page shows; returns its name among the media. Raises `NotBroughtIn`."""
        path = self._path(src, page)
        if path not in self._names:
            self._names[path] = self._keep(path)
        return self._names[path]

    def _path(self, src: str, page: str) -> str:
        address = urlsplit(src.replace(BASE, "").strip())
        if address.scheme or address.netloc:
            raise NotBroughtIn("picture_elsewhere", src)
        name = unquote(address.path)
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(page), name))
        found = next((path for path in (beside, BASE_FOLDER + name) if path in self._archive), None)
        if found is None:
            raise NotBroughtIn("missing_file", src)
        return found

    def _keep(self, path: str) -> str:
        stem, suffix = posixpath.splitext(posixpath.basename(path))
        if suffix.lower() not in SUFFIXES:
            raise NotBroughtIn("other_picture", path)
        name = self._free_name(stem, SUFFIXES[suffix.lower()])
        content = self._archive.read(path, LARGEST_FILE)
        check_media(name, content)
        self._media[name] = self._into / name
        self._media[name].write_bytes(content)
        return name

    def _free_name(self, stem: str, suffix: str) -> str:
        wanted = slug(stem, "picture", LONGEST_NAME - len(suffix) - 4)
        number, name = 1, f"{wanted}{suffix}"
        while name in self._media:
            number += 1
            name = f"{wanted}-{number}{suffix}"
        return name
