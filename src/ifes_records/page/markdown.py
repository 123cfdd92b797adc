"""Markdown, as converters and language models write it: its signs are hidden from the grammar, with offsets kept.

## Dec. 7, 2016 Held
**Cast Votes:** 10,713,734
| Amanat (AMANAT) | 62 | - | 3,431,510 |
[Republic of Norrland](/countries/id/9/)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, islice

from attrs import evolve

from ifes_records.model.origin import Role
from ifes_records.page.context import Context
from ifes_records.span import Span
from ifes_records.split.html import is_html

# What only Markdown has: `## Results`, `**Cast Votes:**`, `](/countries/id/9/)`, `|---|---:|`
_SURE = re.compile(
    r"^ {0,3}#{1,6} \S|\*\*[^\s*:][^*:\n]{0,80}: ?\*\*"
    r"|\]\((?:/|https?:)[^()\s]{0,300}\)|^[|: ]{0,9}-{3,}:? ?\|[-|: ]*$",
    re.MULTILINE,
)
FEWEST_SURE = 3
# One of them is in each of these, and in every table.
SIGNS = ("#", "**", "](", "|")

# Signs go no further, so that the time stays linear.
LONGEST_WORD = 100

# An image is hidden whole; of the others, only the signs are.
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,300}\)")
_BOLD = re.compile(r"(?P<open>\*\*)(?=[^\s*])[^*\n]+(?P<close>\*\*)")
_EMPHASIS = re.compile(r"(?<![\w*])(?P<open>[*_])(?=[^\s*_])[^*_\n]+(?<=[^\s*_])(?P<close>[*_])(?![\w*])")
# ## Results      \- Turnout\*      a line that ends in \
_OTHER = re.compile(r"(?P<sign>^ {0,3}#{1,6} +|\\(?=[^\w\s]|$))", re.MULTILINE)
_NO_BREAK = re.compile("&nbsp;")
_ATTRIBUTES = r"\{[.#\w][^{}\n]{0,200}\}"
_LINK = re.compile(
    r"(?<!\\)(?P<open>\[)(?:[^\[\]\\\n]|\\.){0,300}"
    rf"(?P<address>\](?:\([^()\n]{{0,300}}\)(?:{_ATTRIBUTES})?|{_ATTRIBUTES}))"
)
# ::: {.section .chart}      (pandoc's own)
_FENCE = re.compile(r"^ {0,3}:{3,}(?: [^\n]*)?$", re.MULTILINE)
# | Amanat (AMANAT) | 62 | - | 3,431,510 |      and the same without the outer bars, next to the rule of a table
_TABLE = re.compile(r"(?:^[^|\n]*\|[^\n]*\n)?^[|: ]{0,9}-{3,}:? ?\|[-|: ]*\n(?:^[^|\n]*\|[^\n]*\n)*", re.MULTILINE)
_BARRED = re.compile(r"^ *\|[^\n]*\| *$", re.MULTILINE)
# <table><tbody><tr><th>Cast Votes:</th><td>3,682,499</td></tr>      (a table that a converter left as it was)
_TAG = re.compile(
    r"</?(?:table|thead|tbody|tr|th|td|br|p|span|div|strong|em|a|img|section)\b[^<>]{0,300}>|<!-- *-->", re.IGNORECASE
)
_ROW_END = re.compile(r"</(?:tr|p|div)|<br", re.IGNORECASE)


def hide_markdown(context: Context) -> None:
    """Hide the signs of Markdown, the addresses of links, and images, if the text is surely Markdown.

    A single table counts as such, and tags of HTML are always hidden.
    """
    _hide_tags(context)
    if not any(sign in context.source.scan for sign in SIGNS):
        return
    sure = islice(_SURE.finditer(context.source.scan), FEWEST_SURE)
    if len(list(sure)) < FEWEST_SURE:
        _hide_bars(context, _TABLE.finditer(context.source.scan))
        return
    # One after the other: `[![IFES](/ifes.png)](https://…)`, `**[Results](/results/)**`
    _hide(context, [found.span() for found in _IMAGE.finditer(context.source.scan)], Role.BOILERPLATE)
    for blank in (_FENCE, _NO_BREAK):
        _hide(context, [found.span() for found in blank.finditer(context.source.scan)])
    for signs in (_LINK, _BOLD, _EMPHASIS, _OTHER):
        found = [each.span(group) for each in signs.finditer(context.source.scan) for group in each.groupdict()]
        take_out(context, found)
    _hide_bars(context, chain(_TABLE.finditer(context.source.scan), _BARRED.finditer(context.source.scan)))


def _hide_bars(context: Context, tables: Iterable[re.Match[str]]) -> None:
    if "|" not in context.source.scan:
        return
    bars = {table.start() + bar.start() for table in tables for bar in re.finditer(r"\|", table[0])}
    _hide(context, [(at, at + 1) for at in sorted(bars)])


def _hide_tags(context: Context) -> None:
    """Hide tags, each end of a row being the end of a line."""
    if "</" not in context.source.scan or is_html(context.source.scan):
        return
    tags = list(_TAG.finditer(context.source.scan))
    _hide(context, [tag.span() for tag in tags])
    context.source = context.source.with_line_ends(tag.start() for tag in tags if _ROW_END.match(tag[0]))


def _hide(context: Context, found: list[tuple[int, int]], role: Role = Role.LABEL) -> None:
    """Hide parts of the text from the grammar; ``found`` has their offsets in it, in order."""
    start = context.source.start
    spans = [Span(start + first, start + last) for first, last in found]
    for span in spans:
        context.claim(span, role=role)
    context.source = context.source.blanked(spans)


def take_out(context: Context, found: list[tuple[int, int]]) -> None:
    r"""Hide signs; one within a word goes to its end, so that it leaves no blank: ``People\'s``, ``**Key**:``."""
    scan, start = list(context.source.scan), context.source.start
    for first, last in sorted(found, reverse=True):  # so that what is left to do stays where it was
        end = last
        if first > 0 and scan[first - 1] not in " \n":
            while scan[end] not in " \n" and end - last < LONGEST_WORD:
                end += 1
        scan[first:end] = [*scan[last:end], *" " * (last - first)]
        context.claim(Span(start + end - (last - first), start + end), role=Role.LABEL)
    context.source = evolve(context.source, scan="".join(scan))
