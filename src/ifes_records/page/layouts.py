"""What other tools add to a page: a menu above its head, stars for bullets, rules below headers.

Nothing is moved: the signs are changed or hidden in the copy that the grammar reads.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import islice

from attrs import evolve

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.origin import Role
from ifes_records.page.context import Context
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.grammars import is_label, label, line_of

TABLE_LABELS = (
    "TABLE_HEADER_LINES", "TABLE_HEADER", "CANDIDATE_HEADER", "CANDIDATE_LABEL", "WEAK_CANDIDATE_LABEL",
    "PARTY_LABEL", "WEAK_PARTY_LABEL", "REFERENDUM_LABEL", "WEAK_PROVISIONS_LABEL",
)  # fmt: skip
# Headings that are spelt like no label of the results, and those that begin the body.
_ALWAYS = ("GENERAL_HEADING", "STAKES_HEADING", "GOVERNMENT_HEADING", "ELECTORAL_SYSTEM_HEADING")
UNLIKE_RESULTS = (*_ALWAYS, "NOTES_HEADING", "POPULATION_HEADING", "GENDER_HEADING")
BEGIN_BODY = (*_ALWAYS, "CONTENDERS_HEADING", "REFERENDUM_HEADING")

# * 547 seats in the House      + Upcoming      □ Upcoming      (stars of footnotes are few, beside other bullets)
OTHER_BULLET = re.compile(r"^( *)([*+□○])(?= +[^ \n*])", re.MULTILINE)
FEWEST_BULLETS = 4
FEWEST_MENU_LINES = 2
KNOWN_BULLET = re.compile(r"^ *[•·●▪▫◦‣∙⁃§] *[^ \n]", re.MULTILINE)

# -----      ===== =====      |---|---:|      (below the header of a table, or around it)
RULE = re.compile(r"^[ |+:]*[-=─━═]{3,}(?:[ |+:]+[-=─━═]+)*[ |+:]*$", re.MULTILINE)


# The widest screen that tools break lines for, and the narrowest
WIDEST, NARROWEST = 132, 60
# The first word of a line that goes on with a small letter
GOES_ON = re.compile(r"\n *([a-z]\S*(?: (?= *\n))?)")
FEWEST_BROKEN, MOST_BROKEN = 2, 200

# 41      - ▲      - 214,220      None      (a line of nothing but cells)
CELL = rf"(?:[-–—]|[▲▼△▽↑↓]\d*|[+-]?\d{{1,3}}(?:,\d{{3}})+|[+-]?\d+|{lexicon.words('NONE')[0]})"
CELLS = re.compile(rf" *{CELL}(?: +{CELL})* *")
LINE_OF_CELLS = re.compile(rf"\n{CELLS.pattern}$", re.MULTILINE)  # below a label
VOTES = re.compile(r"\d,\d{3} *$")
# Seats, a dash, an arrow and votes
MOST_CELLS = 4
FEWEST_ROWS = 2
LETTER = re.compile(r"[^\W\d_]")


def join_cells(context: Context) -> None:
    """Put the cells of a row on one line, if several rows of the results have each cell on a line of its own.

    Amanat (AMANAT)
    62
    -
    3,431,510
    """
    source = context.source
    if not LINE_OF_CELLS.search(source.scan):
        return
    start, end = _results(source.scan)
    lines = [line for line in source.lines() if start <= line.start - source.start < end]
    joined: list[Span] = []
    index = 0
    above: Span | None = None
    while index < len(lines):
        last = index
        while last + 1 < len(lines) and _belongs(lines[index : last + 1], lines[last + 1], context):
            last += 1
        if last > index:
            if not joined and above is not None and CELLS.fullmatch(source.slice(above)):
                return  # The cells above the first name may be its own, and those below it the next name's.
            joined.append(Span(lines[index].start, lines[last].end))
        if lines[last].start < lines[last].end:
            above = lines[last]
        index = last + 1
    if len(joined) >= FEWEST_ROWS:
        message = (
            f"The cells of {len(joined)} rows are on lines of their own; each of these rows was read as one line."
        )
        context.report(Diagnostic("I-ROW-JOINED", message, "results", joined[0]))
        context.source = source.on_one_line(joined)


def _belongs(row: list[Span], line: Span, context: Context) -> bool:
    """Whether a line has cells of the row above it, of which ``row`` has the lines so far."""
    name, *cells = map(context.source.slice, row)
    if not CELLS.fullmatch(context.source.slice(line)) or (cells and VOTES.search(cells[-1])):
        return False
    if cells:
        return len(cells) < MOST_CELLS
    return not CELLS.fullmatch(name) and name[-1] not in ":%" and bool(LETTER.search(name)) and not is_label(name)


def _results(scan: str) -> tuple[int, int]:
    """Where the tables of the results begin and end."""
    label = line_of(*TABLE_LABELS).search(scan)
    if label is None:
        return 0, 0
    heading = line_of(*UNLIKE_RESULTS).search(scan)
    return label.end(), heading.start() if heading else len(scan)


def find_width(context: Context) -> None:
    """Find the width at which a tool broke lines: the first words of most lines would not fit on the line above."""
    scan, widths = context.source.scan, Counter[int]()
    found = (
        (word[1], scan[scan.rfind("\n", 0, word.start()) + 1 : word.start()].rstrip())
        for word in GOES_ON.finditer(scan)
    )
    lines = list(islice(((word, above) for word, above in found if above), MOST_BROKEN))
    for word, above in lines:
        widths.update(range(max(len(above), NARROWEST), min(len(above) + len(word), WIDEST) + 1))
    width, number = max(widths.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    if number >= FEWEST_BROKEN and 4 * number >= 3 * len(lines):
        context.width = width


def is_broken(before: Span, following: str, context: Context) -> bool:
    """Whether a tool broke a paragraph between two lines: the first word of the second would not fit on the first."""
    length = before.end - context.source.line_start(before.start)
    return context.width > 0 and length + 1 + len(following.split(" ", 1)[0]) > context.width


def read_other_bullets(context: Context) -> None:
    """Read ``□`` and ``○`` as bullets, and ``*`` and ``+`` where a text has many of them, and no others."""
    scan = context.source.scan
    found = [bullet[2] for bullet in OTHER_BULLET.finditer(scan)]
    many = len(found) >= FEWEST_BULLETS
    if many or not {"□", "○"}.isdisjoint(found):
        signs = "□○" if not many else "*+□○" if len(KNOWN_BULLET.findall(scan)) < 2 else "+□○"
        changed = OTHER_BULLET.sub(lambda found: found[1] + ("•" if found[2] in signs else found[2]), scan)
        context.source = evolve(context.source, scan=changed)


def set_aside_rules(context: Context) -> None:
    """Treat each line of dashes as a label: it only draws the table."""
    source = context.source
    found = [
        source.trim(source.start + rule.start(), source.start + rule.end()) for rule in RULE.finditer(source.scan)
    ]
    for span in found:
        context.claim(span, role=Role.LABEL)
    context.source = source.blanked(found)


def set_aside_menu(context: Context) -> None:
    """Treat bullets above the date of the election as the site's menu, if some of them are known to be.

    So are a status and a contest there that are repeated below: ``Upcoming``, and the last step of a breadcrumb.
    """
    source = context.source
    head = _date_line().search(source.scan)
    if head is None or line_of(*BEGIN_BODY).search(source.scan, 0, head.start()):
        return
    if len(_known_menu_line().findall(source.scan, 0, head.start())) < FEWEST_MENU_LINES:
        return
    again = line_of("CONTEST_LINE").search(source.scan, head.end()) is not None
    found = [
        source.trim(source.start + line.start(), source.start + line.end())
        for line in _menu_line(contests=again, statuses=head["status"] is not None).finditer(
            source.scan, 0, head.start()
        )
    ]
    for span in found:
        context.claim(span, role=Role.BOILERPLATE)
    context.source = source.blanked(found)


@cache
def _date_line() -> re.Pattern[str]:
    status = rf"(?P<status>[ \n]*{lexicon.regexp('STATUS_WORD')} *(?=\n))?"
    return re.compile(rf"^{label('DATE_START')}{status} *\n", re.MULTILINE)


@cache
def _known_menu_line() -> re.Pattern[str]:
    return re.compile(rf"^(?:{label('BULLET')})?{label('BOILERPLATE')}", re.MULTILINE)


@cache
def _menu_line(*, contests: bool, statuses: bool) -> re.Pattern[str]:
    lines = [rf"{label('BULLET')}[^\n]*"]
    lines += [label("STATUS_LINE")] if statuses else []
    lines += [label("CONTEST_LINE")] if contests else []
    return re.compile("|".join(f"(?:^{line})" for line in lines), re.MULTILINE)
