"""Municipalities, health trusts and user organisations, and the partnerships that run courses."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.extensions import Model


class OrganisationKind(StrEnum):
    MUNICIPALITY = "municipality"
    HEALTH_TRUST = "health_trust"
    USER_ORGANISATION = "user_organisation"


partner_municipality = Table(
    "partner_municipality",
    Model.metadata,
    Column("partnership_id", ForeignKey("partnership.id", ondelete="CASCADE"), primary_key=True),
    Column("municipality_id", ForeignKey("organisation.id"), primary_key=True),
)


class Organisation(Model):
    """A municipality, health trust or user organisation."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[OrganisationKind]
    language: Mapped[str] = mapped_column(String(2), default="nb")
    in_sami_area: Mapped[bool] = mapped_column(default=False)


class Partnership(Model):
    """Municipalities that run courses together; one of them is the host."""

    __tablename__ = "partnership"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    host_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))

    host: Mapped[Organisation] = relationship()
    partners: Mapped[list[Organisation]] = relationship(
        secondary=partner_municipality, order_by=Organisation.name
    )

    @property
    def municipalities(self) -> list[Organisation]:
        """The host first, then its partners."""
        return [self.host, *self.partners]
