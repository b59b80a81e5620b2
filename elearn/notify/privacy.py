"""What messages keep about people."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from elearn.notify.service import remove_old_words
from elearn.privacy import Basis, Kept

KEPT = (
    Kept(
        table="outgoing_message",
        title=_("Messages we have sent you"),
        purpose=_("So that the course leader can see that an invitation has left, and send it again."),
        basis=Basis.COURSE,
        until=_("The words go 30 days after sending; that we wrote goes with your account."),
        columns=(
            *("channel", "address", "subject", "body", "created_at", "due_at", "calendar"),
            *("sent_at", "attempts", "failure"),
        ),
        # The link signs its owner in: it is forgotten when the message has left, and never shown.
        withheld=("id", "person_id", "link", "claimed_at"),
        expire=remove_old_words,
    ),
)
