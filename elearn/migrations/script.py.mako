"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import elearn.extensions
${imports if imports else ""}
<%
    def plain(commands):
        return "\n".join(line for line in (commands or "pass").splitlines() if "###" not in line).strip()
%>
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${plain(upgrades)}


def downgrade() -> None:
    ${plain(downgrades)}
