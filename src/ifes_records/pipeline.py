"""The way from text to record: decode, prepare, parse, build, recognise. A newcomer starts here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from ifes_records import recognise, syntax
from ifes_records.build import build
from ifes_records.build.context import Context
from ifes_records.diagnostics import Diagnostic, ParseError, Severity, severity_of
from ifes_records.dump import Piece, split_dump
from ifes_records.limits import DEFAULT_LIMITS, Limits
from ifes_records.model import ElectionRecord, Source, SourceKind, Span, UnreadLine
from ifes_records.model.origin import Origin
from ifes_records.set_aside import set_aside_empty_bullets, set_aside_long_lines
from ifes_records.shift import shifted
from ifes_records.source import BinaryError, Decoded, SourceText, decode, digest, misread
from ifes_records.truncation import look_at_end


def parse(
    text: str, *, strict: bool = False, name: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> ElectionRecord:
    """Read the text of one record.

    Never raises for a ``str``, whatever it holds: what could not be read is in ``unread`` and
    ``diagnostics``, and ``source.kind`` tells whether it is an election at all. With ``strict``,
    ``ParseError`` carries every diagnostic of severity error. ``name`` is kept as ``source.name``.
    What is above one of the ``limits`` is told by a diagnostic.
    """
    return _checked(evolve(_parse(Piece(text), name, limits), record_id=_id_in(name)), strict)


def parse_file(path: str | Path, *, strict: bool = False, limits: Limits = DEFAULT_LIMITS) -> ElectionRecord:
    """Read one record from a file: UTF-8, or what its byte order mark or its bytes tell.

    Raises ``OSError`` where the file cannot be read; a file that holds no text gives a record of kind
    ``unrecognised``.
    """
    return _checked(parse_bytes(Path(path).read_bytes(), Path(path).name, limits=limits), strict)


def parse_bytes(data: bytes, name: str | None = None, *, limits: Limits = DEFAULT_LIMITS) -> ElectionRecord:
    """Read one record from a file's bytes."""
    return next(parse_dump_bytes(data, name, split=False, limits=limits))


def parse_dump(
    text_or_path: str | Path, *, strict: bool = False, name: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Iterator[ElectionRecord]:
    """Read the records of a text of many, one after another, with or without separator lines.

    A ``Path`` is a file to read, a ``str`` the text itself. Each record's ``source`` tells its index and
    lines; lines of diagnostics, footnotes and unread text are those of the dump. What stands between
    records comes as a record of kind ``unrecognised``, so that nothing is lost. The ``limits`` are those of each
    record.
    """
    if isinstance(text_or_path, Path):
        records = parse_dump_bytes(text_or_path.read_bytes(), name or text_or_path.name, limits=limits)
    else:
        records = _parse_pieces(Decoded(text_or_path, "utf-8"), name, split=True, limits=limits)
    for record in records:
        yield _checked(record, strict)


def parse_dump_bytes(
    data: bytes, name: str | None = None, *, split: bool = True, limits: Limits = DEFAULT_LIMITS
) -> Iterator[ElectionRecord]:
    """Read the records of a file's bytes."""
    try:
        decoded = decode(data)
    except BinaryError as error:
        message = f"the file holds no text: {error}"
        diagnostic = Diagnostic("E-BINARY", Severity.ERROR, message)
        yield ElectionRecord(source=Source(name=name, encoding="binary"), diagnostics=(diagnostic,))
        return
    yield from _parse_pieces(decoded, name, split=split, limits=limits)


def _parse_pieces(decoded: Decoded, name: str | None, *, split: bool, limits: Limits) -> Iterator[ElectionRecord]:
    record_id = _id_in(name)
    name = name and name.encode(errors="replace").decode()
    pieces = list(split_dump(decoded.text)) if split else [Piece(decoded.text)]
    for index, piece in enumerate(pieces):
        record = _parse(piece, name, limits, None if index else decoded)
        yield evolve(
            record,
            record_id=record_id if len(pieces) == 1 else None,
            source=evolve(record.source, index=index, encoding=decoded.encoding),
        )


def _parse(piece: Piece, name: str | None, limits: Limits, decoded: Decoded | None = None) -> ElectionRecord:
    """Read one record."""
    text = piece.text
    problem = recognise.too_large(text, limits)
    if problem is not None:
        diagnostic = _about_text(problem.code, problem.message)
        described = Source(name=name, sha256=digest(text), line_start=piece.line + 1)
        return ElectionRecord(source=described, diagnostics=(diagnostic,))
    source = SourceText.of(text)
    context = Context(source, limits)
    if decoded is not None and decoded.problem is not None:
        context.diagnostics.append(_about_text(decoded.problem.code, decoded.problem.message))
    if source.has_odd_characters:
        context.diagnostics.append(
            _about_text("W-CHARACTERS", "control characters or lone surrogates were read as blanks or U+FFFD")
        )
    sample = misread(text)
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
        record = build(syntax.parse_record(source.scan), context)
        kind, problem = recognise.what_it_is(record, source)
    if problem is not None:
        # Not an election: no made-up fields, and only the diagnostics on the text as a whole.
        record = ElectionRecord(source=Source(), unread=_all_lines(SourceText.of(text)))
        context.claims.clear()
        context.diagnostics[:] = [_about_text(problem.code, problem.message), *about_text]
    described = Source(
        name=name,
        sha256=digest(text),
        line_start=piece.line + 1,
        line_end=piece.line + source.last_line,
        truncated=truncated,
        kind=kind,
    )
    diagnostics = sorted(context.diagnostics, key=lambda diagnostic: (diagnostic.line, diagnostic.column))
    origin = Origin(text, 0, tuple(context.claims), context.places)
    record = evolve(record, source=described, diagnostics=tuple(diagnostics), origin=origin)
    return shifted(record, piece.line, piece.start) if piece.start else record


def _about_text(code: str, message: str) -> Diagnostic:
    return Diagnostic(code, severity_of(code), message)


def _all_lines(source: SourceText) -> tuple[UnreadLine, ...]:
    lines = []
    for number, (start, end) in enumerate(zip(source.line_starts, source.line_starts[1:], strict=False), start=1):
        span = source.trim(start, end)
        if span.end > span.start:
            lines.append(UnreadLine(number, source.read(span), span))
    return tuple(lines)


def _id_in(name: str | None) -> str | None:
    """ElectionGuide's id, where a file name tells it: ``4078.txt``."""
    match = re.fullmatch(r"(?:id[-_]?|election[-_]?)?([0-9]{1,5})(?:\.\w+)*", name or "")
    return match[1] if match else None


def _checked(record: ElectionRecord, strict: bool) -> ElectionRecord:
    errors = tuple(d for d in record.diagnostics if d.severity is Severity.ERROR)
    if strict and errors:
        raise ParseError(errors, record)
    return record


__all__ = ["Span", "parse", "parse_bytes", "parse_dump", "parse_dump_bytes", "parse_file"]
