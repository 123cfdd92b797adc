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
from ifes_records.page.layouts import BEGIN_BODY
from ifes_records.page.markdown import take_out
from ifes_records.text import lexicon
from ifes_records.text.grammars import label, line_of, pattern
from ifes_records.values import row

TABLE_HEADINGS = ("TABLE_HEADER", "CANDIDATE_HEADER", "CANDIDATE_LABEL", "PARTY_LABEL")
# Fewer lines can begin alike by chance, but no line ends in <br> by chance.
FEWEST_LINES = 6
FEWEST_SURE = 2
# How far the row above a note is looked for.
MOST_ABOVE = 500
# One line in so many may be without: a tool has broken it.
ONE_WITHOUT = 12

# > quoted      + added      - taken away
_FRONT = re.compile(r"(?P<sign>>+|[+-]) ?")
# <br>      \n      \      =20
_BEHIND = re.compile(r" ?(?P<sign><br ?/?>|\\n|\\r|\\|=20|=0A)$")
_NUMBER_BEFORE = re.compile(r"(?P<number>\d{1,5})(?: *[:.)|]+ *| +)(?=[^ ])")
_NUMBER_BEHIND = re.compile(r" +\[?(?P<number>\d{1,5})\]?$")

# • Amanat 62 - 3,431,510      2) Auyl 8 - 693,938
_ITEM = re.compile(r"(?:[•·*>+–-]|\(?\d{1,3}[.)]) +(?=[^\W_]|[“\"«(*])")
# **March 19, 2023**      **Amanat (AMANAT)** 62 - 3,431,510      **Cast Votes:** 6,521,860
_BOLD = re.compile(r"^ *(\*\*|__)(?=[^\s*_])[^*_\n]{1,200}(\*\*|__)(?![*_])", re.MULTILINE)
_SIGNS = re.compile(r"[*_#|`]+")
# Soft hyphens, marks of direction and word joiners, wherever they are.
_MEANS_NOTHING = r"[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]"
# A byte order mark inside a word; elsewhere it is read as a blank.
_INSIDE = re.compile(r"(?<=[^\W_]|,)\ufeff+(?=[^\W_]|,)")


def set_aside_edges(context: Context) -> None:
    """Hide what stands before or behind each line of the text: the same sign, or the number of the line.

    Signs without a width are taken out of the text. Between two letters only those that join letters, or part them,
    mean something, but not in Latin script.
    """
    if not context.source.scan.isascii() and pattern("INVISIBLE").search(context.source.scan):
        take_out(context, [found.span() for found in _invisible().finditer(context.source.scan)])
    if "\ufeff" in context.source.text:
        take_out(context, [found.span() for found in _INSIDE.finditer(context.source.text)])
    scan = context.source.scan
    first = scan.lstrip()[: scan.lstrip().find("\n")].rstrip()
    for edge, same in (
        (_FRONT, _is_one_sign),
        (_NUMBER_BEFORE, _are_running),
        (_BEHIND, _is_one_sign),
        (_NUMBER_BEHIND, _are_running),
    ):
        if _at_edge(edge, first) is not None:
            _hide_everywhere(context, edge, same)


def _at_edge(edge: re.Pattern[str], line: str) -> re.Match[str] | None:
    return edge.search(line) if edge.pattern.endswith("$") else edge.match(line)


