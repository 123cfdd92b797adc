"""The offices, ``Chief of State: President Kasym-Zhomart TOKAYEV (since 20 March 2019)``, and the assembly.

The lines are found by their keys in any section, because headings get lost; the assembly's also without its key.
``holders.py`` reads the holders of offices, ``assembly.py`` the line on the assembly.
"""

from __future__ import annotations

from collections.abc import Sequence

from ifes_records.model.body import Block, BlockType, SectionKind
from ifes_records.model.facts import Assembly, Government, OfficeHolder
from ifes_records.sections import assembly, holders
from ifes_records.sections.lines import Body, walk
from ifes_records.text import lexicon
from ifes_records.text.words import MARK

# Where a line on the assembly may have lost its key
_WITHOUT_KEY = (SectionKind.GOVERNMENT, SectionKind.GENERAL, SectionKind.STAKES, SectionKind.UNTITLED)


def read(body: Body) -> Government:
    """Read the holders of the offices and the assembly; each is ``None`` if it isn't given."""
    blocks = [block for section in body.sections for block in walk(section.blocks)]
    keys = [(at, key) for at, block in enumerate(blocks) if (key := key_of(block)) and _says_something(block)]
    chief = _office("chief_of_state", "STATE_KEY", keys, blocks, body)
    head = _office("head_of_government", "GOVERNMENT_KEY", keys, blocks, body)
    is_same_line = chief.holder and head.holder and chief.holder.span == head.holder.span
    deputies = chief.deputies if is_same_line else (*chief.deputies, *head.deputies)
    acting = chief.representative or head.representative or _acting(chief.holder, blocks, body)
    return Government(chief.holder, head.holder, acting, deputies, _assembly(keys, blocks, body))


def key_of(block: Block) -> str | None:
    """The key of a block; also one with a footnote mark, which the page does not take for a key: ``Assembly*:``."""
    if block.key is not None:
        return block.key
    key, colon, _ = block.text.partition(":")
    bare = MARK.sub("", key).strip() if colon else ""
    return bare if bare and lexicon.pattern("OFFICE_KEY", "(?i)").fullmatch(bare) else None


def _office(
    office: str, name: str, keys: Sequence[tuple[int, str]], blocks: Sequence[Block], body: Body
) -> holders.Found:
    """Read an office; the line of both offices is used only if this one has none of its own."""
    found = [(len(key), at) for at, key in keys if lexicon.pattern(name).search(key)]
    if not found:
        return holders.Found()
    _, at = min(found)
    return holders.read(office, blocks[at], blocks[at + 1 :], body)


def _acting(chief: OfficeHolder | None, blocks: Sequence[Block], body: Body) -> OfficeHolder | None:
    """Who acts for the chief of state, by the line below theirs, or by a footnote."""
    if chief is None:
        return None
    at = next((at for at, block in enumerate(blocks) if block.span == chief.span), len(blocks))
    notes = [block for block in blocks[at + 2 :] if block.type is BlockType.NOTE]
    found = (holders.read_representative(block, chief, body) for block in (*blocks[at + 1 : at + 2], *notes))
    return next(filter(None, found), None)


def _says_something(block: Block) -> bool:
    return bool(_value(block) or block.children)


def _value(block: Block) -> str:
    return block.text.partition(":")[2].strip()


def _assembly(keys: Sequence[tuple[int, str]], blocks: Sequence[Block], body: Body) -> Assembly | None:
    # not `Seats won in last parliamentary election`
    at = next((at for at, key in keys if lexicon.pattern("ASSEMBLY_KEY").fullmatch(key.strip())), None)
    if at is not None and lexicon.is_not_known(_value(blocks[at])):
        return None
    if at is not None:
        return assembly.read(blocks[at], body, is_last=blocks[at] is blocks[-1])
    for section in body.of_kind(*_WITHOUT_KEY):
        for block in walk(section.blocks):
            if assembly.says_so(block, body):
                return assembly.read(block, body, is_last=block is blocks[-1])
    return None
