"""What others must hear of at once: somebody is no longer who they were when their sockets opened."""

from __future__ import annotations

from blinker import Signal

# Sent after the commit with `person_public_id` and `sign_in_id`; the latter is None when every device is
# meant: signed out everywhere, disabled, a new password, other roles. Rooms end those live sockets.
signed_out = Signal("A device, or every device, of a person has lost what it was allowed.")
