"""The shelf, the pages of a module, answers, what is shared, and where modules are written and agreed on."""

from modules.views import (
    answers,
    caption_editing,
    comments,
    develop,
    draft,
    edit,
    exchange,
    library,
    page,
    review,
    shared,
    shelf,
    uploading,
)
from modules.views.blueprint import blueprint

__all__ = [
    "answers",
    "blueprint",
    "caption_editing",
    "comments",
    "develop",
    "draft",
    "edit",
    "exchange",
    "library",
    "page",
    "review",
    "shared",
    "shelf",
    "uploading",
]
