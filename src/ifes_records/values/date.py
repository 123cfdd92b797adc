"""Dates: the header's, the modified lines', and those of the prose.

The grammar ``dates.lark`` decides whether a text is one whole date; only then are its parts looked at.
Nothing is filled in: a part that the text doesn't give is not in the value.

=====================================  =============  ==========================
text                                   value          problem
=====================================  =============  ==========================
``20 March 2019``                      2019-03-20
``July 2015``                          2015-07
``2013``                               2013
``25.06.2016``                         2016-06-25
``17 February`` (and no ``year``)       None           ``W-DATE-NO-YEAR``
``27 January 14``                      None           ``W-DATE-TWO-DIGIT-YEAR``
``6 February 2952``                    None           ``W-DATE-FAR``
``30 February 2019``                   None           ``W-DATE-IMPOSSIBLE``
``23 Marhc 2018``                      None           ``W-DATE-MONTH``
``7/2/2021``                           None           ``W-DATE-AMBIGUOUS``
``since 20 March 2019``                None           ``W-DATE-UNREAD``
=====================================  =============  ==========================
"""

from __future__ import annotations

import re
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache

import dateutil.parser
from lark import Lark, Token, Tree, UnexpectedInput

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.text import lexicon
from ifes_records.values.reading import Reading

# The site covers elections from 1998 on; offices and treaties in its prose go back further.
_SITE_YEARS = range(1990, 2101)
_PROSE_YEARS = range(1800, 2101)

_NAMES = dateutil.parser.parserinfo()
_MONTH_NAMES = [name for names in _NAMES.MONTHS for name in names]
# As the Associated Press writes them: `March`, but `Sept.` of `("Sep", "Sept", "September")`.
_AP_MONTHS = [names[-1] if len(names[-1]) <= 5 else f"{names[-2]}." for names in _NAMES.MONTHS]

# `Marhc` is as near to `March` as this; `seats`, in `12 seats 2013`, is further from `Sept`.
_MISSPELT_LIKENESS = 0.8


def parse_header(text: str) -> Reading[str]:
    """Read the date of a header line, ``March 19, 2023`` or ``Sept. 8, 2019``.

    The value is an ISO date, ``2023-03-19``. It is ``None``, with a problem, for a day that isn't in the
    calendar (``W-DATE-IMPOSSIBLE``), a year outside 1990 to 2100 (``W-DATE-FAR``) and any other form
    (``W-DATE-UNREAD``).
    """
    return _read(text, "header_date", _SITE_YEARS)


def parse_modified(text: str) -> Reading[str]:
    """Read the date of a modified line, ``Nov 03 2023`` or ``Aug 17, 2016``.

    Value and problems are those of ``parse_header``.
    """
    return _read(text, "modified_date", _SITE_YEARS)


def parse(text: str, *, year: int | None = None) -> Reading[str]:
    """Read a text that is one date: ``20 March 2019`` of ``TOKAYEV (since 20 March 2019)``.

    White space, one pair of parentheses and a full stop around it don't count: ``(March 2008 )``. The value
    is an EDTF string as exact as the text: ``2019-03-20``, ``2008-03``, ``2013``. ``year`` is the year of a
    day and month without one (``2 October`` among an election's deadlines); a year in the text goes first.

    The value is ``None``, with a problem, where the text is no date (``W-DATE-UNREAD``), is surely wrong, or
    can be read in two ways; the table at the head of this module has a sample of each.
    """
    return _read(text, "date", _PROSE_YEARS, year)


def format_header(iso: str) -> str:
    """Write an ISO date as the header does: ``2019-09-08`` as ``Sept. 8, 2019``.

    Raises ``ValueError`` for anything but a full date.
    """
    day = date.fromisoformat(iso)
    return f"{_AP_MONTHS[day.month - 1]} {day.day}, {day.year}"


def format_modified(iso: str) -> str:
    """Write an ISO date as the modified lines do: ``2023-09-04`` as ``Sep 04, 2023``.

    Raises ``ValueError`` for anything but a full date.
    """
    day = date.fromisoformat(iso)
    return f"{_AP_MONTHS[day.month - 1][:3]} {day.day:02}, {day.year}"


