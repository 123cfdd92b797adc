"""What stands behind a key of the data sections, and the kind of value most of them hold: a count with its date."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from attrs import frozen
from lark import Token, Tree, UnexpectedInput

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block
from ifes_records.model.facts import DatedCount
from ifes_records.sections.lines import Body
from ifes_records.span import Span
from ifes_records.text.grammars import grammar
from ifes_records.values import count, date
from ifes_records.values.reading import Reading

RULES = (
    *("nothing", "dated_count", "count_alone", "treaty", "answer"),
    *("legislators", "candidates", "index", "judgments"),
)

SCALES = {"million": 10**6, "billion": 10**9}

# A footnote's mark that has lost its raised place: `No4`, `Yes (8 May 1981) 1`
LOST_MARK = re.compile(r"(?:(?<=\))|(?<=^yes)|(?<=^no)) ?1?\d$", re.IGNORECASE)

# `1` at the end of a text may be all that is left of 1,433,027; a figure with its commas has been told whole.
WHOLE_FIGURE = 1000


@frozen
class Datum:
    """A line with a key, and the path of the fact that it tells: ``gender.female_population``."""

    block: Block
    path: str
    body: Body

    @property
    def value(self) -> str:
        """What stands behind the key, as written; empty where nothing does."""
        return self.block.value or ""

    @property
    def span(self) -> Span:
        """Where the line stands."""
        return self.block.span or Span(0, 0)

    @property
    def lost_mark(self) -> str | None:
        """A digit at the value's end that is a footnote's mark, as far as can be told."""
        found = LOST_MARK.search(self.value)
        return found[0].strip() if found else None

    @property
    def tells(self) -> bool:
        """Whether a value is given at all: ``N/A``, ``None`` and ``Not available`` are none."""
        return bool(self.value) and self.tree("nothing") is None

    @property
    def is_last(self) -> bool:
        """Whether the text ends with this line, so that it may have been cut off in it."""
        return self.span.end >= max((section.span.end for section in self.body.sections if section.span), default=0)

    @property
    def breaks_off(self) -> bool:
        """Whether the text ends within the parentheses of this value: ``155 (2010``."""
        return self.is_last and self.value.count("(") > self.value.count(")")

    def tree(self, rule: str) -> Tree[Token] | None:
        """The value taken apart by a rule of ``data.lark``; ``None`` where it is in no form known there."""
        try:
            return grammar("data.lark", *RULES).parse(LOST_MARK.sub("", self.value), start=rule)
        except UnexpectedInput:
            return None

    def note(self, diagnostic: Diagnostic | None, part: str = "") -> None:
        """Report what was noticed about the value, or about a part of it: ``.as_of``."""
        if diagnostic is not None:
            self.body.report(diagnostic.at(self.span, self.path + part))

    def leave(self, text: str | None = None, part: str = "") -> None:
        """Report that a text could not be taken apart."""
        message = f"{quoted(text or self.value)} could not be taken apart; it was kept as text."
        self.note(Diagnostic("I-DATA-PART", message), part)

    def take(self, reading: Reading[str], part: str) -> str | None:
        """The value of a reading; what was noticed about it is reported."""
        self.note(reading.diagnostic, part)
        return reading.value


def find(body: Body, path: str, is_key: Callable[[str], bool]) -> Datum | None:
    """The line with a key that ``is_key`` takes (in lower case): the first that gives a value, or the first.

    A second one that says otherwise is reported (``I-DATA-TWICE``).
    """
    found = [Datum(block, path, body) for block in body.keyed() if is_key((block.key or "").casefold())]
    told = [datum for datum in found if datum.tells]
    for datum in told[1:]:
        if datum.value != told[0].value:
            message = (
                f"{quoted(datum.block.text)} contradicts {quoted(told[0].block.text)} above; the first was taken."
            )
            datum.note(Diagnostic("I-DATA-TWICE", message))
    first = next(iter(told or found), None)
    if first is not None:
        body.spans[path] = first.span
    return first


def tokens(tree: Tree[Token], *types: str) -> list[Token]:
    """The tokens of a tree, of these types, in the order of the text."""
    return [token for token in tree.scan_values(lambda value: isinstance(value, Token)) if token.type in types]


def texts(tree: Tree[Token], rule: str) -> list[str]:
    """What a rule has found, each place where it did: ``["July 2016"]``."""
    return [" ".join(map(str, part.children)) for part in tree.find_data(rule)]


def read_count(body: Body, path: str, is_key: Callable[[str], bool]) -> DatedCount | None:
    """Read a line like ``Female Population: 10,209,648 (2022 est.)``; ``None`` where there is none.

    ``count`` is ``None`` where the line gives none (``N/A``), a malformed one (``10,107260``), or breaks off
    before its end; ``as_of`` where it gives no date, or more than one.
    """
    datum = find(body, path, is_key)
    if datum is None:
        return None
    text, span = datum.block.text, datum.block.span
    if not datum.tells:
        return DatedCount(text, span=span)
    if datum.breaks_off:
        datum.leave()
        return DatedCount(text, span=span)
    tree = datum.tree("dated_count") or datum.tree("count_alone")
    if tree is None:
        datum.leave()
        return DatedCount(text, span=span)
    estimate = bool(tokens(tree, "ESTIMATE", "ABOUT"))
    return DatedCount(text, _count(datum, tree), _as_of(datum, tree), estimate, span=span)


def _count(datum: Datum, tree: Tree[Token]) -> int | None:
    figure, *scale = tokens(tree, "FIGURE", "SCALE")
    if scale:
        return _scaled(datum, figure, scale[0])
    if datum.value.endswith(","):  # `16,` is what is left of 16,107,260
        figure = figure.update(value=f"{figure},")
    reading = count.parse(figure)
    if datum.is_last and datum.value == figure and (reading.value or WHOLE_FIGURE) < WHOLE_FIGURE:
        datum.leave()
        return None
    datum.note(reading.diagnostic, ".count")
    return reading.value


def _scaled(datum: Datum, figure: Token, scale: Token) -> int | None:
    """``5.2 million``: the number that it stands for, which the text has rounded."""
    if not re.fullmatch(r"\d+(?:\.\d+)?", figure):
        datum.note(count.parse(f"{figure}{scale}").diagnostic, ".count")
        return None
    number = int(Decimal(figure) * SCALES[scale.strip().casefold()])
    datum.note(
        Diagnostic("I-DATA-ROUNDED", f"{quoted(f'{figure}{scale}')} is a rounded figure; {number:,} was taken."),
        ".count",
    )
    return number


def _as_of(datum: Datum, tree: Tree[Token]) -> str | None:
    dates, remarks = texts(tree, "as_of"), tokens(tree, "TRAIL", "REST", "IN_PARENTHESES")
    if len(dates) > 1:
        datum.leave(" and ".join(dates), ".as_of")
        return None
    for remark in remarks:
        datum.leave(remark.strip(" ()"), "" if dates else ".as_of")
    return datum.take(date.parse(dates[0]), ".as_of") if dates else None
