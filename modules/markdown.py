"""Authored Markdown to HTML that cannot do anything: no raw HTML in, two allow-lists on the way out.

Two sanitisers stand in a row on purpose: bleach is named by the design card but no longer maintained, nh3 is.
Text is rendered when a version is made, never when it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

import bleach
import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

TABLE = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
TAGS = TABLE | {"p", "br", "hr", "strong", "em", "ul", "ol", "li", "h2", "h3", "h4", "blockquote", "a"}
ATTRIBUTES = {"a": ["href"], "ol": ["start"]}
SCHEMES = frozenset({"https", "http", "mailto", "tel"})
# Where the words of a cell stand: the parser says it with a style, which no text may have.
ASIDE = {"text-align:center": "cell--middle", "text-align:right": "cell--end"}
CLASSES = {"th": set(ASIDE.values()), "td": set(ASIDE.values())}


def parser() -> MarkdownIt:
    """CommonMark and tables, without raw HTML, code and pictures (those are blocks), with `:::` blocks."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
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
    html = _MARKDOWN.renderer.render([_classed(token) for token in tokens], _MARKDOWN.options, {})
    return _framed(sanitised(html), tokens)


def render_line(text: str) -> str:
    """Sanitised HTML of one line, without a paragraph around it."""
    return sanitised(_MARKDOWN.renderInline(text))


def plain(text: str) -> str:
    """The words of one line without any marks, for where only text can stand."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", render_line(text))).split())


def sanitised(html: str) -> str:
    """Only the tags, attributes and addresses we know; everything else becomes harmless text or goes away."""
    first = bleach.clean(html, tags=TAGS, attributes=_may_stay, protocols=SCHEMES)
    return nh3.clean(
        first,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        tag_attribute_values={"th": {"scope": {"col"}}},
        allowed_classes=CLASSES,
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer",
    ).strip()


def _may_stay(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return value in CLASSES.get(tag, ())
    return name in ATTRIBUTES.get(tag, ()) or (tag, name, value) == ("th", "scope", "col")


def _classed(token: Token) -> Token:
    """A cell of a table with a class for where its words stand, and a head that says what it heads."""
    if token.type not in ("th_open", "td_open"):
        return token
    aside = ASIDE.get(str(token.attrs.get("style", "")))
    attributes = {"scope": "col"} if token.type == "th_open" else {}
    return token.copy(attrs={**attributes, **({"class": aside} if aside else {})})


def _framed(html: str, tokens: Sequence[Token]) -> str:
    """Each table in a frame that scrolls by itself, is reached with the keyboard, and is named by its heads.

    Raw HTML has become text by now: a `<table>` is always one of the parser's.
    """
    names = iter(_names_of_tables(tokens))
    opened = re.sub("<table>", lambda _found: f"{_frame(next(names))}<table>", html)
    return opened.replace("</table>", "</table></div>")


def _frame(name: str) -> str:
    return f'<div class="table-frame" tabindex="0" role="region" aria-label="{escape(name)}">'


def _names_of_tables(tokens: Sequence[Token]) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            end = next(at for at in range(place, len(tokens)) if tokens[at].type == "thead_close")
            heads = [plain(each.content) for each in tokens[place:end] if each.type == "inline"]
            yield ", ".join(head for head in heads if head)


_MARKDOWN = parser()
