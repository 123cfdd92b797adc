"""The way from text to record: decode, prepare, parse, build, recognise. A newcomer starts here."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from attrs import evolve, frozen

from ifes_records import recognise, syntax
from ifes_records.build import build
from ifes_records.build.context import Context
from ifes_records.decoding import BLOCK, REPAIR, BinaryError, TextStream
from ifes_records.diagnostics import Diagnostic, ParseError, Severity, severity_of
from ifes_records.dump import Piece, split_blocks, unsplit
from ifes_records.limits import DEFAULT_LIMITS, Limits
from ifes_records.model import ElectionRecord, Source, SourceKind, Span, UnreadLine
from ifes_records.model.origin import Origin
from ifes_records.set_aside import set_aside_empty_bullets, set_aside_long_lines
from ifes_records.shift import shifted
from ifes_records.source import SourceText, digest, misread
from ifes_records.truncation import look_at_end
from ifes_records.values.reading import Problem


def parse(
    text: str, *, strict: bool = False, name: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> ElectionRecord:
    """Read the text of one record.

    Never raises for a ``str``, whatever it holds: what could not be read is in ``unread`` and
    ``diagnostics``, and ``source.kind`` tells whether it is an election at all. With ``strict``,
    ``ParseError`` carries every diagnostic of severity error. ``name`` is kept as ``source.name``.
    What is above one of the ``limits`` is told by a diagnostic.
    """
    record_text = _record_text(unsplit([text], limits.characters), Source(name=name), _id_in(name), limits)
    return _checked(read_record(record_text, limits), strict)


def parse_file(path: str | Path, *, strict: bool = False, limits: Limits = DEFAULT_LIMITS) -> ElectionRecord:
    """Read one record from a file: UTF-8, or what its byte order mark or its bytes tell.

    Raises ``OSError`` where the file cannot be read; a file that holds no text gives a record of kind
    ``unrecognised``.
    """
    path = Path(path)
    with path.open("rb") as file:
        text = next(record_texts(_blocks(file), Source(name=path.name), split=False, limits=limits))
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
        with text_or_path.open("rb") as file:
            for text in record_texts(_blocks(file), Source(name=name or text_or_path.name), limits=limits):
                yield _checked(read_record(text, limits), strict)
        return
    pieces = split_blocks([text_or_path], limits.characters)
    for text in _numbered(pieces, Source(name=_printable(name)), _id_in(name), limits):
        yield _checked(read_record(text, limits), strict)


def parse_dump_bytes(
    data: bytes, name: str | None = None, *, split: bool = True, limits: Limits = DEFAULT_LIMITS
) -> Iterator[ElectionRecord]:
    """Read the records of a file's bytes."""
    for text in record_texts([data], Source(name=name), split=split, limits=limits):
        yield read_record(text, limits)


@frozen
class RecordText:
    """The text of one record and what is known of it before it is read: all that reading it takes.

    ``source`` tells its place, ``problems`` what decoding met with. Where the text forbids reading, as it is too
    large or no text at all, that is the only problem, and the text is empty.
    """

    piece: Piece
    source: Source
    record_id: str | None = None
    problems: tuple[Problem, ...] = ()


def record_texts(
    blocks: Iterable[bytes],
    source: Source,
    *,
    record_id: str | None = None,
    split: bool = True,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[RecordText]:
    """The texts of the records in bytes that come in blocks of any size, at least one.

    No more of the bytes is held than a record may have, and a few blocks. ``source`` tells where they are from;
    each record's index, first line and encoding are added. ``record_id``, or else the id that the name tells, is
    that of a text of one record; those of many have none. With ``split`` false, all of it is one record.
    """
    known_id = record_id or _id_in(source.name)
    source = evolve(source, name=_printable(source.name))
    stream = TextStream(blocks)
    try:
        pieces = split_blocks(stream, limits.characters) if split else iter([unsplit(stream, limits.characters)])
        yield from _numbered(pieces, source, known_id, limits, stream)
    except BinaryError as error:
        problem = Problem("E-BINARY", f"the file holds no text: {error}")
        yield RecordText(Piece(""), evolve(source, encoding="binary"), record_id, (problem,))


def _numbered(
    pieces: Iterator[Piece],
    source: Source,
    record_id: str | None,
    limits: Limits,
    stream: TextStream | None = None,
) -> Iterator[RecordText]:
    """The records of a text, with what ``stream`` has met with on decoding it; ``None`` for one that is a ``str``."""
    is_guess_told = False
    for index, (piece, is_alone) in enumerate(_whether_alone(pieces)):
        placed = evolve(source, index=index)
        problems: list[Problem] = []
        if stream is not None:
            encoding = stream.encoding_above(piece.end)
            placed = evolve(placed, encoding=encoding.name)
            repaired = piece.text.replace(REPAIR, "\ufffd")
            if encoding.is_guess and not is_guess_told and piece.oversize is None:
                message = f"the bytes are not UTF-8; they were read as {encoding.name}, which fits them best"
                problems.append(Problem("W-ENCODING", message))
                is_guess_told = True
            elif repaired != piece.text:
                message = f"some bytes are not {encoding.name}; each was replaced by U+FFFD"
                problems.append(Problem("W-ENCODING-REPAIRED", message))
            piece = evolve(piece, text=repaired)
        yield _record_text(piece, placed, record_id if is_alone else None, limits, problems)


def _whether_alone(pieces: Iterator[Piece]) -> Iterator[tuple[Piece, bool]]:
    first_two = deque(islice(pieces, 2))
    is_alone = len(first_two) == 1
    while first_two:
        yield first_two.popleft(), is_alone
    for piece in pieces:
        yield piece, False


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: file.read(BLOCK), b"")


def _printable(name: str | None) -> str | None:
    return name and name.encode(errors="replace").decode()


def _record_text(
    piece: Piece, source: Source, record_id: str | None, limits: Limits, problems: Iterable[Problem] = ()
) -> RecordText:
    source = evolve(source, line_start=piece.line + 1)
    if piece.oversize is not None:
        source = evolve(source, sha256=piece.oversize.sha256)
        problems = [recognise.too_large(piece.oversize.characters, limits)]
    return RecordText(piece, source, record_id, tuple(problems))


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
        record = build(syntax.parse_record(source.scan), context)
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


__all__ = [
    "RecordText", "Span", "parse", "parse_bytes", "parse_dump", "parse_dump_bytes", "parse_file", "read_record",
    "record_texts",
]  # fmt: skip
