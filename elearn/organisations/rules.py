"""Who may run the organisations, and the roles that can be held in one. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from elearn.accounts.roles import STAFF, Actor, Role

GRANTABLE = tuple(role for role in Role if role in STAFF)


def may_administer(actor: Actor) -> bool:
    """True for an administrator of any organisation."""
    return bool(actor.organisations(Role.ADMINISTRATOR))


def may_administer_organisation(
    actor: Actor, organisation_id: int, hosts: Iterable[int], is_looked_after: bool
) -> bool:
    """True for an administrator of it, of a host it works with, or of anything when it belongs to nobody.

    `hosts`: the host municipalities of the partnerships that the organisation is in. `is_looked_after`: it
    has an administrator of its own; others then have no say, for anybody may begin a partnership with it.
    """
    own = actor.organisations(Role.ADMINISTRATOR)
    if organisation_id in own or is_looked_after:
        return organisation_id in own
    hosts = frozenset(hosts)
    return bool(own & hosts) or bool(own and not hosts)


def may_administer_partnership(actor: Actor, host_id: int | None) -> bool:
    """True for an administrator of its host; a new one may be begun by any administrator."""
    own = actor.organisations(Role.ADMINISTRATOR)
    return bool(own) if host_id is None else host_id in own


def may_take_role(actor: Actor, person_id: int, role: Role) -> bool:
    """Nobody saws off the branch they sit on: one's own administration is taken by another."""
    return not (actor.person_id == person_id and role is Role.ADMINISTRATOR)


def may_disable(actor: Actor, person_id: int) -> bool:
    """Nobody shuts themselves out."""
    return actor.person_id != person_id
