"""The shelf, the pages of a module, answers, what is shared, and where modules are written and agreed on."""

from modules.views import answers, comments, develop, draft, edit, page, review, shared, shelf
from modules.views.blueprint import blueprint

__all__ = [
    "answers",
    "blueprint",
    "comments",
    "develop",
    "draft",
    "edit",
    "page",
    "review",
    "shared",
    "shelf",
]
