"""What the application needs to know of eventlet; beside `wsgi.py` the only module that does."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def is_green() -> bool:
    """True in the server, where `wsgi.py` has replaced threads and sockets by eventlet's."""
    return "ELEARN_GREEN" in os.environ


def off_loop(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run CPU-heavy `work` in a real thread in the server, so that rooms go on; elsewhere right here."""
    if not is_green():
        return work(*args, **kwargs)
    from eventlet import tpool

    result: Any = tpool.execute(work, *args, **kwargs)
    return result  # type: ignore[no-any-return]
