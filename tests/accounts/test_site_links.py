"""The header leads each kind of staff to their pages, and nobody to a page that refuses them."""

from __future__ import annotations

import re

from tests.acting import Auth
from tests.cast import Cast
from tests.pages import ACTORS

STAFF_PAGES = {"/modules", "/organisations", "/mailbox", "/operations"}


def test_each_kind_of_staff_is_led_to_their_pages(auth: Auth, cast: Cast) -> None:
    links = {
        actor: sorted(
            STAFF_PAGES & set(re.findall(r'href="([^"]+)"', auth.browser(who(cast)).get("/me").text))
        )
        for actor, who in ACTORS.items()
    }

    assert {actor: found for actor, found in links.items() if found} == {
        "administrator": ["/mailbox", "/operations", "/organisations"],
        "course developer": ["/modules"],
    }


def test_no_link_leads_to_a_refusal(auth: Auth, cast: Cast) -> None:
    for who in (cast.ase, cast.ragnhild):
        browser = auth.browser(who)
        pages = STAFF_PAGES & set(re.findall(r'href="([^"]+)"', browser.get("/me").text))

        assert {page: browser.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
