"""A referendum: its provisions and its requirements.

Provisions in the referendum:
  • Motor boats may not be used from 1 June on.
Electoral requirements:
  • More than half of the valid votes.
"""

from __future__ import annotations

from collections.abc import Iterator

from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.facts import ReferendumFacts
from ifes_records.sections.lines import Body
from ifes_records.sections.results import figures_of
from ifes_records.span import Span
from ifes_records.text import lexicon

PATH = "referendum"


def read(body: Body) -> ReferendumFacts:
    """Read the provisions, and the requirements for the referendum to pass, line by line.

    Provisions are the lines of a section with that word in its heading, without notes, results, and what is told
    about a provision below it (``Position of the Federal Assembly: …``).
    """
    provisions = [
        line
        for section in body.of_kind(SectionKind.REFERENDUM)
        if "provisions" in (section.heading or "").casefold()
        for line in _lines(section)
    ]
    requirements = [line for section in body.of_kind(SectionKind.REQUIREMENTS) for line in _lines(section)]
    for part, lines in (("provisions", provisions), ("requirements", requirements)):
        for number, line in enumerate(lines):
            body.spans[f"{PATH}.{part}[{number}]"] = line.span or Span(0, 0)
    return ReferendumFacts(tuple(line.text for line in provisions), tuple(line.text for line in requirements))


def _lines(section: Section) -> Iterator[Block]:
    """Yield the lines of a section, without notes, results, details, and keys of other sections."""
    is_note = lexicon.pattern("NOTE_WORD", after=r"\b").match
    in_note = False  # Note: Each of the questions passed:
    for block, is_below in _walk(section.blocks):
        if block.type is BlockType.NOTE or block.key is not None:
            continue
        if block.level == 0:
            in_note = bool(is_note(block.text)) and block.text.endswith(":")
        is_detail = is_below and lexicon.pattern("MEASURE_DETAIL").match(block.text)
        if not (in_note or is_detail or is_note(block.text) or figures_of(block.text)):
            yield block


def _walk(blocks: tuple[Block, ...], *, is_below: bool = False) -> Iterator[tuple[Block, bool]]:
    """Yield blocks and the blocks nested in them, each with whether it is below another."""
    for block in blocks:
        yield block, is_below
        yield from _walk(block.children, is_below=True)
