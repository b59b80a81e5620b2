"""The shelf, the pages of a module, answers, what is shared, and the course developer's preview."""

from modules.views import answers, develop, page, shared, shelf
from modules.views.blueprint import blueprint

__all__ = ["answers", "blueprint", "develop", "page", "shared", "shelf"]
