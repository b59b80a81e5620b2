"""What an administrator reads: names for what went, and for what was read about somebody else."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

WENT = {
    "person": _("Accounts of people"),
    "role_assignment": _("Parts in courses"),
    "sign_in": _("Signed-in devices"),
    "personal_link": _("Personal links"),
    "sign_in_failure": _("Wrong passwords"),
    "access_entry": _("Notes of who read what"),
    "enrolment": _("Places in courses"),
    "action_plan": _("Weekly plans"),
    "answer": _("Answers in modules"),
    "page_visit": _("Notes of what was read in modules"),
    "reading_version": _("Which version of a module somebody read"),
    "earlier_answer": _("Answers that a module no longer asks for"),
    "module_review": _("Reviews of modules"),
    "sign_off": _("Who signed modules"),
    "block_comment": _("What was said about modules"),
    "draft_edit": _("Who wrote what in drafts of modules"),
    "draft_reader": _("Who had a draft open"),
    "media_file": _("Who brought which file to the library"),
    "certificate": _("Course certificates"),
    "log_entry": _("Words in the logs of rooms"),
    "room_snapshot": _("States of rooms"),
    "buddy_number": _("Phone numbers shown to buddies"),
    "outgoing_message": _("Words of messages"),
    "equipment_check": _("How equipment was tried"),
    "call_time": _("Times for calls about equipment"),
    "booked_call": _("Booked calls about equipment"),
}
# The same codes as in `accounts.access_log`, which speaks to the one it is about.
READ = {
    "account": _("Account and roles"),
    "participants": _("List of participants"),
    "link": _("Link handed over"),
    "phone": _("Phone number, to call"),
    "sheet": _("Printed sheet with a link"),
    "shared_plans": _("Shared plans"),
    "shared_answers": _("Shared answers"),
    "equipment": _("How a try of equipment went"),
    "session_log": _("The log of a session"),
    "report": _("A report"),
    "messages": _("Messages in the mailbox"),
    "certificate": _("A course certificate, printed"),
}


def what_went(table: str) -> str:
    """What the rows of a table are called."""
    return str(WENT.get(table, table))


def what_was_read(code: str) -> str:
    """What somebody read about somebody else."""
    return str(READ.get(code, code))
