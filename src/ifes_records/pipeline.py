"""From bytes to a record. Start here.

::

    bytes ─split→ record texts ─page→ head, tables, sections ─sections→ facts ─checks→ diagnostics

``split`` gives the text of each record; ``STAGES`` turn it into an ``ElectionRecord``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import define, evolve

from ifes_records import checks
from ifes_records.diagnostics import Diagnostic, ParseError, Severity, quoted
from ifes_records.limits import DEFAULT_LIMITS, Limits
from ifes_records.model import ElectionRecord, Source, SourceKind, located
from ifes_records.model.origin import Origin
from ifes_records.page import layouts, read_page, recognise
from ifes_records.page.context import Context
from ifes_records.page.edges import set_aside_edges, set_aside_marks, set_aside_notes_in_tables
from ifes_records.page.markdown import hide_markdown
from ifes_records.page.other_layouts import report_layout
from ifes_records.page.set_aside import set_aside_empty_bullets, set_aside_long_lines, set_aside_page_numbers
from ifes_records.page.truncation import detect_truncation
from ifes_records.sections import read_facts
from ifes_records.split.decoding import BLOCK
from ifes_records.split.dump import starts_of_records
from ifes_records.split.record_text import RecordText, record_texts, record_texts_in
from ifes_records.text.memo import forget
from ifes_records.text.source_text import SourceText, digest, misread
from ifes_records.trace import TextTracer
from ifes_records.trace.paths import ExactPaths

# No path is longer; a text of one line can be.
LONGEST_PATH = 4096

# How many lines at which a record begins are named in a message.
MOST_STARTS = 20


@define
class RecordDraft:
    """A record on its way through the stages."""

    text: RecordText
    source: SourceText
    """The text of the record, with nothing hidden from the grammar."""
    context: Context
    record: ElectionRecord
    about_text: tuple[Diagnostic, ...] = ()
    """Diagnostics about the text as a whole: all that is kept if it is not an election."""


def note_characters(draft: RecordDraft) -> None:
    """Report control characters, lone surrogates, and UTF-8 that was decoded as Windows-1252."""
    source, report = draft.context.source, draft.context.report
    if source.has_odd_characters:
        report(Diagnostic("W-CHARACTERS", "Control characters or lone surrogates were read as blanks or U+FFFD."))
    sample = misread(source.text)
    if sample is not None:
        written, meant = map(quoted, sample)
        message = f"Letters like {written} are UTF-8 that was decoded as Windows-1252, here {meant}; they were kept."
        report(Diagnostic("W-MOJIBAKE", message))


def set_aside(draft: RecordDraft) -> None:
    """Hide from the grammar what other tools add, lines over the limit, page numbers, and bullets without text."""
    set_aside_long_lines(draft.context)
    set_aside_edges(draft.context)
    set_aside_page_numbers(draft.context)
    report_layout(draft.context)
    hide_markdown(draft.context)
    layouts.join_cells(draft.context)
    layouts.find_width(draft.context)
    set_aside_marks(draft.context)
    set_aside_notes_in_tables(draft.context)
    layouts.read_other_bullets(draft.context)
    layouts.set_aside_rules(draft.context)
    layouts.set_aside_menu(draft.context)
    set_aside_empty_bullets(draft.context)
    draft.about_text = tuple(draft.context.diagnostics)


def rule_out(draft: RecordDraft) -> None:
    """Stop if the text cannot be an election: it is empty, binary, or HTML."""
    found = recognise.unreadable(draft.source)
    if found is not None:
        raise NotAnElection(found)


def _several(source: SourceText) -> Diagnostic | None:
    starts = [source.line(source.start + start) for start in starts_of_records(source.text, source.scan)]
    if len(starts) < 2:
        return None
    named = ", ".join(map(str, starts[:MOST_STARTS])) + (", …" if len(starts) > MOST_STARTS else "")
    message = (
        f"The text has {len(starts)} records, which begin in the lines {named}; "
        "“parse_dump” reads them all, and so does the option --dump."
    )
    return Diagnostic("E-SEVERAL-RECORDS", message)


def find_end(draft: RecordDraft) -> None:
    """Find out whether the text breaks off in the middle of a line."""
    if detect_truncation(draft.context):
        draft.record = evolve(draft.record, source=evolve(draft.record.source, truncated=True))


def read_structure(draft: RecordDraft) -> None:
    """Read the head, the counts, the tables and the sections with the grammar of the page."""
    draft.record = read_page(draft.context, draft.record.source)


def classify(draft: RecordDraft) -> None:
    """Stop if the text is not an election but, for example, the page of a country, or several elections."""
    kind, found = recognise.classify(draft.record, draft.context.source, draft.text.source.url)
    if found is None and not draft.text.is_split:
        found = _several(draft.source)
        kind = kind if found is None else SourceKind.UNRECOGNISED
    draft.record = evolve(draft.record, source=evolve(draft.record.source, kind=kind))
    if found is not None:
        raise NotAnElection(found)


def read_sections(draft: RecordDraft) -> None:
    """Read typed facts from the prose of the sections."""
    draft.record = read_facts(draft.record, draft.context)


def number_lines(draft: RecordDraft) -> None:
    """Give every object with a span the line of the file that it begins in."""
    located.number_lines(draft.record, draft.source.line)


def run_checks(draft: RecordDraft) -> None:
    """Check whether what the record says fits together."""
    draft.record = evolve(draft.record, origin=_origin(draft))
    draft.context.diagnostics += checks.run(draft.record)


STAGES: tuple[Callable[[RecordDraft], None], ...] = (
    note_characters,
    set_aside,
    rule_out,
    find_end,
    read_structure,
    classify,
    read_sections,
    number_lines,
    run_checks,
)
"""What is done to the text of a record, in order."""


class NotAnElection(Exception):  # noqa: N818
    """Raised by a stage for a text that is not an election; the diagnostic says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def read_record(text: RecordText, limits: Limits = DEFAULT_LIMITS) -> ElectionRecord:
    """Read one record.

    Never raises, whatever the text contains. Lines and spans are those of the whole file.
    """
    try:
        return _read_record(text, limits)
    finally:
        forget()


