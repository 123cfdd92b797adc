"""What each fragment of a record's text was read as, with nothing missing and nothing claimed twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise

from attrs import frozen

from ifes_records.model import ElectionRecord, Span
from ifes_records.model.origin import Claim, Origin, Role
from ifes_records.model.record import origin_of
from ifes_records.trace.paths import SpanIndex, block_paths, heading_paths

# The order of precedence: an unread line is kept whole, whatever was read in it; a label is what no field claims.
ORDER = (Role.UNREAD, Role.FIELD, Role.LABEL, Role.BOILERPLATE)


@frozen
class Fragment:
    """A span of text without white space at its ends, and what it was read as.

    ``path`` is the path of the field (``results[0].rows[2]``, ``sections[1].blocks[0].children[2]``, ``unread[0]``),
    or ``None`` for a label, boilerplate or lost text.
    """

    span: Span
    role: Role
    path: str | None = None


@frozen
class Account:
    """The fragments of a record's text, in order.

    ``counts`` is the number of characters of each role, without white space. ``overlaps`` has the spans claimed by
    two fields, with both paths.
    """

    fragments: tuple[Fragment, ...]
    counts: Counter[Role]
    overlaps: tuple[tuple[Span, str, str], ...] = ()

    @property
    def lost(self) -> tuple[Fragment, ...]:
        """The fragments that are nowhere in the record."""
        return tuple(fragment for fragment in self.fragments if fragment.role is Role.LOST)


def account(record: ElectionRecord) -> Account:
    """Account for every character of a record's text that is not white space.

    Control characters count as white space. Raises ``LookupError`` for a record that was not read from a text.
    """
    origin = origin_of(record)
    source = origin.source
    claims = [Fragment(line.span, Role.UNREAD, f"unread[{n}]") for n, line in enumerate(record.unread) if line.span]
    headings, blocks = heading_paths(record), block_paths(record)
    claims += [Fragment(claim.span, claim.role, _path_of(claim, headings, blocks)) for claim in origin.claims]
    fragments: list[Fragment] = []
    counts: Counter[Role] = Counter()
    for winner, run in groupby(_intervals(claims, origin), key=lambda interval: interval[1]):
        spans = [span for span, _ in run]
        span = source.trim(spans[0].start, spans[-1].end)
        characters = len("".join(source.slice(span).split()))
        if characters:
            role, path = (winner.role, winner.path) if winner is not None else (Role.LOST, None)
            counts[role] += characters
            fragments.append(Fragment(span, role, path))
    fields = sorted((claim for claim in claims if claim.role is Role.FIELD), key=_place)
    overlaps = [
        (Span(other.span.start, min(one.span.end, other.span.end)), one.path or "", other.path or "")
        for one, other in pairwise(fields)
        if other.span.start < one.span.end
    ]
    return Account(tuple(fragments), counts, tuple(overlaps))


def _intervals(claims: list[Fragment], origin: Origin) -> Iterator[tuple[Span, Fragment | None]]:
    """The spans between the edges of claims, each with the claim that takes precedence there, or ``None``."""
    edges = {origin.source.start, origin.source.end}
    edges |= {edge for claim in claims for edge in (claim.span.start, claim.span.end)}
    waiting = sorted(claims, key=_place, reverse=True)
    here: list[Fragment] = []
    for start, end in pairwise(sorted(edges)):
        here = [claim for claim in here if claim.span.end > start]
        while waiting and waiting[-1].span.start <= start:
            here.append(waiting.pop())
        yield Span(start, end), min(here, key=lambda claim: ORDER.index(claim.role), default=None)


def _place(claim: Fragment) -> tuple[int, int]:
    """The order of claims; as numbers, which are compared much faster than spans."""
    return claim.span.start, claim.span.end


def _path_of(claim: Claim, headings: SpanIndex, blocks: SpanIndex) -> str | None:
    """The path of a claim; if it has none, the path of the heading or block at its span."""
    if claim.role is not Role.FIELD or claim.path is not None:
        return claim.path
    return (blocks if claim.part is None else headings).last_at(claim.span.start)
