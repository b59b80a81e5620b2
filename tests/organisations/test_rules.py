"""Who may run which organisation, pure."""

from __future__ import annotations

import pytest

from elearn.accounts.roles import Actor, Held, Role
from elearn.organisations.rules import (
    may_administer,
    may_administer_organisation,
    may_administer_partnership,
    may_disable,
    may_take_role,
)

FJORDVIK, NESDAL, ELSEWHERE = 1, 2, 3
ASE = Actor(7, frozenset({Held(Role.ADMINISTRATOR, organisation_id=FJORDVIK)}))
OTHERS = [
    Actor(8, frozenset({Held(role, organisation_id=FJORDVIK)}))
    for role in Role
    if role is not Role.ADMINISTRATOR
]


@pytest.mark.parametrize("actor", [Actor(), *OTHERS])
def test_only_administrators_run_anything(actor: Actor) -> None:
    allowed = [
        may_administer(actor),
        may_administer_organisation(actor, FJORDVIK, [FJORDVIK], is_looked_after=False),
        may_administer_partnership(actor, FJORDVIK),
        may_administer_partnership(actor, None),
    ]

    assert allowed == [False] * 4


@pytest.mark.parametrize(
    ("organisation", "hosts", "is_looked_after", "allowed"),
    [
        (FJORDVIK, [], True, True),
        (NESDAL, [FJORDVIK], False, True),
        (NESDAL, [ELSEWHERE], False, False),
        (NESDAL, [ELSEWHERE, FJORDVIK], False, True),
        (NESDAL, [], False, True),
        (NESDAL, [FJORDVIK], True, False),
        (NESDAL, [], True, False),
    ],
)
def test_an_administrator_runs_the_own_place_its_partners_and_what_belongs_to_nobody(
    organisation: int, hosts: list[int], is_looked_after: bool, allowed: bool
) -> None:
    assert may_administer_organisation(ASE, organisation, hosts, is_looked_after) == allowed


def test_a_partnership_is_its_hosts() -> None:
    allowed = [may_administer_partnership(ASE, host) for host in (FJORDVIK, ELSEWHERE, None)]

    assert allowed == [True, False, True]


def test_nobody_takes_away_their_own_administration_or_shuts_themselves_out() -> None:
    own = [may_take_role(ASE, 7, Role.ADMINISTRATOR), may_disable(ASE, 7)]
    others = [may_take_role(ASE, 7, Role.COORDINATOR), may_take_role(ASE, 8, Role.ADMINISTRATOR)]

    assert (own, others, may_disable(ASE, 8)) == ([False, False], [True, True], True)
