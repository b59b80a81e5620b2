"""Authored Markdown to HTML that cannot do anything: no raw HTML in, two allow-lists on the way out.

Two sanitisers stand in a row on purpose: bleach is named by the design card but no longer maintained, nh3 is.
Text is rendered when a version is made, never when it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import bleach
import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

TAGS = frozenset({"p", "br", "hr", "strong", "em", "ul", "ol", "li", "h2", "h3", "h4", "blockquote", "a"})
ATTRIBUTES = {"a": ["href"], "ol": ["start"]}
SCHEMES = frozenset({"https", "http", "mailto", "tel"})


def parser() -> MarkdownIt:
    """CommonMark without raw HTML, code and pictures (those are blocks), with `:::` blocks."""
    markdown = MarkdownIt("commonmark", {"html": False})
    markdown.disable(["image", "html_block", "html_inline", "code", "fence", "backticks"])
    markdown.use(container_plugin, name="block", validate=lambda info, _marker: bool(info.strip()))
    return markdown


def parts(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Top-level pieces: from an opening token to its closing one, or a token that stands alone."""
    part: list[Token] = []
    for token in tokens:
        part.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield part
            part = []


def render(tokens: Sequence[Token]) -> str:
    """Sanitised HTML of whole blocks."""
    return sanitised(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def render_line(text: str) -> str:
    """Sanitised HTML of one line, without a paragraph around it."""
    return sanitised(_MARKDOWN.renderInline(text))


def sanitised(html: str) -> str:
    """Only the tags, attributes and addresses we know; everything else becomes harmless text or goes away."""
    first = bleach.clean(html, tags=TAGS, attributes=ATTRIBUTES, protocols=SCHEMES)
    return nh3.clean(
        first,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer",
    ).strip()


_MARKDOWN = parser()
