"""What the readers of the sections share: the lines of a record's body, and where to report a doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import field, frozen

from ifes_records.model.body import Block, Section, SectionKind
from ifes_records.model.results import Result
from ifes_records.model.span import Span


@frozen
class Body:
    """A record's sections, with what a reader has to know of the rest of the record.

    ``report(code, message, span, path)`` adds a diagnostic; ``date`` is the election's (ISO), ``alpha2`` the
    country's code. ``cut`` is where the text ends, if it ends without a line end and may break off there. ``places``
    gets the places of facts that have no span of their own, by their paths.
    """

    sections: tuple[Section, ...]
    report: Callable[[str, str, Span, str], None]
    date: str | None = None
    alpha2: str | None = None
    results: tuple[Result, ...] = ()
    cut: int | None = None
    places: dict[str, Span] = field(factory=dict)

    def of_kind(self, *kinds: SectionKind) -> Iterator[Section]:
        """The sections of these kinds, in the order of the text."""
        return (section for section in self.sections if section.kind in kinds)

    def keyed(self) -> Iterator[Block]:
        """Every block with a key, wherever it stands: headings get lost, and their bullets with them."""
        return (block for section in self.sections for block in walk(section.blocks) if block.key is not None)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Blocks and what is nested in them, in the order of the text."""
    for block in blocks:
        yield block
        yield from walk(block.children)
