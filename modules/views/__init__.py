"""The shelf, the pages of a module, answers, what is shared, and where modules are written."""

from modules.views import (
    answers,
    caption_editing,
    develop,
    draft,
    library,
    page,
    shared,
    shelf,
    uploading,
)
from modules.views.blueprint import blueprint

__all__ = [
    "answers",
    "blueprint",
    "caption_editing",
    "develop",
    "draft",
    "library",
    "page",
    "shared",
    "shelf",
    "uploading",
]