def _hide_everywhere(context: Context, edge: re.Pattern[str], same: Callable[[list[str]], bool]) -> None:
    lines = [line for written in context.source.scan.split("\n") if (line := written.strip())]
    fewest, most_without = FEWEST_LINES, max(len(lines) // ONE_WITHOUT, 1)
    if edge is _BEHIND:
        fewest, most_without = FEWEST_SURE, len(lines) - FEWEST_SURE
    edges: list[re.Match[str] | None] = []
    for line in lines:
        edges.append(_at_edge(edge, line))
        most_without -= edges[-1] is None
        if most_without < 0:
            return
    if len(lines) >= fewest and same([at[1] for at in edges if at is not None]):
        found = zip(context.source.lines(), edges, strict=True)
        _hide(context, [(line.start + at.start(), line.start + at.end()) for line, at in found if at is not None])


def _is_one_sign(signs: list[str]) -> bool:
    return len(set(signs)) == 1 or set(signs) == {"+", "-"}


def _are_running(numbers: list[str]) -> bool:
    values = [int(number) for number in numbers]
    return all(one < other for one, other in pairwise(values))


def set_aside_marks(context: Context) -> None:
    """Hide the marks of a list before the rows of a table and before counts, and signs that make lines bold."""
    if "**" in context.source.scan or "__" in context.source.scan:
        _hide_matches(context, _BOLD)
    body = line_of(*BEGIN_BODY).search(context.source.scan)
    _hide_matches(context, _count(), len(context.source.scan) if body is None else body.start())
    headers = _header().finditer(f"\n{context.source.scan}")
    _hide(context, [span for header in headers for span in _signs_in(header, context)])
    found: list[tuple[int, int]] = []
    for heading in line_of(*TABLE_HEADINGS).finditer(context.source.scan):
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


def set_aside_notes_in_tables(context: Context) -> None:
    """Keep under ``unread`` a footnote or a source between two rows: it would end the table."""
    found = []
    scan = context.source.scan
    for note in _note().finditer(scan):
        start, end = note.span("note")
        above = scan[max(start - MOST_ABOVE, 0) : start].rstrip().rpartition("\n")[2]
        below = _LINE.match(scan, end)
        fits = _is_in_table if note["source"] else _has_cells
        if below is not None and fits(above) and fits(below["text"]):
            line = context.source.trim(context.source.start + start, context.source.start + end)
            context.leave_unread(line, "W-RESULT-LINE", "{text} is not a row; it was kept under “unread”.")
            found.append(line)
    context.source = context.source.blanked(found)


def _has_cells(line: str) -> bool:
    """Whether a line is surely a row: it has two cells, or a figure glued to its name."""
    found = row.parse(line)
    return not found.is_bare and (found.glued or len(found.cells) > 1)


def _is_in_table(line: str) -> bool:
    """Whether a line can be a row with figures, or a share."""
    return _is_row(line) or pattern("SHARE").fullmatch(line) is not None


def _hide_matches(context: Context, signs: re.Pattern[str], end: int | None = None) -> None:
    """Hide all groups of a pattern, up to ``end``."""
    matches = signs.finditer(context.source.scan, 0, len(context.source.scan) if end is None else end)
    start = context.source.start
    groups = [found.span(group) for found in matches for group in range(1, signs.groups + 1)]
    _hide(context, [(start + first, start + last) for first, last in groups if first < last])


def _signs_in(header: re.Match[str], context: Context) -> list[tuple[int, int]]:
    start = context.source.start + header.start() - len("\n")
    return [(start + signs.start(), start + signs.end()) for signs in _SIGNS.finditer(header[0])]


def _is_row(text: str) -> bool:
    found = row.parse(text)
    return bool(found.cells) and not found.is_bare and not found.name(len(found.cells)).endswith(":")


def _hide(context: Context, found: list[tuple[int, int]]) -> None:
    spans = [context.source.trim(start, end) for start, end in sorted(set(found))]
    for span in spans:
        context.claim(span, role=Role.LABEL)
    context.source = context.source.blanked(spans)


_LINE = re.compile(r" *(?P<text>[^ \n](?:[^\n]*[^ \n])?) *\n(?: *\n)*")


@cache
def _invisible() -> re.Pattern[str]:
    """Signs without a width, but joiners and marks on letters only beside a blank, a figure or a letter of Latin."""
    signs, beside = f"(?:{pattern('INVISIBLE').pattern})+", r"[\s\d!-~\u00a1-\u024f]"
    return re.compile(f"{_MEANS_NOTHING}+|(?:^|(?<={beside})){signs}|{signs}(?={beside}|$)", re.MULTILINE)


@cache
def _count() -> re.Pattern[str]:
    """What stands before the label of a count, and what makes the label alone bold."""
    return re.compile(rf"^ *([•·*>#|_-]+) *{lexicon.regexp('VOTES_NAME')}([*_|]*) *(?=[:：=|\d]|$)", re.MULTILINE)


@cache
def _note() -> re.Pattern[str]:
    """A line below another one that ends a table: a footnote, a source."""
    mark, source = pattern("MARK").pattern, label("RESULTS_SOURCE_PREFIX")
    return re.compile(rf"\n(?=(?P<note>(?: *(?:{mark}) *[^\n\d]|(?P<source>{source}))[^\n]*\n(?: *\n)*))")


@cache
def _header() -> re.Pattern[str]:
    """The header of a table of parties, which may have signs around its words."""
    between = "[ *_|`]+"
    words = between.join(("party", f"seats{between}won", f"seats{between}change", "votes"))
    return re.compile(rf"\n[ *_#|`]*{words}[ *_|`]*$", re.IGNORECASE | re.MULTILINE)


@cache
def _share() -> re.Pattern[str]:
    return re.compile(label("SHARE_LINE"))
