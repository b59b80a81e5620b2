"""What a course needs today."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from elearn.accounts.roles import Role
from elearn.courses.needs import Facts, Need, NeedKind, needs

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
WELL = Facts(
    next_at=NOW + timedelta(days=2),
    roles=frozenset({Role.PROFESSIONAL, Role.EXPERIENCED_USER, Role.TECHNICAL_HOST}),
    people=10,
    min_people=8,
    max_people=12,
    without_link=0,
    stuck_messages=0,
)
LATER = NOW + timedelta(days=30)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (WELL, []),
        (replace(WELL, roles=WELL.roles - {Role.EXPERIENCED_USER}), [Need(NeedKind.EXPERIENCED_USER)]),
        (replace(WELL, people=7), [Need(NeedKind.MORE_PEOPLE, 7)]),
        (replace(WELL, people=7, next_at=LATER), []),
        (replace(WELL, people=13, next_at=LATER), [Need(NeedKind.FEWER_PEOPLE, 13)]),
        (replace(WELL, without_link=3), [Need(NeedKind.LINKS, 3)]),
        (replace(WELL, stuck_messages=1), [Need(NeedKind.MESSAGES, 1)]),
        (replace(WELL, cautions=2), [Need(NeedKind.RUN_SHEET, 2)]),
        (replace(WELL, next_at=None, people=0, stuck_messages=4), []),
        (replace(WELL, next_at=None, open_reports=1), [Need(NeedKind.REPORTS, 1)]),
        (
            replace(WELL, open_reports=2, cautions=1),
            [Need(NeedKind.REPORTS, 2), Need(NeedKind.RUN_SHEET, 1)],
        ),
    ],
)
def test_needs(facts: Facts, expected: list[Need]) -> None:
    assert needs(facts, NOW) == expected
