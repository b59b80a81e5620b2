"""When the work that nobody asks for was done last."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.extensions import Model


class JobRun(Model):
    """The last time a job ran, and how many rows it removed from each table."""

    __tablename__ = "job_run"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    ran_at: Mapped[datetime]
    removed: Mapped[dict[str, Any]]
