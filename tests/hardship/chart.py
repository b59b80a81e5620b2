"""A drawing of figures over time, as an SVG file that any browser shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

WIDTH, HEIGHT, LEFT, TOP, GAP = 720, 180, 70, 40, 70
COLOURS = ("#0b5c8a", "#c0562d", "#5a3e85", "#2f6b3a")

# The name of a panel, and in it a line for each series: what it is called, and its values at even distances.
Panels = Mapping[str, Mapping[str, Sequence[float]]]


def draw(path: Path, title: str, along: str, panels: Panels) -> None:
    """Write the panels one below the other; `along` says what one step to the right is."""
    height = TOP + len(panels) * (HEIGHT + GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH + LEFT + 150} {height}" '
        'font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="10" y="22" font-size="16">{escape(title)}</text>',
    ]
    for place, (name, series) in enumerate(panels.items()):
        parts += _panel(TOP + 20 + place * (HEIGHT + GAP), name, along, series)
    path.write_text("\n".join([*parts, "</svg>\n"]))


def _panel(top: float, name: str, along: str, series: Mapping[str, Sequence[float]]) -> list[str]:
    most = max((value for values in series.values() for value in values), default=0) or 1
    steps = max(2, *(len(values) for values in series.values()))
    bottom = top + HEIGHT
    right = LEFT + WIDTH + 10
    parts = [
        f'<text x="{LEFT}" y="{top - 8}" font-weight="bold">{escape(name)}</text>',
        f'<path d="M{LEFT} {top}V{bottom}H{LEFT + WIDTH}" fill="none" stroke="#888"/>',
        *(
            f'<text x="{LEFT - 6}" y="{at + 4}" text-anchor="end">{value:,.1f}</text>'
            for at, value in ((bottom, 0), (bottom - HEIGHT / 2, most / 2), (top, most))
        ),
        f'<text x="{LEFT}" y="{bottom + 18}">1</text>',
        f'<text x="{LEFT + WIDTH}" y="{bottom + 18}" text-anchor="end">{escape(along)} {steps}</text>',
    ]
    for place, (label, values) in enumerate(series.items()):
        colour = COLOURS[place % len(COLOURS)]
        points = " ".join(
            f"{LEFT + WIDTH * at / (steps - 1):.1f},{bottom - HEIGHT * value / most:.1f}"
            for at, value in enumerate(values)
        )
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{right}" y="{top + 14 + 18 * place}" fill="{colour}">{escape(label)}</text>')
    return parts
