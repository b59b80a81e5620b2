"""Which fields of the log hold somebody's words or name: what expiry and erasure blank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# A test holds this table against every text field of every event.
WORDS: Mapping[str, tuple[str, ...]] = {
    "member_knocked": ("name",),
    "member_seated": ("name",),
    "member_changed": ("name",),
    "session_started": ("reason",),
    "round_opened": ("prompt",),
    "message_sent": ("text",),
    "message_hidden": ("reason",),
    "backchannel_sent": ("text",),
    "question_asked": ("text",),
    "question_answered": ("answer",),
    "question_hidden": ("reason",),
    "broadcast_sent": ("text",),
    "poll_opened": ("question", "options"),
    "note_written": ("text",),
    "item_shown": ("title",),
    "plan_shared": ("what", "how_much", "when", "how_often"),
    "plan_progress_shared": ("words",),
    "unwell_signalled": ("words",),
    "signal_attended": ("outcome",),
    "task_added": ("words",),
    "member_removed": ("reason",),
    "report_made": ("words",),
    "report_resolved": ("words",),
    "debrief_revised": ("went_well", "hard", "differently", "follow_up"),
}


def without_words(kind: str, payload: Mapping[str, Any]) -> dict[str, Any]:
    """The same fields with somebody's words left blank."""
    words = WORDS.get(kind, ())
    blanked = {name: _blank(value) if name in words else value for name, value in payload.items()}
    if kind == "room_prepared":
        leaders = payload["leaders"]
        blanked["leaders"] = type(leaders)({**leader, "name": ""} for leader in leaders)
    return blanked


def _blank(words: Any) -> Any:
    """No words, and as many of them as before."""
    return "" if isinstance(words, str) else type(words)("" for _ in words)
