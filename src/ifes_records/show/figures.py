"""What every figure of a text became: a value, words that are kept, or a line that was not read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from attrs import frozen

from ifes_records.model import ElectionRecord
from ifes_records.model.origin import Place
from ifes_records.model.record import origin_of
from ifes_records.span import Span

FIGURE = re.compile(r"\d(?:[\d.,]*\d)?")
ISO_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")


@frozen
class Figure:
    """A figure in the text, and the field that has its value; without one, ``path`` is ``None``."""

    line: int
    text: str
    span: Span
    path: str | None
    value: str


def figures(record: ElectionRecord, places: Iterable[Place]) -> Iterator[Figure]:
    """The figures of a record's text, in order, with the fields at its ``places``.

    A field has the value of a figure if it was read from there, and is that number or a date with it. Where several
    do, it is the one with the narrowest span. Raises ``LookupError`` if the record was not read from a text.
    """
    source = origin_of(record).source
    values = sorted(filter(_is_value, places), key=lambda place: (place.span.start, place.span.end))
    # Some facts know only the words that they are about (`a 50-seat Senate`); their figure is elsewhere on the line.
    elsewhere: defaultdict[int, list[Place]] = defaultdict(list)
    for place in values:
        if not any(_holds(place.value, figure) for figure in FIGURE.findall(source.slice(place.span))):
            elsewhere[source.line(place.span.start)].append(place)
    waiting, here = values[::-1], list[Place]()
    for match in FIGURE.finditer(source.scan):
        span = Span(source.start + match.start(), source.start + match.end())
        while waiting and waiting[-1].span.start <= span.start:
            here.append(waiting.pop())
        here = [place for place in here if place.span.end > span.start]
        line = source.line(span.start)
        around = [place for place in here if place.span.end >= span.end and _holds(place.value, match[0])]
        found = around or [place for place in elsewhere[line] if _holds(place.value, match[0])]
        best = min(found, key=lambda place: place.span.end - place.span.start, default=None)
        yield Figure(line, match[0], span, best.path if best else None, str(best.value) if best else "")


def _is_value(place: Place) -> bool:
    value = place.value
    if isinstance(value, str):
        return ISO_DATE.fullmatch(value) is not None
    return (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and not place.path.endswith((".line", ".level"))
    )


def _holds(value: int | float | str, figure: str) -> bool:
    """Whether a value is the number of a figure, or a date in which it is the year, month or day."""
    if isinstance(value, str):
        return figure.isdigit() and int(figure) in map(int, value.split("-"))
    digits = figure.replace(",", "")
    try:
        return abs(value) == float(digits) or (
            isinstance(value, int) and abs(value) == float(digits.replace(".", ""))
        )
    except ValueError:  # 3.4.2021
        return False
