"""What became of each piece of a record's text: nothing left out, nothing told twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise

from attrs import frozen

from ifes_records.model import ElectionRecord, Span
from ifes_records.model.origin import Claim, Origin, Role
from ifes_records.model.record import origin_of
from ifes_records.trace.paths import SpanIndex, block_paths, heading_paths

# Where claims meet: a line under `unread` is there as a whole, whatever was read of it; a label is what no field has.
ORDER = (Role.UNREAD, Role.FIELD, Role.LABEL, Role.BOILERPLATE)


@frozen
class Fragment:
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

    pieces: tuple[Fragment, ...]
    counts: Counter[Role]
    twice: tuple[tuple[Span, str, str], ...] = ()

    @property
    def lost(self) -> tuple[Fragment, ...]:
        """The pieces that nothing has become of."""
        return tuple(piece for piece in self.pieces if piece.role is Role.LOST)


def account(record: ElectionRecord) -> Account:
    """Account for every character of a record's text that is not white space.

    Control characters, which are read as blanks, count as blanks. Raises ``LookupError`` for a record that was not
    read from a text.
    """
    origin = origin_of(record)
    source = origin.source
    claims = [Fragment(line.span, Role.UNREAD, f"unread[{n}]") for n, line in enumerate(record.unread) if line.span]
    headings, blocks = heading_paths(record), block_paths(record)
    claims += [Fragment(claim.span, claim.role, _path_of(claim, headings, blocks)) for claim in origin.claims]
    pieces: list[Fragment] = []
    counts: Counter[Role] = Counter()
    for winner, run in groupby(_stretches(claims, origin), key=lambda stretch: stretch[1]):
        stretches = [span for span, _ in run]
        span = source.trim(stretches[0].start, stretches[-1].end)
        characters = len("".join(source.slice(span).split()))
        if characters:
            role, path = (winner.role, winner.path) if winner is not None else (Role.LOST, None)
            counts[role] += characters
            pieces.append(Fragment(span, role, path))
    fields = sorted((piece for piece in claims if piece.role is Role.FIELD), key=lambda piece: piece.span)
    twice = [
        (Span(other.span.start, min(one.span.end, other.span.end)), one.path or "", other.path or "")
        for one, other in pairwise(fields)
        if other.span.start < one.span.end
    ]
    return Account(tuple(pieces), counts, tuple(twice))


def _stretches(claims: list[Fragment], origin: Origin) -> Iterator[tuple[Span, Fragment | None]]:
    """The text from one edge of a claim to the next, with the claim that decides on it, if there is one."""
    edges = {origin.source.start, origin.source.end}
    edges |= {edge for claim in claims for edge in (claim.span.start, claim.span.end)}
    waiting = sorted(claims, key=lambda claim: claim.span, reverse=True)
    here: list[Fragment] = []
    for start, end in pairwise(sorted(edges)):
        here = [claim for claim in here if claim.span.end > start]
        while waiting and waiting[-1].span.start <= start:
            here.append(waiting.pop())
        yield Span(start, end), min(here, key=lambda claim: ORDER.index(claim.role), default=None)


def _path_of(claim: Claim, headings: SpanIndex, blocks: SpanIndex) -> str | None:
    """The path of a claim; one on the body is known by what is at its span."""
    if claim.role is not Role.FIELD or claim.path is not None:
        return claim.path
    return (blocks if claim.part is None else headings).last_at(claim.span.start)
