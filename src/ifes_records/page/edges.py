r"""Signs at the edges of lines that other tools add to a whole text or table: they are hidden from the grammar.

> March 19, 2023 Held          Amanat 62 - 3,431,510<br>          12: Cast Votes:6,521,860

An edge that all lines share says nothing. In a table so do the marks of a list before the rows, and what surrounds
the words of its header: ``1. Amanat 62 - 3,431,510``, ``**Party Seats Won Seats Change Votes**``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from ifes_records.model.origin import Role
from ifes_records.page.context import Context
from ifes_records.text.grammars import label
from ifes_records.values import row

# Fewer lines can begin alike by chance.
FEWEST_LINES = 6
# One line in so many may be without: a tool has broken it.
ONE_WITHOUT = 12

# > quoted      + added      - taken away
_FRONT = re.compile(r"(?P<sign>>+|[+-]) ?")
# <br>      \n      \      =20
_BEHIND = re.compile(r" ?(?P<sign><br ?/?>|\\n|\\r|\\|=20|=0A)$")
_NUMBER_BEFORE = re.compile(r"(?P<number>\d{1,5})(?:[:.)|]+ *| +)(?=[^ ])")
_NUMBER_BEHIND = re.compile(r" +\[?(?P<number>\d{1,5})\]?$")

# • Amanat 62 - 3,431,510      2) Auyl 8 - 693,938
_ITEM = re.compile(r"(?:[•·*>+–-]|\(?\d{1,3}[.)]) +(?=[^\W_]|[“\"«(*])")
_SIGNS = re.compile(r"[*_#|`]+")


def set_aside_edges(context: Context) -> None:
    """Hide what stands before or behind each line of the text: the same sign, or the number of the line."""
    scan = context.source.scan
    first = scan.lstrip()[: scan.lstrip().find("\n")].rstrip()
    for pattern, same in (
        (_FRONT, _is_one_sign),
        (_NUMBER_BEFORE, _are_running),
        (_BEHIND, _is_one_sign),
        (_NUMBER_BEHIND, _are_running),
    ):
        if _edge(pattern, first) is not None:
            _hide_everywhere(context, pattern, same)


def _edge(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    return pattern.search(line) if pattern.pattern.endswith("$") else pattern.match(line)


def _hide_everywhere(context: Context, pattern: re.Pattern[str], same: Callable[[list[str]], bool]) -> None:
    lines = context.source.lines()
    edges = [(line, _edge(pattern, context.source.slice(line))) for line in lines]
    found = [(line, edge) for line, edge in edges if edge is not None]
    if len(lines) < FEWEST_LINES or (len(lines) - len(found)) * ONE_WITHOUT > len(lines):
        return
    if same([edge[1] for _, edge in found]):
        _hide(context, [(line.start + edge.start(), line.start + edge.end()) for line, edge in found])


def _is_one_sign(signs: list[str]) -> bool:
    return len(set(signs)) == 1 or set(signs) == {"+", "-"}


def _are_running(numbers: list[str]) -> bool:
    values = [int(number) for number in numbers]
    return all(one < other for one, other in pairwise(values))


def set_aside_marks_in_tables(context: Context) -> None:
    """Hide the marks of a list before the rows of a table, and the signs in its header."""
    _hide(
        context, [span for header in _header().finditer(context.source.scan) for span in _signs_in(header, context)]
    )
    found: list[tuple[int, int]] = []
    for heading in _heading().finditer(context.source.scan):
        at, marks = heading.end(), list[tuple[int, int]]()
        while (line := _LINE.match(context.source.scan, at)) is not None:
            item = _ITEM.match(line["text"])
            if item is None or not _is_row(line["text"][item.end() :]):
                break
            marks.append(
                (context.source.start + line.start("text"), context.source.start + line.start("text") + item.end())
            )
            at = line.end()
            share = _share().match(context.source.scan, at)
            at = share.end() if share is not None else at
        found += marks if len(marks) > 1 or line is None or not _is_row(line["text"]) else []
    _hide(context, found)


def _signs_in(header: re.Match[str], context: Context) -> list[tuple[int, int]]:
    start = context.source.start + header.start()
    return [(start + signs.start(), start + signs.end()) for signs in _SIGNS.finditer(header[0])]


def _is_row(text: str) -> bool:
    found = row.parse(text)
    return bool(found.cells) and not found.is_bare and not found.name(len(found.cells)).endswith(":")


def _hide(context: Context, found: list[tuple[int, int]]) -> None:
    spans = [context.source.trim(start, end) for start, end in sorted(set(found))]
    for span in spans:
        context.claim(span, role=Role.LABEL)
    context.source = context.source.blanked(spans)


_LINE = re.compile(r" *(?P<text>[^\n]*[^ \n]) *\n(?: *\n)*")


@cache
def _header() -> re.Pattern[str]:
    """The header of a table of parties with signs around its words."""
    between = "[ *_|`]+"
    words = between.join(("party", f"seats{between}won", f"seats{between}change", "votes"))
    return re.compile(rf"^(?=[^\n]*[*_#|`])[ *_#|`]*{words}[ *_|`]*$", re.IGNORECASE | re.MULTILINE)


@cache
def _heading() -> re.Pattern[str]:
    labels = "|".join(label(name) for name in ("TABLE_HEADER", "CANDIDATE_HEADER", "CANDIDATE_LABEL", "PARTY_LABEL"))
    return re.compile(rf"^(?:{labels})", re.MULTILINE)


@cache
def _share() -> re.Pattern[str]:
    return re.compile(label("SHARE_LINE"))
