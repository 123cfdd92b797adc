"""From bytes to the texts of single records, with what is known about each before it is read."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

from attrs import evolve, frozen

from ifes_records.diagnostics import Diagnostic
from ifes_records.limits import DEFAULT_LIMITS, Limits
from ifes_records.model import Source
from ifes_records.split.decoding import REPAIR, BinaryError, Encoding, TextStream
from ifes_records.split.dump import split_dump
from ifes_records.split.html import without_html
from ifes_records.split.segments import Segment, as_one_segment

# HTML may have so many times the characters that its text may have.
MOST_HTML = 4


@frozen
class RecordText:
    """The text of one record and what is known about it before it is read.

    ``source`` describes where the text came from, ``diagnostics`` what was noticed while decoding it. If the text
    cannot be read because it is too large or binary, the segment is empty and that is the only diagnostic.
    """

    segment: Segment
    source: Source
    record_id: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    is_split: bool = True
    """Whether the records of the text were parted; if not, it should be one record."""


def record_texts(
    blocks: Iterable[bytes],
    source: Source,
    *,
    record_id: str | None = None,
    split: bool = True,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[RecordText]:
    """The texts of the records in a stream of bytes; there is at least one.

    Only the bytes of one record (up to the limit) and a few blocks are in memory. ``source`` describes the stream;
    the index, first line and encoding of each record are added to it. If there is only one record, it has the
    ``record_id``, or else the number in the name of the source; otherwise the records have none. With ``split``
    false, everything is one record.
    """
    stream = TextStream(blocks)
    try:
        segments = _segments(stream, split, limits)
        for text in _described(segments, source, record_id or _id_in(source.name), limits, stream):
            yield text if split else evolve(text, is_split=False)
    except BinaryError as error:
        source = evolve(source, name=_printable(source.name), path=_printable(source.path), encoding="binary")
        yield RecordText(Segment(""), source, record_id, (Diagnostic("E-BINARY", f"The file has no text: {error}."),))


def record_texts_in(
    text: str, source: Source, *, split: bool = True, limits: Limits = DEFAULT_LIMITS
) -> Iterator[RecordText]:
    """The texts of the records in a string: the same as ``record_texts`` without decoding."""
    for found in _described(_segments([text], split, limits), source, _id_in(source.name), limits):
        yield found if split else evolve(found, is_split=False)


def _segments(blocks: Iterable[str], split: bool, limits: Limits) -> Iterator[Segment]:
    blocks = without_html(blocks, MOST_HTML * limits.characters)
    return split_dump(blocks, limits.characters) if split else iter([as_one_segment(blocks, limits.characters)])


def _described(
    segments: Iterator[Segment], source: Source, only_id: str | None, limits: Limits, stream: TextStream | None = None
) -> Iterator[RecordText]:
    """Each segment with its source. ``only_id`` is for a single segment; ``stream`` is ``None`` for a string."""
    source = evolve(source, name=_printable(source.name), path=_printable(source.path))
    guess_reported = False
    for index, (segment, is_only) in enumerate(_whether_only(segments)):
        record_id = only_id if is_only else None
        encoding = stream.encoding_above(segment.end) if stream else Encoding(source.encoding)
        described = evolve(source, index=index, line_start=segment.lines_above + 1, encoding=encoding.name)
        if segment.oversize is not None:
            described = evolve(described, sha256=segment.oversize.sha256)
            yield RecordText(segment, described, record_id, (_too_large(segment.oversize.characters, limits),))
            continue
        diagnostics: tuple[Diagnostic, ...] = ()
        if encoding.is_guess and not guess_reported:
            guess_reported = True
            message = f"The bytes are not UTF-8; they were decoded as {encoding.name}, which fits them best."
            diagnostics = (Diagnostic("W-ENCODING", message),)
        if stream and REPAIR in segment.text:
            segment = evolve(segment, text=segment.text.replace(REPAIR, "\ufffd"))
            message = f"Some bytes are not {encoding.name}; each was replaced by U+FFFD."
            diagnostics = diagnostics or (Diagnostic("W-ENCODING-REPAIRED", message),)
        yield RecordText(segment, described, record_id, diagnostics)


def _too_large(characters: int, limits: Limits) -> Diagnostic:
    message = f"The text has {characters:,} characters, more than the {limits.characters:,} allowed; it was not read."
    return Diagnostic("E-TOO-LARGE", message)


def _whether_only(segments: Iterator[Segment]) -> Iterator[tuple[Segment, bool]]:
    first_two = deque(islice(segments, 2))
    is_only = len(first_two) == 1
    while first_two:
        yield first_two.popleft(), is_only
    for segment in segments:
        yield segment, False


def _printable(name: str | None) -> str | None:
    return name and name.encode(errors="replace").decode()


def _id_in(name: str | None) -> str | None:
    """ElectionGuide's number of the election, if it is in the file name: ``4078.txt``."""
    match = re.fullmatch(r"(?:id[-_]?|election[-_]?)?([0-9]{1,5})(?:\.\w+)*", name or "")
    return match[1] if match else None
