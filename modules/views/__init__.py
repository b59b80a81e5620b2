"""The shelf, the pages of a module, answers, what is shared, and where modules are written."""

from modules.views import answers, develop, draft, exchange, page, shared, shelf
from modules.views.blueprint import blueprint

__all__ = ["answers", "blueprint", "develop", "draft", "exchange", "page", "shared", "shelf"]
