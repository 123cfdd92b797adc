"""Bytes to the texts of single records, each with what is known of it before it is read."""

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
from ifes_records.split.dump import Piece, split_blocks, unsplit


@frozen
class RecordText:
    """The text of one record and what is known of it before it is read: all that reading it takes.

    ``source`` tells its place, ``diagnostics`` what decoding met with. Where the text forbids reading, as it is too
    large or no text at all, that is the only problem, and the text is empty.
    """

    piece: Piece
    source: Source
    record_id: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


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
    stream = TextStream(blocks)
    try:
        pieces = _pieces(stream, split, limits)
        yield from _described(pieces, source, record_id or _id_in(source.name), limits, stream)
    except BinaryError as error:
        source = evolve(source, name=_printable(source.name), encoding="binary")
        yield RecordText(Piece(""), source, record_id, (Diagnostic("E-BINARY", f"The file has no text: {error}."),))


def record_texts_in(
    text: str, source: Source, *, split: bool = True, limits: Limits = DEFAULT_LIMITS
) -> Iterator[RecordText]:
    """The texts of the records in a text that needs no decoding: the same as ``record_texts`` of its bytes."""
    return _described(_pieces([text], split, limits), source, _id_in(source.name), limits)


def _pieces(blocks: Iterable[str], split: bool, limits: Limits) -> Iterator[Piece]:
    return split_blocks(blocks, limits.characters) if split else iter([unsplit(blocks, limits.characters)])


def _described(
    pieces: Iterator[Piece], source: Source, only_id: str | None, limits: Limits, stream: TextStream | None = None
) -> Iterator[RecordText]:
    """Each piece with its source; ``only_id`` is the id of a text of one. Without ``stream``, nothing was decoded."""
    source = evolve(source, name=_printable(source.name))
    is_guess_told = False
    for index, (piece, is_only) in enumerate(_whether_only(pieces)):
        record_id = only_id if is_only else None
        encoding = stream.encoding_above(piece.end) if stream else Encoding(source.encoding)
        placed = evolve(source, index=index, line_start=piece.line + 1, encoding=encoding.name)
        if piece.oversize is not None:
            placed = evolve(placed, sha256=piece.oversize.sha256)
            yield RecordText(piece, placed, record_id, (_too_large(piece.oversize.characters, limits),))
            continue
        diagnostics: tuple[Diagnostic, ...] = ()
        if encoding.is_guess and not is_guess_told:
            is_guess_told = True
            message = f"The bytes are not UTF-8; they were decoded as {encoding.name}, which fits them best."
            diagnostics = (Diagnostic("W-ENCODING", message),)
        if stream and REPAIR in piece.text:
            piece = evolve(piece, text=piece.text.replace(REPAIR, "\ufffd"))
            message = f"Some bytes are not {encoding.name}; each was replaced by U+FFFD."
            diagnostics = diagnostics or (Diagnostic("W-ENCODING-REPAIRED", message),)
        yield RecordText(piece, placed, record_id, diagnostics)


def _too_large(characters: int, limits: Limits) -> Diagnostic:
    message = f"The text has {characters:,} characters, more than the {limits.characters:,} allowed; it was not read."
    return Diagnostic("E-TOO-LARGE", message)


def _whether_only(pieces: Iterator[Piece]) -> Iterator[tuple[Piece, bool]]:
    first_two = deque(islice(pieces, 2))
    is_only = len(first_two) == 1
    while first_two:
        yield first_two.popleft(), is_only
    for piece in pieces:
        yield piece, False


def _printable(name: str | None) -> str | None:
    return name and name.encode(errors="replace").decode()


def _id_in(name: str | None) -> str | None:
    """ElectionGuide's id, where a file name tells it: ``4078.txt``."""
    match = re.fullmatch(r"(?:id[-_]?|election[-_]?)?([0-9]{1,5})(?:\.\w+)*", name or "")
    return match[1] if match else None
