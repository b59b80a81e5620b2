"""Hands on the keyboard alone: from one thing to the next by Tab, until it is the right one."""

from __future__ import annotations

from playwright.sync_api import Page

FOCUSED = """() => {
  const at = document.activeElement, label = at.labels?.[0] ?? at.closest("label") ?? at;
  return (at.getAttribute("aria-label") || label.textContent || "").replace(/\\s+/g, " ").trim();
}"""
MOST = 150


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until what has the focus begins with that name."""
    passed = []
    for _press in range(MOST):
        page.keyboard.press(key)
        passed.append(page.evaluate(FOCUSED))
        if passed[-1].startswith(name):
            return
    raise AssertionError(f"{name!r} is not reached by {key}: {passed}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    tab_to(page, name)
    page.keyboard.press(key)
