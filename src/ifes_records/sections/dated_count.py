"""Values of the data sections' keys: ``Female Population: 10,209,648 (2022 est.)`` is a count with its date."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import frozen
from lark import Token, Tree, UnexpectedInput

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block
from ifes_records.model.facts import DatedCount
from ifes_records.sections.lines import Body
from ifes_records.span import Span
from ifes_records.text import lexicon, phrases
from ifes_records.text.grammars import grammar
from ifes_records.text.memo import remembered
from ifes_records.values import count, date
from ifes_records.values.reading import Reading

SCALES = {"million": 10**6, "billion": 10**9}

# A footnote mark that is no longer superscript: `No4`, `Yes (8 May 1981) 1`
LOST_MARK = re.compile(r"(?:(?<=\))|(?<=^yes)|(?<=^no)) ?1?\d$", re.IGNORECASE)

# `1` at the end of a text may be the beginning of 1,433,027; a figure with commas is taken to be whole.
WHOLE_FIGURE = 1000


@frozen
class Datum:
    """A line with a key, and the path of its fact: ``gender.female_population``."""

    block: Block
    path: str
    body: Body

    @property
    def value(self) -> str:
        """The text after the key, as written; it may be empty."""
        return self.block.value or ""

    @property
    def span(self) -> Span:
        """The span of the line."""
        return self.block.span or Span(0, 0)

    @property
    def lost_mark(self) -> str | None:
        """A digit at the end of the value that seems to be a footnote mark."""
        found = LOST_MARK.search(self.value)
        return found[0].strip() if found else None

    @property
    def has_value(self) -> bool:
        """Whether the line has a value: not ``N/A``, ``None`` or ``Not available``."""
        return bool(self.value) and self.tree("nothing") is None

    @property
    def is_last(self) -> bool:
        """Whether this is the last line of the text, and so may be cut off."""
        return self.span.end >= max((section.span.end for section in self.body.sections if section.span), default=0)

    @property
    def breaks_off(self) -> bool:
        """Whether the text ends within the parentheses of this value: ``155 (2010``."""
        return self.is_last and self.value.count("(") > self.value.count(")")

    def tree(self, rule: str) -> Tree[Token] | None:
        """Parse the value by a rule of ``data.lark``; ``None`` if it doesn't match."""
        return _tree(self.value, rule)

    def report(self, diagnostic: Diagnostic | None, part: str = "") -> None:
        """Report a diagnostic, if there is one, about the value or a part of it: ``.as_of``."""
        if diagnostic is not None:
            self.body.report(diagnostic.at(self.span, self.path + part))

    def report_unparsed(self, text: str | None = None, part: str = "") -> None:
        """Report that the value, or a ``text`` in it, could not be parsed and is kept as text."""
        message = f"{quoted(text or self.value)} could not be taken apart; it was kept as text."
        self.report(Diagnostic("I-DATA-PART", message), part)

    def value_of(self, reading: Reading[str], part: str) -> str | None:
        """Return the value of a reading, and report its diagnostic."""
        self.report(reading.diagnostic, part)
        return reading.value


@remembered
def _tree(value: str, rule: str) -> Tree[Token] | None:
    try:
        bare = LOST_MARK.sub("", value) if value[-1:].isdigit() else value
        return grammar("data.lark").parse(bare, start=rule)
    except UnexpectedInput:
        return None


def find(body: Body, path: str, key_name: str) -> Datum | None:
    """Find the line whose key is of a kind, ``FEMALE_POPULATION_KEY``: the first with a value, or else the first.

    A later line with another value is reported (``I-DATA-TWICE``).
    """
    is_key = lexicon.pattern(key_name).fullmatch
    found = [Datum(block, path, body) for key, block in body.keyed if is_key(key)]
    given = [datum for datum in found if datum.has_value]
    for datum in given[1:]:
        if datum.value != given[0].value:
            message = (
                f"{quoted(datum.block.text)} contradicts {quoted(given[0].block.text)} above; the first was taken."
            )
            datum.report(Diagnostic("I-DATA-TWICE", message))
    first = next(iter(given or found), None)
    if first is not None:
        body.spans[path] = first.span
    return first


def tokens(tree: Tree[Token], *types: str) -> list[Token]:
    """Return the tokens of these types in a tree, in the order of the text."""
    return [token for token in phrases.tokens(tree) if token.type in types]


def texts(tree: Tree[Token], rule: str) -> list[str]:
    """Return the text of each match of a rule: ``["July 2016"]``."""
    return [" ".join(map(str, part.children)) for part in tree.find_data(rule)]


def read_count(body: Body, path: str, key_name: str) -> DatedCount | None:
    """Read a line like ``Female Population: 10,209,648 (2022 est.)``; ``None`` if there is no such line.

    ``count`` is ``None`` if the line gives no count (``N/A``) or a malformed one (``10,107260``), or breaks off;
    ``as_of`` is ``None`` if it gives no date, or several.
    """
    datum = find(body, path, key_name)
    if datum is None:
        return None
    text, span = datum.block.text, datum.block.span
    if not datum.has_value:
        return DatedCount(text, span=span)
    if datum.breaks_off or lexicon.pattern("MONTH", r"\d{1,2} ").match(datum.value):  # 12 March 2019
        datum.report_unparsed()
        return DatedCount(text, span=span)
    tree = datum.tree("dated_count") or datum.tree("count_alone")
    if tree is None:
        datum.report_unparsed()
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
    if reading.value == 0:  # no country has 0 people of any kind
        reading = count.stand_in(figure)
    if datum.is_last and datum.value == figure and (reading.value or WHOLE_FIGURE) < WHOLE_FIGURE:
        datum.report_unparsed()
        return None
    datum.report(reading.diagnostic, ".count")
    return reading.value


def _scaled(datum: Datum, figure: Token, scale: Token) -> int | None:
    """Read a rounded number, ``5.2 million``."""
    if not re.fullmatch(r"\d+(?:\.\d+)?", figure):
        datum.report(count.parse(f"{figure}{scale}").diagnostic, ".count")
        return None
    number = int(Decimal(figure) * SCALES[scale.strip().casefold()])
    datum.report(
        Diagnostic("I-DATA-ROUNDED", f"{quoted(f'{figure}{scale}')} is a rounded figure; {number:,} was taken."),
        ".count",
    )
    return number


def _as_of(datum: Datum, tree: Tree[Token]) -> str | None:
    dates, remarks = texts(tree, "as_of"), tokens(tree, "TRAIL", "REST", "IN_PARENTHESES")
    if len(dates) > 1:
        datum.report_unparsed(" and ".join(dates), ".as_of")
        return None
    for remark in remarks:
        datum.report_unparsed(remark.strip(" ()"), "" if dates else ".as_of")
    return datum.value_of(date.parse(dates[0]), ".as_of") if dates else None
