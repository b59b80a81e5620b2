"""The look: contrast of the theme, colours only from its tokens, and every style sheet in use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CSS = ROOT / "static/css"
OWN = sorted(path for path in CSS.rglob("*.css") if path.name != "tokens.css")
GROUNDS = ("background-default", "background-tinted", "surface-default", "surface-tinted")
AA, AAA, GRAPHICS = 4.5, 7.0, 3.0


def colours(scheme: str) -> dict[str, str]:
    """The theme's colours by name, as the given scheme sets them."""
    tokens = (CSS / "tokens.css").read_text()
    block = tokens.split(f"@layer ds.theme.color-scheme.{scheme} {{")[1].split("}")[0]
    return dict(re.findall(r"--ds-color-([\w-]+): (#[0-9a-fA-F]{6});", block))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return float((light + 0.05) / (dark + 0.05))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("family", ["neutral", "fjord", "coral"])
def test_text_reaches_the_highest_contrast_on_every_ground(scheme: str, family: str) -> None:
    colour = colours(scheme)
    text = colour[f"{family}-text-default"]

    too_weak = [ground for ground in GROUNDS if contrast(text, colour[f"{family}-{ground}"]) < AAA]

    assert too_weak == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("family", ["neutral", "fjord", "coral"])
@pytest.mark.parametrize(
    ("front", "ground", "least"),
    [
        ("{}-text-subtle", "neutral-background-default", AAA),
        ("{}-text-subtle", "{}-surface-tinted", AA),
        ("{}-border-default", "neutral-background-default", GRAPHICS),
        ("{}-base-contrast-default", "{}-base-default", AA),
        ("{}-base-contrast-default", "{}-base-active", AA),
    ],
)
def test_quiet_text_borders_and_buttons_are_seen(
    scheme: str, family: str, front: str, ground: str, least: float
) -> None:
    colour = colours(scheme)

    assert contrast(colour[front.format(family)], colour[ground.format(family)]) >= least


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_colours_come_from_the_theme(path: Path) -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", path.read_text()) == []


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_every_token_exists(path: Path) -> None:
    known = set(re.findall(r"(--ds-[\w-]+)\s*:", (CSS / "tokens.css").read_text()))

    assert set(re.findall(r"var\((--ds-[\w-]+)", path.read_text())) - known == set()


def test_every_style_sheet_is_in_use() -> None:
    templates = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))

    unused = [path.stem for path in OWN if not re.search(rf'["/]{path.stem}(\.css)?[\'"]', templates)]

    assert unused == []
