"""Looking at a page as those who need it most: barriers that axe finds, and a page wider than its screen."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.serving import ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Evaluated, not added as a script: the page's own policy lets no foreign script run.
FIND_BARRIERS = """async ({ source, only }) => {
  if (!window.axe) (0, eval)(source);
  const found = await axe.run({ runOnly: only });
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(", ")}`);
}"""
BEYOND = """() => {
  const page = document.documentElement, width = page.clientWidth;
  if (page.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll("body *")].filter(
    (each) => each.getBoundingClientRect().right > width + 1 && each.checkVisibility());
  const named = (each) => `${each.localName}.${each.className}: ${each.textContent.trim().slice(0, 20)}`;
  return [`${page.scrollWidth} > ${width}`, ...wide.slice(0, 4).map(named)];
}"""
# Of what has a name of its own: a word in sight that the name lacks.
MISNAMED = """() => [...document.querySelectorAll("button[aria-label], a[aria-label]")]
  .filter((each) => each.checkVisibility())
  .map((each) => [each.innerText.trim(), each.ariaLabel])
  .filter(([seen, name]) => !name.toLowerCase().includes(seen.toLowerCase()))
  .map((both) => both.join(": "))"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# 320 pixels is the narrowest screen; 640 is a screen of 1280 at 200 %.
NARROW, ZOOMED = 320, 640


def misnamed(page: Page) -> list[str]:
    """What is called otherwise than one reads, so that whoever says what they see does not find it.

    axe has a rule for that, which passes over short words such as "+2".
    """
    found: list[str] = page.evaluate(MISNAMED)
    return found


def barriers(page: Page) -> list[str]:
    """What axe finds by day, and which contrasts it finds too weak at dusk: only colours differ then."""
    by_day = _axe(page, RULES)
    page.emulate_media(color_scheme="dark")
    page.evaluate(PAINTED)
    at_dusk = _axe(page, ["color-contrast"])
    page.emulate_media(color_scheme="light")
    page.evaluate(PAINTED)
    return [*by_day, *(f"dusk {found}" for found in at_dusk)]


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways on a narrow or zoomed screen; every part of a room is looked at."""
    size = page.viewport_size
    assert size is not None
    found = []
    for width in (NARROW, ZOOMED):
        page.set_viewport_size({"width": width, "height": 800})
        for part in _parts(page):
            found += [f"{width} {part}: {beyond}" for beyond in page.evaluate(BEYOND)]
    page.set_viewport_size(size)
    return found


def looked_at(page: Page) -> list[str]:
    return barriers(page) + too_wide(page)


def _axe(page: Page, only: list[str]) -> list[str]:
    found: list[str] = page.evaluate(FIND_BARRIERS, {"source": AXE, "only": only})
    return found


def _parts(page: Page) -> Iterator[str]:
    """Turn to each part of the room where one sees a part at a time; elsewhere there is the page."""
    parts = page.locator(".room-nav button:visible")
    if page.locator("dialog[open]").count() or not parts.count():
        yield "page"
        return
    for index in range(parts.count()):
        parts.nth(index).click()
        yield (parts.nth(index).text_content() or "").strip()
    parts.first.click()
