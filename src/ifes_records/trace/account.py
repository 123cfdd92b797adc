"""What became of each piece of a record's text: nothing left out, nothing told twice."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise

from attrs import frozen

from ifes_records.model import Block, ElectionRecord, Span
from ifes_records.model.origin import Claim, Origin, Role
from ifes_records.text.source_text import SourceText

# Where claims meet: a line under `unread` is there as a whole, whatever was read of it; a label is what no field has.
ORDER = (Role.UNREAD, Role.FIELD, Role.LABEL, Role.FURNITURE)


@frozen
class Piece:
    """A stretch of text without white space at its ends, and what became of it.

    ``path`` is that of the field it was read as (``results[0].rows[2]``, ``sections[1].blocks[0].children[2]``,
    ``unread[0]``); ``None`` for a label, for site furniture, and for what was lost.
    """

    span: Span
    role: Role
    path: str | None = None


@frozen
class Account:
    """The pieces of a record's text, in its order.

    ``counts`` are the characters of each role, white space apart; ``twice`` has the pieces that two fields claim,
    with the paths of both.
    """

    pieces: tuple[Piece, ...]
    counts: Counter[Role]
    twice: tuple[tuple[Span, str, str], ...] = ()

    @property
    def lost(self) -> tuple[Piece, ...]:
        """The pieces that nothing has become of."""
        return tuple(piece for piece in self.pieces if piece.role is Role.LOST)


def origin_of(record: ElectionRecord) -> Origin:
    """The text that a record was read from. Raises ``LookupError`` where there is none."""
    if record.origin is None:
        raise LookupError("the record was not read from a text, so nothing of it has a place in one")
    return record.origin


def account(record: ElectionRecord) -> Account:
    """Account for every character of a record's text that is not white space.

    Control characters, which are read as blanks, count as blanks. Raises ``LookupError`` for a record that was not
    read from a text.
    """
    origin = origin_of(record)
    source = SourceText.of(origin.text)
    claims = [Piece(line.span, Role.UNREAD, f"unread[{n}]") for n, line in enumerate(record.unread) if line.span]
    path_of = _Paths(record)
    claims += [Piece(claim.span, claim.role, path_of(claim)) for claim in origin.claims]
    pieces: list[Piece] = []
    counts: Counter[Role] = Counter()
    for winner, run in groupby(_stretches(claims, origin), key=lambda stretch: stretch[1]):
        stretches = [span for span, _ in run]
        span = source.trim(stretches[0].start - origin.start, stretches[-1].end - origin.start)
        characters = len("".join(source.scan[span.start : span.end].split()))
        if characters:
            role, path = (winner.role, winner.path) if winner is not None else (Role.LOST, None)
            counts[role] += characters
            pieces.append(Piece(span.shifted(origin.start), role, path))
    fields = sorted((piece for piece in claims if piece.role is Role.FIELD), key=lambda piece: piece.span)
    twice = [
        (Span(other.span.start, min(one.span.end, other.span.end)), one.path or "", other.path or "")
        for one, other in pairwise(fields)
        if other.span.start < one.span.end
    ]
    return Account(tuple(pieces), counts, tuple(twice))


def _stretches(claims: list[Piece], origin: Origin) -> Iterator[tuple[Span, Piece | None]]:
    """The text from one edge of a claim to the next, with the claim that decides on it, if there is one."""
    edges = {origin.start, origin.start + len(origin.text)}
    edges |= {edge for claim in claims for edge in (claim.span.start, claim.span.end)}
    waiting = sorted(claims, key=lambda claim: claim.span, reverse=True)
    here: list[Piece] = []
    for start, end in pairwise(sorted(edges)):
        here = [claim for claim in here if claim.span.end > start]
        while waiting and waiting[-1].span.start <= start:
            here.append(waiting.pop())
        yield Span(start, end), min(here, key=lambda claim: ORDER.index(claim.role), default=None)


class _Paths:
    """The paths of claims: those on the body are known by what stands at their place once the record is whole."""

    def __init__(self, record: ElectionRecord) -> None:
        self._headings: dict[int, str] = {}
        self._blocks: list[tuple[int, str]] = []
        for number, section in enumerate(record.sections):
            if section.span is not None:
                self._headings[section.span.start] = f"sections[{number}].heading"
            self._add(section.blocks, f"sections[{number}].blocks")
        self._blocks.sort()
        self._starts = [start for start, _ in self._blocks]

    def _add(self, blocks: tuple[Block, ...], path: str) -> None:
        for number, block in enumerate(blocks):
            if block.span is not None:
                self._blocks.append((block.span.start, f"{path}[{number}]"))
            self._add(block.children, f"{path}[{number}].children")

    def __call__(self, claim: Claim) -> str | None:
        if claim.role is not Role.FIELD or claim.path is not None:
            return claim.path
        if claim.part is not None:
            return self._headings[claim.span.start]
        return self._blocks[bisect_right(self._starts, claim.span.start) - 1][1]
