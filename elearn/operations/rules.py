"""Who may look after the installation. Pure."""

from __future__ import annotations

from elearn.accounts.roles import Actor, Role


def may_operate(actor: Actor) -> bool:
    """True for an administrator of any organisation."""
    return bool(actor.organisations(Role.ADMINISTRATOR))
