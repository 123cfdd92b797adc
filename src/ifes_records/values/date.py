"""Dates, as the header, the modified lines and the prose write them.

The grammar ``dates.lark`` decides whether a text is one whole date; only then are its parts read. Nothing is
filled in: the value has only the parts that the text gives.

=====================================  =============  ==========================
text                                   value          diagnostic
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
from datetime import date
from difflib import get_close_matches
from functools import cache
from itertools import chain, groupby

from lark import UnexpectedInput

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.text import lexicon
from ifes_records.text.grammars import grammar
from ifes_records.text.words import texts_of
from ifes_records.values.reading import Reading

# The site covers elections since 1998; its prose mentions older treaties and terms of office.
_SITE_YEARS = range(1990, 2101)
_PROSE_YEARS = range(1800, 2101)

_PART = re.compile("[A-Za-z]+|[0-9]+")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# `Marhc` is just similar enough to `March`; `seats`, in `12 seats 2013`, is not similar enough to `Sept`.
_MISSPELT_LIKENESS = 0.8


@cache
def _months() -> tuple[tuple[str, ...], ...]:
    """The names of the months, in order: ``(("Jan", "January"), …, ("Sep", "Sept", "September"), …)``."""
    names = (name.capitalize() for name in texts_of(lexicon.regexp("MONTH")))
    return tuple(tuple(of_month) for _, of_month in groupby(names, lambda name: name[:3]))


def _ap_month(number: int) -> str:
    """The name of a month in Associated Press style: ``March``, but ``Sept.``."""
    *_, short, full = ("", *_months()[number - 1])
    return full if len(full) <= 5 else f"{short}."


def parse_header(text: str) -> Reading[str]:
    """Read the date of a header line, ``March 19, 2023`` or ``Sept. 8, 2019``.

    The value is an ISO date, ``2023-03-19``. It is ``None``, with a diagnostic, for a day that isn't in the
    calendar (``W-DATE-IMPOSSIBLE``), a year outside 1990 to 2100 (``W-DATE-FAR``) and any other form
    (``W-DATE-UNREAD``).
    """
    return _read(text, _SITE_YEARS, terminal="HEADER_DATE")


def parse_modified(text: str) -> Reading[str]:
    """Read the date of a modified line, ``Nov 03 2023`` or ``Aug 17, 2016``.

    The values and diagnostics are the same as for ``parse_header``.
    """
    return _read(text, _SITE_YEARS, terminal="HEADER_DATE")


def parse(text: str, *, year: int | None = None) -> Reading[str]:
    """Read a text that is one date in prose: ``20 March 2019``, ``March 2008``, ``2013``.

    White space, a full stop and one pair of parentheses around the date are ignored: ``(March 2008 ).``. The
    value is an EDTF string, as precise as the text: ``2019-03-20``, ``2008-03``, ``2013``. ``year`` is used if
    the text gives a day and month alone (``2 October`` among an election's deadlines).

    The value is ``None``, with a diagnostic, if the text is not a date (``W-DATE-UNREAD``), is certainly wrong,
    or is ambiguous; the table at the top of this module has a sample of each.
    """
    return _read(text, _PROSE_YEARS, year)


def format_header(iso: str) -> str:
    """Write an ISO date as the header does: ``2019-09-08`` as ``Sept. 8, 2019``.

    Raises ``ValueError`` for anything but a full date.
    """
    day = date.fromisoformat(iso)
    return f"{_ap_month(day.month)} {day.day}, {day.year}"


def format_modified(iso: str) -> str:
    """Write an ISO date as the modified lines do: ``2023-09-04`` as ``Sep 04, 2023``.

    Raises ``ValueError`` for anything but a full date.
    """
    day = date.fromisoformat(iso)
    return f"{_ap_month(day.month)[:3]} {day.day:02}, {day.year}"


def _read(text: str, years: range, year: int | None = None, *, terminal: str = "") -> Reading[str]:
    """Read a date, which may have to be of a ``terminal``: one of the site's own forms."""
    bare = _bare(text)
    if bare and lexicon.is_not_known(bare):
        return Reading(text)
    problem = _DateError("W-DATE-UNREAD", "is not one whole date in a known form")
    try:
        if not terminal or grammar("dates.lark").is_terminal(terminal, bare):
            return Reading(text, _value(_parts(bare), years, year))
    except UnexpectedInput:
        pass
    except _DateError as error:
        problem = error
    message = f"{quoted(bare)} {problem.reason}; no date was taken from it."
    return Reading(text, None, Diagnostic(problem.code, message))


def _bare(text: str) -> str:
    """Strip parentheses, full stops and white space: ``(March 2008 ).`` becomes ``March 2008``."""
    bare = " ".join(text.split()).removesuffix(".").strip()
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1].strip().removesuffix(".").strip()
    return bare


