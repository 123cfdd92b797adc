"""HTML → its text, with the extra ``[html]``: a page is read as the text that Resiliparse makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

_PAGE = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|\?xml)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"</?(?:div|span|p|a|td|tr|li|ul|script|meta|table)\b[^<>\n]{0,200}>", re.IGNORECASE)
_FEWEST_TAGS = 6

# Between tags that a converter left as they were: ### Results      [Home](/)
_MARKDOWN = re.compile(r"^ {0,3}#{1,6} +\S|\]\((?:/|https?:)", re.MULTILINE)

# So much of a text shows whether it is HTML.
_HEAD = 20_000

# What the site has around a page: menus, lists of countries, a footer.
FRAME = ["nav", "header", "footer", "aside", "form", "script", "style", "title"]


def is_html(text: str) -> bool:
    """Whether a text is HTML as a whole; a table in Markdown may have tags as well."""
    start = text[:_HEAD]
    if _PAGE.match(start):
        return True
    if not start.lstrip("\ufeff \t\r\n").startswith("<") or _MARKDOWN.search(start):
        return False
    return len(_TAG.findall(start)) >= _FEWEST_TAGS


def without_html(blocks: Iterable[str], limit: int) -> Iterator[str]:
    """The blocks of a text; if it is HTML of at most ``limit`` characters, the text that it shows.

    HTML stays as it is if Resiliparse is not installed.
    """
    blocks = iter(blocks)
    head = _at_least(_HEAD, blocks)
    if not is_html(head):
        return chain([head], blocks)
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ImportError:
        return chain([head], blocks)
    html = head + _at_least(limit - len(head) + 1, blocks)
    if len(html) > limit:
        return chain([html], blocks)
    text: str = extract_plain_text(html, skip_elements=FRAME)
    return iter([text])


def _at_least(size: int, blocks: Iterator[str]) -> str:
    found, length = [], 0
    while length < size and (block := next(blocks, None)) is not None:
        found.append(block)
        length += len(block)
    return "".join(found)