def _read_record(text: RecordText, limits: Limits) -> ElectionRecord:
    if any(diagnostic.severity is Severity.ERROR for diagnostic in text.diagnostics):
        return ElectionRecord(record_id=text.record_id, source=text.source, diagnostics=text.diagnostics)
    segment = text.segment
    source = SourceText.of(segment.text, segment.start, segment.lines_above)
    context = Context(source, limits, [*text.diagnostics])
    described = evolve(text.source, sha256=digest(segment.text), line_end=source.last_line)
    draft = RecordDraft(text, source, context, ElectionRecord(record_id=text.record_id, source=described))
    try:
        for stage in STAGES:
            stage(draft)
    except NotAnElection as reason:
        return _not_an_election(draft, reason.diagnostic)
    record = draft.record
    found = map(ExactPaths(record).settle, context.diagnostics)
    return evolve(
        record,
        record_id=text.record_id,
        diagnostics=tuple(sorted(found, key=lambda diagnostic: (diagnostic.line, diagnostic.column))),
    )


def _not_an_election(draft: RecordDraft, reason: Diagnostic) -> ElectionRecord:
    """A record without fields: all lines are unread, and only diagnostics about the whole text are kept."""
    context = evolve(draft.context, source=draft.source)
    context.claims.clear()
    return ElectionRecord(
        record_id=draft.text.record_id,
        source=draft.record.source,
        unread=tuple(map(context.unread_line, draft.source.lines())),
        diagnostics=tuple(sorted((reason, *draft.about_text), key=lambda diagnostic: diagnostic.line)),
        origin=_origin(draft),
    )


def _origin(draft: RecordDraft) -> Origin:
    context = draft.context
    return Origin(draft.source, TextTracer(), tuple(context.claims), context.spans)


