"""Pages of the log as a person reads them: words without markup."""

from __future__ import annotations

import re
from html import unescape

from tests.acting import Browser


def read(browser: Browser, address: str) -> str:
    """The words of the page between its head and its foot, on one line."""
    answer = browser.get(address)
    assert answer.status_code == 200
    page = answer.get_data(as_text=True)
    main = page[page.index("<main") : page.index("</main>")]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))


def told(browser: Browser) -> str:
    """What the next page says about what was just done."""
    page = browser.get("/me").get_data(as_text=True)
    return unescape(" ".join(re.findall(r'flash__message"[^>]*>([^<]*)', page)))
