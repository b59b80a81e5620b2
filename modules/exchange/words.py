"""What is said about a file that was brought in: why it was refused, and what became of each thing in it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from modules.exchange.brought import Line
from modules.exchange.refused import NotBroughtIn

# Why nothing was stored.
REFUSED = {
    "not_an_archive": _("This is no archive that we know, and no text with questions."),
    "unknown_archive": _("The archive is neither one of ours nor a Common Cartridge."),
    "damaged_archive": _("The archive is damaged. Try to get it once more."),
    "locked_archive": _("The archive is locked with a password. Take the password away first."),
    "archive_too_large": _("The archive is larger than 100 MB."),
    "unpacks_to_too_much": _("The archive unpacks to far more than it may."),
    "too_many_files": _("There are too many files in the archive."),
    "too_deep": _("The folders in the archive lie too deep within each other."),
    "file_too_large": _("A file in it is too large."),
    "name_leads_out": _("A file in the archive has a name that leads out of it."),
    "not_a_plain_file": _("Something in the archive is not a plain file."),
    "name_twice": _("Two files in the archive have the same name."),
    "archive_in_archive": _("There is an archive inside the archive."),
    "not_utf8": _("A text is not written in UTF-8. Save it as UTF-8 and try again."),
    "unreadable_manifest": _("The list of contents in the archive cannot be read."),
    "newer_format": _("The archive was made by a newer version of this service."),
    "other_than_manifest": _("The archive holds something else than its list of contents says."),
    "unreadable_file": _("A file in it cannot be read."),
    "unfit_names": _("The pages and blocks of a module do not have names of their own."),
    "module_too_large": _("A module in it is larger than a module may be."),
    "unfit_file_name": _("A picture, sound or film has a name or a kind that we do not know."),
    "unfit_picture": _("A picture holds something else than a picture."),
    "picture_too_large": _("A picture is too large."),
    "unfit_document": _("A document is not what its name says, or holds programs (macros)."),
    "unfit_recording": _("A sound or a film holds something else."),
    "unfit_captions": _("A file of captions holds something else."),
    "lively_xml": _("A file in it tries to define more than text. Such files are not read."),
    "no_cartridge": _("The archive is no Common Cartridge."),
    "nothing_to_take": _("There is nothing in it that could become a page."),
    "no_questions": _("There is no question in it that could become a quiz."),
    "too_many_questions": _("There are more than 2,000 questions in it."),
}
# What became of one thing.
SAID = {
    "module": _("Is a draft now."),
    "page": _("Is a page now."),
    "question": _("Is a quiz now."),
    "essay": _("Is a reflection now: it is answered in one's own words."),
    "description": _("Is text on the page now."),
    "weblink": _("Is a link on the page now."),
    "topic": _("Is a question for the session now."),
    "has_newer_draft": _("The draft of this module was taken instead: it is newer."),
    "missing_file": _("The file is missing."),
    "empty_item": _("There is nothing behind this title."),
    "other_kind": _("We have no place for this kind of thing (%(kind)s)."),
    "other_file": _("The file is no page."),
    "empty_page": _("There is nothing to read on this page."),
    "element": _("Something on this page cannot be shown here (%(tag)s)."),
    "cells_joined": _(
        "Cells that reached over several rows or columns stand alone now. Look whether the table can be read."
    ),
    "table_without_heads": _("A table had no words at the head of each column. Write them."),
    "link_inside": _("A link to another page of the file has become plain text."),
    "bad_address": _("The address of the link is not one that we open."),
    "not_listed": _("It is in the file, but in none of its lists."),
    "no_alt": _("The picture has no description. Write one before the module is published."),
    "other_picture": _("This kind of picture cannot be shown."),
    "picture_elsewhere": _("The picture lies somewhere else on the internet, and does not come along."),
    "pictures_in_question": _("The pictures in the question did not come along."),
    "half_right": _("Answers that count for a part are not right here."),
    "general_feedback": _("What is said to everybody afterwards did not come along."),
    "one_feedback": _("Only what is said to a wrong answer came along: here it is said to all."),
    "other_feedback": _("What is said to every other answer did not come along."),
    "any_letters": _("An answer with a star for any letters did not come along."),
    "lonely_side": _("A right side to which nothing belongs did not come along."),
    "unfit_phrase": _("An answer is too long, or has neither a letter nor a figure in it."),
    "unfit_number": _("An answer is not a number that we can read."),
    "unfit_pairs": _("A match has from 2 to 12 pairs, each left side once, and at least two right sides."),
    "part_of_answer": _("A question whose answer only has to contain a word has no place here."),
    "other_question": _("We have no place for this kind of question."),
    "no_choices": _("The question has no answers to choose from."),
    "one_choice": _("The question has only one answer to choose from."),
    "empty_choice": _("One of the answers is empty."),
    "no_right_choice": _("None of the answers is right."),
    "no_question": _("The answers stand there without a question."),
    "braces": _("The braces around the answers do not fit together."),
    "too_many_pages": _("The module has as many pages as it may have."),
    "too_many_blocks": _("The page holds as much as it may hold."),
    "too_long": _("The text is too long for one block."),
}


def refusal(error: NotBroughtIn) -> str:
    """Why nothing was stored, and about which file that is."""
    about = f" ({error.about})" if error.about else ""
    return f"{REFUSED[error.code]}{about}"


def said(line: Line) -> str:
    """What became of it."""
    return str((SAID.get(line.code) or REFUSED[line.code]) % dict(line.values))
