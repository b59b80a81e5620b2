"""The pages of the session log: the log itself, the debrief, one's own part of it, reports."""

from rooms.log_pages import acts, debrief, log, own, reports, tasks

__all__ = ["acts", "debrief", "log", "own", "reports", "tasks"]
