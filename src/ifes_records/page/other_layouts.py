"""Layouts that cannot be read well, and are reported: numbered links, all on one line, the columns of a PDF."""

from __future__ import annotations

import re

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.origin import Role
from ifes_records.page.context import Context
from ifes_records.span import Span
from ifes_records.text import lexicon

# [17]Republic of Kenya, and at the end the addresses:
# References
#    17. https://…
LINK_NUMBER = re.compile(r"\[\d{1,4}\](?=[^\W_])")

# Labels that begin lines, in a text without lines
LABELS = ("ELECTION_FOR", "COUNT_NAME", "GENERAL_WORDS", "STAKES_WORDS", "GOVERNMENT_WORDS")
MOST_LINES, FEWEST_LABELS = 3, 3

# Cast Votes:                                  10,713,73468%
COLUMNS = re.compile(r"^[^\n]*[^ \n] {3,}[^ \n]+%?(?: [^ \n]+){0,3} *$", re.MULTILINE)
FEWEST_COLUMNS = 5
# A line of prose that goes on below:
# The vote was to be on 29 August 2020. On 31 March 2020 the National Election
# Board put it off.
BROKEN = re.compile(r"^(?=[^\n]{60})[^\n]*[^\W\d_],? *\n *(?=[^\W_])", re.MULTILINE)

USE = "The documentation of ifes-records (“Layouts”) says which tools make a text that is read well."


def report_layout(context: Context) -> None:
    """Report a layout that cannot be read well; numbers of links are hidden."""
    _hide_link_numbers(context)
    scan = context.source.scan
    lines = scan.count("\n") - scan.count("\n\n")
    labels = [name for name in LABELS if lexicon.pattern(name).search(scan)] if lines <= MOST_LINES else []
    if len(labels) >= FEWEST_LABELS:
        _report("All of the page is on one line.", 0, context)
    elif "\x0c" in context.source.text:
        columns = list(COLUMNS.finditer(scan))
        if len(columns) >= FEWEST_COLUMNS:
            _report("The text has the columns of a PDF side by side.", columns[0].start(), context)
        elif (broken := BROKEN.search(scan)) is not None:
            _report("The text has the lines of a PDF, which break sentences.", broken.start(), context)


def _hide_link_numbers(context: Context) -> None:
    source = context.source
    found = lexicon.pattern("LINKS_TITLE", r"(?m)^ *", r"[ \n]+(?:\d+\. +[a-z]+:\S+[ \n]+)+").search(source.scan)
    if found is None:
        return
    numbers = [Span(source.start + at.start(), source.start + at.end()) for at in LINK_NUMBER.finditer(source.scan)]
    addresses = source.trim(source.start + found.start(), source.start + found.end())
    numbers = [number for number in numbers if number.end <= addresses.start]
    for span in [*numbers, addresses]:
        context.claim(span, role=Role.BOILERPLATE)
    if numbers:
        _report("The links are numbered; the numbers were left out.", numbers[0].start - source.start, context)
    context.source = source.blanked([*numbers, addresses])


def _report(what: str, at: int, context: Context) -> None:
    start = context.source.start + at
    context.report(Diagnostic("W-LAYOUT", f"{what} {USE}", None, Span(start, start)))