def parse(
    text: str, *, strict: bool = False, name: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> ElectionRecord:
    """Read the text of one record.

    Never raises for a ``str``, whatever it contains: text that could not be read is in ``unread`` and reported in
    ``diagnostics``, and ``source.kind`` says whether it is an election at all. A text of several records is not read
    (``E-SEVERAL-RECORDS``); use ``parse_dump`` for it. ``name`` becomes ``source.name``. Anything above the
    ``limits`` is reported.

    With ``strict``, raises ``ParseError`` if there is a diagnostic of severity error. Raises ``TypeError`` for
    anything but a ``str``.
    """
    _check_text("parse takes the text of a record as a str", text, " “parse_file” reads a file.")
    record_text = next(record_texts_in(text, Source(name=name), split=False, limits=limits))
    return _checked(read_record(record_text, limits), strict)


def parse_file(path: str | Path, *, strict: bool = False, limits: Limits = DEFAULT_LIMITS) -> ElectionRecord:
    """Read one record from a file, in UTF-8 or the encoding detected from its bytes.

    A file without text gives a record of kind ``unrecognised``. ``strict`` and ``limits`` are as for ``parse``.
    Raises ``OSError`` if the file cannot be read.
    """
    text = next(_texts_in_file(Path(path), _source_of(Path(path)), limits, split=False))
    return _checked(read_record(text, limits), strict)


def parse_bytes(data: bytes, name: str | None = None, *, limits: Limits = DEFAULT_LIMITS) -> ElectionRecord:
    """Read one record from the bytes of a file."""
    return next(parse_dump_bytes(data, name, split=False, limits=limits))


def parse_dump(
    text_or_path: str | Path, *, strict: bool = False, name: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Iterator[ElectionRecord]:
    """Read the records of a dump one after another, with or without separator lines.

    A ``Path`` is a file, which is streamed with about one record in memory; a ``str`` is the text itself. The
    ``source`` of each record has its index and lines. Line numbers are those of the whole dump. Text between records
    becomes a record of kind ``unrecognised``, so nothing is lost. ``strict`` and the ``limits`` apply to each record,
    as for ``parse``.

    When the first record is asked for, raises ``OSError`` if the file cannot be read, ``TypeError`` for anything but
    a ``Path`` or ``str``, and ``ValueError`` for a ``str`` that is the path of a file.
    """
    if isinstance(text_or_path, Path):
        texts = _texts_in_file(text_or_path, _source_of(text_or_path, name), limits)
    else:
        _check_text("parse_dump takes the text of a dump as a str, or the Path of a file", text_or_path)
        _check_no_path(text_or_path)
        texts = record_texts_in(text_or_path, Source(name=name), limits=limits)
    for text in texts:
        yield _checked(read_record(text, limits), strict)


def parse_dump_bytes(
    data: bytes, name: str | None = None, *, split: bool = True, limits: Limits = DEFAULT_LIMITS
) -> Iterator[ElectionRecord]:
    """Read the records in the bytes of a file."""
    for text in record_texts([data], Source(name=name, path=name), split=split, limits=limits):
        yield read_record(text, limits)


def _check_text(takes: str, text: object, files: str = "") -> None:
    if not isinstance(text, str):
        raise TypeError(f"{takes}; it was given {type(text).__name__}.{files}")


def _check_no_path(text: str) -> None:
    if len(text) > LONGEST_PATH or "\n" in text or "\0" in text or not text.strip():
        return
    if os.path.isfile(text):
        raise ValueError(
            f"parse_dump takes a str as the text of a dump, and {quoted(text)} is a file. To read it, pass a Path: "
            f"parse_dump(Path({text!r}))."
        )


def _source_of(path: Path, name: str | None = None) -> Source:
    return Source(name=name or path.name, path=path.name)


def _texts_in_file(path: Path, source: Source, limits: Limits, *, split: bool = True) -> Iterator[RecordText]:
    with path.open("rb") as file:
        yield from record_texts(iter(lambda: file.read(BLOCK), b""), source, split=split, limits=limits)


def _checked(record: ElectionRecord, strict: bool) -> ElectionRecord:
    errors = tuple(d for d in record.diagnostics if d.severity is Severity.ERROR)
    if strict and errors:
        raise ParseError(errors, record)
    return record


__all__ = [
    "STAGES", "RecordText", "parse", "parse_bytes", "parse_dump", "parse_dump_bytes", "parse_file", "read_record",
    "record_texts",
]  # fmt: skip
