"""How records, results and diagnostics look in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ifes_records.diagnostics import Diagnostic
from ifes_records.model import ElectionRecord, Result
from ifes_records.show.fields import columns_of
from ifes_records.show.page import title_of_record
from ifes_records.show.pictures import Picture, pictures, pictures_of
from ifes_records.show.templating import render


def draw(form: str, thing: object) -> str | None:
    """The ``html`` or ``svg`` of an object; ``None`` if it has none."""
    if isinstance(thing, ElectionRecord):
        drawn = {
            index: [one for _, one in group] for index, group in groupby(pictures(thing), key=lambda pair: pair[0])
        }
        results = [(result, drawn.get(index, [])) for index, result in enumerate(thing.results)]
        return _html(results, thing.diagnostics, thing)
    if isinstance(thing, Result):
        found = list(pictures_of(thing))
        return _html([(thing, found)]) if form == "html" else next((picture.svg for picture in found), None)
    return _html((), (thing,)) if isinstance(thing, Diagnostic) else None


def _html(
    results: Iterable[tuple[Result, Sequence[Picture]]],
    diagnostics: Iterable[Diagnostic] = (),
    record: ElectionRecord | None = None,
) -> str:
    title = title_of_record(record) if record is not None else ""
    return render(
        "notebook.html", record=record, title=title, results=results, diagnostics=diagnostics, columns_of=columns_of
    )
