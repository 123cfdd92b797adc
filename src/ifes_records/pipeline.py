"""The way from text to record: decode, prepare, parse, build, recognise. A newcomer starts here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from ifes_records.diagnostics import Diagnostic, ParseError, Severity, severity_of
from ifes_records.limits import DEFAULT_LIMITS, Limits
from ifes_records.model import ElectionRecord, Source, SourceKind, Span, UnreadLine
from ifes_records.model.origin import Origin
from ifes_records.page import build, recognise
from ifes_records.page.context import Context
from ifes_records.page.set_aside import set_aside_empty_bullets, set_aside_long_lines
from ifes_records.page.truncation import look_at_end
from ifes_records.split.decoding import BLOCK
from ifes_records.split.record_text import RecordText, record_texts, record_texts_in
from ifes_records.text import grammars
from ifes_records.text.source_text import SourceText, digest, misread
from ifes_records.trace.shift import shifted


def parse(
    text: str, *, strict: bool = False, name: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> ElectionRecord:
    """Read the text of one record.

    Never raises for a ``str``, whatever it holds: what could not be read is in ``unread`` and
    ``diagnostics``, and ``source.kind`` tells whether it is an election at all. With ``strict``,
    ``ParseError`` carries every diagnostic of severity error. ``name`` is kept as ``source.name``.
    What is above one of the ``limits`` is told by a diagnostic.
    """
    record_text = next(record_texts_in(text, Source(name=name), split=False, limits=limits))
    return _checked(read_record(record_text, limits), strict)


def parse_file(path: str | Path, *, strict: bool = False, limits: Limits = DEFAULT_LIMITS) -> ElectionRecord:
    """Read one record from a file: UTF-8, or what its byte order mark or its bytes tell.

    Raises ``OSError`` where the file cannot be read; a file that holds no text gives a record of kind
    ``unrecognised``.
    """
    text = next(_texts_in_file(Path(path), Source(name=Path(path).name), limits, split=False))
    return _checked(read_record(text, limits), strict)


def parse_bytes(data: bytes, name: str | None = None, *, limits: Limits = DEFAULT_LIMITS) -> ElectionRecord:
    """Read one record from a file's bytes."""
    return next(parse_dump_bytes(data, name, split=False, limits=limits))


def parse_dump(
    text_or_path: str | Path, *, strict: bool = False, name: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Iterator[ElectionRecord]:
    """Read the records of a text of many, one after another, with or without separator lines.

    A ``Path`` is a file to read, of which no more than about a record is held, a ``str`` the text itself. Each
    record's ``source`` tells its index and lines; lines of diagnostics, footnotes and unread text are those of the
    dump. What stands between records comes as a record of kind ``unrecognised``, so that nothing is lost. The
    ``limits`` are those of each record.
    """
    if isinstance(text_or_path, Path):
        texts = _texts_in_file(text_or_path, Source(name=name or text_or_path.name), limits)
    else:
        texts = record_texts_in(text_or_path, Source(name=name), limits=limits)
    for text in texts:
        yield _checked(read_record(text, limits), strict)


def parse_dump_bytes(
    data: bytes, name: str | None = None, *, split: bool = True, limits: Limits = DEFAULT_LIMITS
) -> Iterator[ElectionRecord]:
    """Read the records of a file's bytes."""
    for text in record_texts([data], Source(name=name), split=split, limits=limits):
        yield read_record(text, limits)


def read_record(text: RecordText, limits: Limits = DEFAULT_LIMITS) -> ElectionRecord:
    """Read one record.

    Never raises, whatever the text holds. Lines and spans are those of the whole text that the record is from.
    """
    piece = text.piece
    problems = [_about_text(problem.code, problem.message) for problem in text.problems]
    if any(problem.severity is Severity.ERROR for problem in problems):
        return ElectionRecord(record_id=text.record_id, source=text.source, diagnostics=tuple(problems))
    source = SourceText.of(piece.text)
    context = Context(source, limits)
    context.diagnostics.extend(problems)
    if source.has_odd_characters:
        context.diagnostics.append(
            _about_text("W-CHARACTERS", "control characters or lone surrogates were read as blanks or U+FFFD")
        )
    sample = misread(piece.text)
    if sample is not None:
        message = (
            f"letters like {sample[0]!r} are UTF-8 that was read as Windows-1252, here {sample[1]!r}; they were kept"
        )
        context.diagnostics.append(_about_text("W-MOJIBAKE", message))
    set_aside_long_lines(context)
    set_aside_empty_bullets(context)
    about_text = list(context.diagnostics)
    problem = recognise.before_parsing(source)
    kind, truncated = SourceKind.UNRECOGNISED, False
    record = ElectionRecord(source=Source())
    if problem is None:
        source, truncated = look_at_end(context)
        record = build(grammars.parse_record(source.scan), context)
        kind, problem = recognise.what_it_is(record, source, text.source.url)
    if problem is not None:
        # Not an election: no made-up fields, and only the diagnostics on the text as a whole.
        record = ElectionRecord(source=Source(), unread=_all_lines(SourceText.of(piece.text)))
        context.claims.clear()
        context.diagnostics[:] = [_about_text(problem.code, problem.message), *about_text]
    described = evolve(
        text.source,
        sha256=digest(piece.text),
        line_end=piece.line + source.last_line,
        truncated=truncated,
        kind=kind,
    )
    diagnostics = sorted(context.diagnostics, key=lambda diagnostic: (diagnostic.line, diagnostic.column))
    origin = Origin(piece.text, 0, tuple(context.claims), context.places)
    record = evolve(record, record_id=text.record_id, source=described, diagnostics=tuple(diagnostics), origin=origin)
    return shifted(record, piece.line, piece.start) if piece.start else record


def _texts_in_file(path: Path, source: Source, limits: Limits, *, split: bool = True) -> Iterator[RecordText]:
    with path.open("rb") as file:
        yield from record_texts(iter(lambda: file.read(BLOCK), b""), source, split=split, limits=limits)


def _about_text(code: str, message: str) -> Diagnostic:
    return Diagnostic(code, severity_of(code), message)


def _all_lines(source: SourceText) -> tuple[UnreadLine, ...]:
    lines = []
    for number, (start, end) in enumerate(zip(source.line_starts, source.line_starts[1:], strict=False), start=1):
        span = source.trim(start, end)
        if span.end > span.start:
            lines.append(UnreadLine(number, source.read(span), span))
    return tuple(lines)


def _checked(record: ElectionRecord, strict: bool) -> ElectionRecord:
    errors = tuple(d for d in record.diagnostics if d.severity is Severity.ERROR)
    if strict and errors:
        raise ParseError(errors, record)
    return record


__all__ = [
    "RecordText", "Span", "parse", "parse_bytes", "parse_dump", "parse_dump_bytes", "parse_file", "read_record",
    "record_texts",
]  # fmt: skip