def _parts(bare: str) -> dict[str, str]:
    """Return the parts by their names in the grammar: ``{"month": "July", "year": "2015"}``.

    Raises ``UnexpectedInput`` if the text is not a date.
    """
    if _plain().fullmatch(bare):
        *others, year = _PART.findall(bare)
        return {**{"day" if part.isdecimal() else "month": part for part in others}, "year": year}
    tree = grammar("dates.lark").parse(bare, start="date")
    return {part.data: "".join(map(str, part.children)) for part in tree.iter_subtrees() if part is not tree}


@cache
def _plain() -> re.Pattern[str]:
    """Most dates, which need no parser: ``20 March 2019``, ``March 19, 2023``, ``July 2015``, ``2013``."""
    month, number, year, gap, comma = map(
        grammar("dates.lark").patterns.__getitem__, ("MONTH", "NUMBER", "YEAR", "_GAP", "_COMMA")
    )
    before = rf"(?:{number}{gap})?{month}\.?(?:{comma}|{gap})|{month}\.?{gap}{number}(?:{comma}|{gap})"
    return re.compile(f"(?:{before})?{year}", re.IGNORECASE | re.ASCII)


class _DateError(Exception):
    """Raised for a date that can't be trusted; ``reason`` completes the sentence that begins with the date."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason


def _value(parts: dict[str, str], years: range, outer_year: int | None) -> str:
    if "misspelt_month" in parts:
        raise _misspelt(parts["misspelt_month"])
    if "short_year" in parts:
        raise _DateError("W-DATE-TWO-DIGIT-YEAR", f"does not write out the year {quoted(parts['short_year'])}")
    year = int(parts["year"]) if "year" in parts else outer_year
    if year is None:
        raise _DateError("W-DATE-NO-YEAR", "has no year")
    if year not in years:
        raise _DateError("W-DATE-FAR", f"has a year outside {years[0]} to {years[-1]}")
    if parts.keys() == {"year"}:
        return f"{year}"
    try:
        day = _calendar_day(parts, year)
    except ValueError:
        raise _DateError("W-DATE-IMPOSSIBLE", f"is not in the calendar of {year}") from None
    if "weekday" in parts and _WEEKDAYS[day.weekday()] != parts["weekday"].title():
        raise _DateError("W-DATE-IMPOSSIBLE", f"was not a {parts['weekday']}")
    return day.isoformat() if "day" in parts or "first" in parts else f"{day:%Y-%m}"


def _calendar_day(parts: dict[str, str], year: int) -> date:
    """Return the day, or the first of the month if no day is given; ``ValueError`` if there is no such day."""
    if "month" in parts:
        begins = parts["month"][:3].title()
        month = next(number for number, names in enumerate(_months(), 1) if names[0] == begins)
        return date(year, month, int(parts.get("day", "1")))
    if "month_number" in parts:
        return date(year, int(parts["month_number"]), int(parts["day"]))
    first, second = int(parts["first"]), int(parts["second"])
    if first != second and max(first, second) <= 12:
        raise _DateError("W-DATE-AMBIGUOUS", "could have the day or the month first")
    return date(year, min(first, second), max(first, second))


def _misspelt(word: str) -> _DateError:
    nearest = get_close_matches(word.capitalize(), chain(*_months()), 1, _MISSPELT_LIKENESS)
    if not nearest:
        return _DateError("W-DATE-UNREAD", f"has {quoted(word)} where a date has its month")
    return _DateError("W-DATE-MONTH", f"has {quoted(word)} for a month, perhaps {nearest[0]}")
