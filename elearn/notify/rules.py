"""Who may see the messages that are sent. Pure."""

from __future__ import annotations

from elearn.accounts.roles import Actor, Role


def may_see_mailbox(actor: Actor, is_demo: bool) -> bool:
    """In the demo everybody, for nobody there is real; elsewhere the administrator."""
    return is_demo or bool(actor.organisations(Role.ADMINISTRATOR))


def may_send_again(actor: Actor) -> bool:
    return bool(actor.organisations(Role.ADMINISTRATOR))
