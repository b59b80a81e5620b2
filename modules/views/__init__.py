"""The shelf, the pages of a module, answers, writing modules, composing courses, certificates."""

from modules.views import (
    answers,
    certificates,
    clones,
    develop,
    draft,
    page,
    parts,
    programme_session,
    programmes,
    shared,
    shelf,
)
from modules.views.blueprint import blueprint

__all__ = [
    "answers",
    "blueprint",
    "certificates",
    "clones",
    "develop",
    "draft",
    "page",
    "parts",
    "programme_session",
    "programmes",
    "shared",
    "shelf",
]
