"""What the library holds."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import PurePath

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.accounts.models import Person
from elearn.extensions import Model

# How wide a picture is kept, in pixels: for a telephone, a tablet, and a large screen.
WIDTHS = (480, 960, 1440)


class Kind(StrEnum):
    """What a file is to those who write; the words stand in the templates."""

    PICTURE = "picture"
    SOUND = "sound"
    VIDEO = "video"
    CAPTIONS = "captions"
    FILE = "file"


class MediaFile(Model):
    """A file as it is kept: it never changes. `name` is made of its content, and is what `src="…"` says.

    `sha256` is that of the content as it arrived; a picture is drawn anew from it. `width`, `height` (pixels)
    and `seconds` are None where they are not known. `alts`: {language: what it shows}, to be suggested.
    Captions may belong to a recording, and may follow earlier ones, which stay as they are.
    """

    __tablename__ = "media_file"
    __table_args__ = (
        CheckConstraint("kind IN ('picture', 'sound', 'video', 'captions', 'file')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(10), index=True)
    mime: Mapped[str] = mapped_column(String(100))
    bytes: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    seconds: Mapped[int | None]
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    language: Mapped[str] = mapped_column(String(2), default="")
    alts: Mapped[dict[str, str]]
    origin: Mapped[str] = mapped_column(String(300), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    uploaded_at: Mapped[datetime]
    recording_id: Mapped[int | None] = mapped_column(ForeignKey("media_file.id", ondelete="SET NULL"))
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("media_file.id", ondelete="SET NULL"))

    person: Mapped[Person | None] = relationship()

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths in which a picture is kept, the whole one last; none for a drawing."""
        if self.kind != Kind.PICTURE or not self.width or self.name.endswith(".svg"):
            return ()
        return (*(width for width in WIDTHS if width < self.width), self.width)

    @property
    def files(self) -> dict[str, int]:
        """The names of all that is kept of it, each with its width; 0 where that says nothing."""
        if not self.widths:
            return {self.name: 0}
        return {
            **{narrower(self.name, width): width for width in self.widths[:-1]},
            self.name: self.widths[-1],
        }

    @property
    def thumbnail(self) -> str:
        """The name of a small picture of it, if it is one."""
        return next(iter(self.files)) if self.kind == Kind.PICTURE else ""

    @property
    def srcset(self) -> list[tuple[str, int]]:
        """What a page offers to choose from, where there is a choice."""
        return list(self.files.items()) if len(self.widths) > 1 else []


def narrower(name: str, width: int) -> str:
    """What a picture is called in that width: `picture-1f.480.webp`."""
    path = PurePath(name)
    return f"{path.stem}.{width}{path.suffix}"