@cache
def _grammar() -> Lark:
    return Lark.open_from_package(
        "ifes_records.grammars",
        "dates.lark",
        parser="lalr",
        lexer="contextual",
        start=["date", "header_date", "modified_date"],
        g_regex_flags=re.IGNORECASE | re.ASCII,  # `26 AUGUST 1998`; but no `ſ` for an `s`
    )


def _read(text: str, form: str, years: range, year: int | None = None) -> Reading[str]:
    bare = _bare(text)
    if bare and lexicon.is_not_known(bare):
        return Reading(text)
    try:
        tree = _grammar().parse(bare, start=form)
        if form != "date":  # the site's forms are single tokens; in prose they have parts
            tree = _grammar().parse(bare, start="date")
        return Reading(text, _value(_parts(tree), years, year))
    except UnexpectedInput:
        refused = _Refused("W-DATE-UNREAD", "is not one whole date in a known form")
    except _Refused as reason:
        refused = reason
    message = f"{quoted(bare)} {refused.found}; no date was taken from it."
    return Reading(text, None, Diagnostic(refused.code, message))


def _bare(text: str) -> str:
    """Take off what stands around a date: ``March 2008`` of ``(March 2008 ).``."""
    bare = " ".join(text.split()).removesuffix(".").strip()
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1].strip().removesuffix(".").strip()
    return bare


def _parts(tree: Tree[Token]) -> dict[str, str]:
    """Name the parts as the grammar does: ``{"month": "July", "year": "2015"}``."""
    return {part.data: "".join(map(str, part.children)) for part in tree.iter_subtrees() if part is not tree}


class _Refused(Exception):  # noqa: N818
    """A whole date that can't be trusted: ``found`` goes on from the date as the subject of its sentence."""

    def __init__(self, code: str, found: str) -> None:
        super().__init__(code, found)
        self.code = code
        self.found = found


def _value(parts: dict[str, str], years: range, outer_year: int | None) -> str:
    if "misspelt_month" in parts:
        raise _misspelt(parts["misspelt_month"])
    if "short_year" in parts:
        raise _Refused("W-DATE-TWO-DIGIT-YEAR", f"does not write out the year {quoted(parts['short_year'])}")
    year = int(parts["year"]) if "year" in parts else outer_year
    if year is None:
        raise _Refused("W-DATE-NO-YEAR", "has no year")
    if year not in years:
        raise _Refused("W-DATE-FAR", f"has a year outside {years[0]} to {years[-1]}")
    if parts.keys() == {"year"}:
        return f"{year}"
    try:
        day = _calendar_day(parts, year)
    except ValueError:
        raise _Refused("W-DATE-IMPOSSIBLE", f"is not in the calendar of {year}") from None
    if "weekday" in parts and _NAMES.weekday(parts["weekday"]) != day.weekday():
        raise _Refused("W-DATE-IMPOSSIBLE", f"was not a {parts['weekday']}")
    return day.isoformat() if "day" in parts or "first" in parts else f"{day:%Y-%m}"


def _calendar_day(parts: dict[str, str], year: int) -> date:
    """Find the day, or the first of a month without a day; ``ValueError`` if it isn't in the calendar."""
    if "month" in parts:
        written = f"{parts.get('day', '1')} {parts['month']} {year}"
        return dateutil.parser.parse(written, dayfirst=True, default=datetime(year, 1, 1)).date()
    if "month_number" in parts:
        return date(year, int(parts["month_number"]), int(parts["day"]))
    first, second = int(parts["first"]), int(parts["second"])
    if first != second and max(first, second) <= 12:
        raise _Refused("W-DATE-AMBIGUOUS", "could have the day or the month first")
    return date(year, min(first, second), max(first, second))


def _misspelt(word: str) -> _Refused:
    nearest = get_close_matches(word.capitalize(), _MONTH_NAMES, 1, _MISSPELT_LIKENESS)
    if not nearest:
        return _Refused("W-DATE-UNREAD", f"has {quoted(word)} where a date has its month")
    return _Refused("W-DATE-MONTH", f"has {quoted(word)} for a month, perhaps {nearest[0]}")
