"""People, the roles they hold, how they sign in, and who looked at their data."""

from __future__ import annotations

import secrets
from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, LargeBinary, String, UniqueConstraint, func
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.accounts.roles import Actor, Held, Role
from elearn.extensions import Model


def new_public_id() -> str:
    """A name for the outside (URLs, room logs) that tells nothing and cannot be counted through."""
    return secrets.token_hex(8)


class Person(Model):
    """Anybody: participant, relative or staff. Staff have a password; participants never need one."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    given_name: Mapped[str] = mapped_column(String(60))
    family_name: Mapped[str] = mapped_column(String(60), default="")
    alias: Mapped[str] = mapped_column(String(60), default="")
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    mobile: Mapped[str | None] = mapped_column(String(20))
    language: Mapped[str | None] = mapped_column(String(2))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    roles: Mapped[list[RoleAssignment]] = relationship(back_populates="person", cascade="all, delete-orphan")

    @hybrid_property
    def room_name(self) -> str:
        """What others see: the alias, else the given name. Never the family name."""
        return self.alias or self.given_name

    @room_name.inplace.expression
    @classmethod
    def _room_name(cls) -> ColumnElement[str]:
        return func.coalesce(func.nullif(cls.alias, ""), cls.given_name)

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def as_actor(self) -> Actor:
        """The person with the roles held now, as the rules see them."""
        held = (Held(role.role, role.organisation_id, role.course_run_id) for role in self.roles)
        return Actor(self.id, frozenset(held))

    def grant(
        self, role: Role, *, organisation_id: int | None = None, course_run_id: int | None = None
    ) -> None:
        """Give a role in an organisation or in a course run; giving it twice changes nothing."""
        if Held(role, organisation_id, course_run_id) not in self.as_actor().held:
            self.roles.append(
                RoleAssignment(role=role, organisation_id=organisation_id, course_run_id=course_run_id)
            )


class RoleAssignment(Model):
    """A role held within an organisation or within a course run."""

    __tablename__ = "role_assignment"
    __table_args__ = (
        CheckConstraint("(organisation_id IS NULL) <> (course_run_id IS NULL)", name="one_scope"),
        UniqueConstraint("person_id", "role", "organisation_id"),
        UniqueConstraint("person_id", "role", "course_run_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    course_run_id: Mapped[int | None] = mapped_column(ForeignKey("course_run.id"), index=True)

    person: Mapped[Person] = relationship(back_populates="roles")


class SignIn(UserMixin, Model):
    """One signed-in device. Its key lives in the cookie; only a hash of it is kept here."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    device: Mapped[str] = mapped_column(String(80), default="")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    person: Mapped[Person] = relationship()

    key: str = ""  # known only at the moment of signing in

    def get_id(self) -> str:
        """What Flask-Login puts into the cookie."""
        return self.key


class PersonalLink(Model):
    """A link that signs its person in. Kept hashed; a single-use one moves a person to another device."""

    __tablename__ = "personal_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    course_run_id: Mapped[int | None] = mapped_column(ForeignKey("course_run.id"))
    single_use: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()

    def is_valid(self, now: datetime) -> bool:
        spent = self.single_use and self.used_at is not None
        return self.revoked_at is None and not spent and now < self.expires_at


class SignInFailure(Model):
    """A failed password for an account name (hashed), kept for the half hour in which five lock it."""

    __tablename__ = "sign_in_failure"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_hash: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    at: Mapped[datetime]


class AccessEntry(Model):
    """A staff member's reading of somebody's personal data, shown to that person."""

    __tablename__ = "access_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    what: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]

    reader: Mapped[Person] = relationship(foreign_keys=[reader_id])
