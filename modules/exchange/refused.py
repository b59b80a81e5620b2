"""What cannot be brought in at all, and why."""

from __future__ import annotations

from elearn.errors import Invalid


class NotBroughtIn(Invalid):
    """Nothing is stored. `code` is stable; `about` names the file that it is about, if there is one."""

    def __init__(self, code: str, about: str = "") -> None:
        self.about = about[:200]
        super().__init__(code)
