"""What the readers of the sections share: the lines of a record's body, and where to report a doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve, field, frozen

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.body import Block, Section, SectionKind
from ifes_records.model.results import Result
from ifes_records.span import Span

Report = Callable[[Diagnostic], None]


@frozen
class Body:
    """A record's sections, with what a reader has to know of the rest of the record.

    ``report`` keeps a diagnostic; ``date`` is the election's (ISO), ``alpha2`` the
    country's code. ``cut`` is where the text ends, if it ends without a line end and may break off there. ``spans``
    gets the spans of facts that have no span of their own, by their paths.
    """

    sections: tuple[Section, ...]
    report: Report
    date: str | None = None
    alpha2: str | None = None
    results: tuple[Result, ...] = ()
    cut: int | None = None
    spans: dict[str, Span] = field(factory=dict)

    def of_kind(self, *kinds: SectionKind) -> Iterator[Section]:
        """The sections of these kinds, in the order of the text."""
        return (section for section in self.sections if section.kind in kinds)

    def keyed(self) -> Iterator[Block]:
        """Every block with a key, wherever it stands: headings get lost, and their bullets with them."""
        return (block for section in self.sections for block in walk(section.blocks) if block.key is not None)


def without_long_lines(sections: tuple[Section, ...], longest: int, report: Report) -> tuple[Section, ...]:
    """The sections without the lines that are too long to be read for facts; each of these is reported."""

    def short(blocks: tuple[Block, ...], path: str) -> tuple[Block, ...]:
        kept = []
        for number, block in enumerate(blocks):
            place = f"{path}[{number}]"
            children = short(block.children, f"{place}.children")
            if len(block.text) <= longest:
                kept.append(evolve(block, children=children) if children != block.children else block)
                continue
            kept.extend(children)
            message = (
                f"The line has {len(block.text):,} characters, more than {longest:,}; no facts were read from it."
            )
            report(Diagnostic("W-LINE-FACTS", message, place, block.span or Span(0, 0)))
        return tuple(kept)

    return tuple(
        evolve(section, blocks=short(section.blocks, f"sections[{number}].blocks"))
        for number, section in enumerate(sections)
    )


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Blocks and what is nested in them, in the order of the text."""
    for block in blocks:
        yield block
        yield from walk(block.children)
