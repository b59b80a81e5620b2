"""Reviews of modules, who has signed them, and what was said about a block."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.accounts.models import Person
from elearn.accounts.roles import Role
from elearn.extensions import Model
from modules.models import Module, ModuleVersion

ONE_OPEN = text("closed_at IS NULL")


class ModuleReview(Model):
    """A draft as it stood when it was sent for review: it does not change while its authors write on.

    `draft` is the frozen draft, as `authoring.stored` has it; `source`, `content` and the facts are what the
    version made of it will say. It is open until it is withdrawn, replaced or published: `closed_at`.
    """

    __tablename__ = "module_review"
    __table_args__ = (
        Index("uq_module_review_open", "module_id", unique=True, sqlite_where=ONE_OPEN,
              postgresql_where=ONE_OPEN),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id", ondelete="CASCADE"), index=True)
    draft_seq: Mapped[int]
    draft: Mapped[dict[str, Any]]
    source: Mapped[dict[str, str]]
    content: Mapped[dict[str, Any]]
    minutes: Mapped[int]
    opens: Mapped[str] = mapped_column(String(20))
    due: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    sent_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("module_version.id"), unique=True)

    module: Mapped[Module] = relationship()
    person: Mapped[Person | None] = relationship()
    version: Mapped[ModuleVersion | None] = relationship()
    sign_offs: Mapped[list[SignOff]] = relationship(
        back_populates="review", order_by="SignOff.id", passive_deletes=True
    )

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def signed_as(self, role: Role) -> SignOff | None:
        """The sign-off of that role, if there is one."""
        return next((each for each in self.sign_offs if each.role is role), None)


class SignOff(Model):
    """That somebody stands for a module, as a professional or as an experienced user; never as both."""

    __tablename__ = "sign_off"
    __table_args__ = (
        UniqueConstraint("review_id", "role"),
        UniqueConstraint("review_id", "person_id"),
        CheckConstraint("role IN ('professional', 'experienced_user')", name="signing_role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("module_review.id", ondelete="CASCADE"))
    role: Mapped[Role]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    signed_at: Mapped[datetime]

    review: Mapped[ModuleReview] = relationship(back_populates="sign_offs")
    person: Mapped[Person | None] = relationship()


class BlockComment(Model):
    """What somebody said about a block, in one language or in all (""). `answers_id`: what it answers."""

    __tablename__ = "block_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(2), default="")
    text: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    made_at: Mapped[datetime]
    answers_id: Mapped[int | None] = mapped_column(
        ForeignKey("block_comment.id", ondelete="CASCADE"), index=True
    )
    resolved_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    resolved_at: Mapped[datetime | None]

    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    resolved_by: Mapped[Person | None] = relationship(foreign_keys=[resolved_by_id])
