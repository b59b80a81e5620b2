"""What the messages say: who writes and what to do, nothing of courses or health."""

from __future__ import annotations

from flask_babel import gettext as _

from elearn.accounts.models import Person
from elearn.languages import speaking
from elearn.notify.models import Channel


def link_letter(channel: Channel, person: Person, sender: str) -> tuple[str, str]:
    """Subject and text of the message that brings a personal link, in the person's language."""
    with speaking(person.language):
        if channel is Channel.SMS:
            return "", _(
                "Hello %(name)s. Here is your own link: {link} Do not pass it on. Greetings from %(sender)s",
                name=person.given_name,
                sender=sender,
            )
        return _("A link from %(sender)s", sender=sender), _email(person.given_name, sender)


def _email(name: str, sender: str) -> str:
    return "\n\n".join(
        (
            _("Hello %(name)s.", name=name),
            _("Here is your own link:"),
            "{link}",
            _("Open it and press the button. You need no password."),
            _("The link is for you alone. Do not pass it on. It takes the place of earlier links."),
            _("Greetings from %(sender)s", sender=sender),
        )
    )
