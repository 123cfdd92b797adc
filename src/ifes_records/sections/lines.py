"""The body of a record, as all readers of the sections get it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from attrs import evolve, field, frozen

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.body import Block, Section, SectionKind
from ifes_records.model.results import Result
from ifes_records.span import Span
from ifes_records.text.source_text import SourceText

Report = Callable[[Diagnostic], None]


@frozen
class Body:
    """A record's sections, and what their readers need from the rest of the record.

    ``report`` adds a diagnostic; ``date`` is the election's (ISO), ``alpha2`` the country's code. ``cut`` is the
    offset at which the text ends in mid-line, if it does. Readers add to ``spans`` the spans of facts that don't
    store their own, by path. ``known_names`` are the names of the parties and candidates that the record lists
    elsewhere, as written.
    """

    sections: tuple[Section, ...]
    report: Report
    date: str | None = None
    alpha2: str | None = None
    results: tuple[Result, ...] = ()
    cut: int | None = None
    spans: dict[str, Span] = field(factory=dict)
    known_names: frozenset[str] = frozenset()
    source: SourceText = field(factory=lambda: SourceText.of(""))
    is_referendum: bool = False

    def of_kind(self, *kinds: SectionKind) -> Iterator[Section]:
        """Return the sections of these kinds, in the order of the text."""
        return (section for section in self.sections if section.kind in kinds)

    def own_text(self, block: Block) -> tuple[str, int]:
        """Return the text of a block without the blocks below it, as it is in the file, and its offset."""
        if block.span is None:
            return block.text, 0
        below = block.children[0].span if block.children else None
        end = block.span.end if below is None else self.source.line_start(below.start)
        return self.source.slice(Span(block.span.start, end)), block.span.start

    @cached_property
    def keyed(self) -> tuple[tuple[str, Block], ...]:
        """The blocks of all sections by their keys in small letters, since a block may have lost its heading."""
        blocks = (block for section in self.sections for block in walk(section.blocks))
        return tuple((block.key.casefold(), block) for block in blocks if block.key is not None)


def without_long_lines(sections: tuple[Section, ...], longest: int, report: Report) -> tuple[Section, ...]:
    """Remove lines that are too long to be read for facts, with a diagnostic for each."""
    if all(len(block.text) <= longest for section in sections for block in walk(section.blocks)):
        return sections

    def short(blocks: tuple[Block, ...], path: str) -> tuple[Block, ...]:
        kept = []
        for number, block in enumerate(blocks):
            own_path = f"{path}[{number}]"
            children = short(block.children, f"{own_path}.children")
            if len(block.text) <= longest:
                kept.append(evolve(block, children=children) if children != block.children else block)
                continue
            kept.extend(children)
            message = (
                f"The line has {len(block.text):,} characters, more than {longest:,}; no facts were read from it."
            )
            report(Diagnostic("W-LINE-FACTS", message, own_path, block.span or Span(0, 0)))
        return tuple(kept)

    return tuple(
        evolve(section, blocks=short(section.blocks, f"sections[{number}].blocks"))
        for number, section in enumerate(sections)
    )


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield blocks and the blocks nested in them, in the order of the text."""
    for block in blocks:
        yield block
        if block.children:
            yield from walk(block.children)
