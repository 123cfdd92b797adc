"""The offices, ``Chief of State: President Kasym-Zhomart TOKAYEV (since 20 March 2019)``, and the assembly.

The bullets are found by their keys in any section, because headings get lost. ``holders.py`` reads the holders of
offices, ``assembly.py`` the line on the assembly.
"""

from __future__ import annotations

import re

from lark import Token

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block
from ifes_records.model.facts import Assembly, Cameral, Chamber, Government
from ifes_records.sections import assembly, holders
from ifes_records.sections.chambers import spaced
from ifes_records.sections.lines import Body, walk
from ifes_records.sections.mentions import Mention, is_parliament
from ifes_records.text import lexicon
from ifes_records.text.grammars import grammar


def read(body: Body) -> Government:
    """Read the chief of state, the head of government and the assembly; each is ``None`` if it isn't given."""
    blocks: dict[str, Block] = {}
    for block in body.keyed():
        if block.value is not None or block.children:
            blocks.setdefault((block.key or "").lower(), block)
    return Government(
        holders.read("chief_of_state", _first(blocks, "STATE_KEY"), body),
        holders.read("head_of_government", _first(blocks, "GOVERNMENT_KEY"), body),
        assembly=_assembly(_first(blocks, "ASSEMBLY_WORD"), body),
    )


def _first(blocks: dict[str, Block], name: str) -> Block | None:
    """Find the block of an office; one for both offices is used only if this office has none of its own."""
    keys = sorted((key for key in blocks if lexicon.pattern(name).search(key)), key=len)
    return blocks[keys[0]] if keys else None


# ---- the assembly


def _assembly(block: Block | None, body: Body) -> Assembly | None:
    if block is None or block.value is None or lexicon.is_not_known(block.value):
        return None
    tree = grammar("government.lark").parse(spaced(_whole(block, body)), start="assembly")
    pieces = [piece for piece in tree.scan_values(lambda _: True) if isinstance(piece, Token)]
    words = {piece.strip().lower().replace("-", "") for piece in pieces if piece.type == "CAMERAL"}
    cameral = Cameral(words.pop()) if len(words) == 1 else None
    two = cameral is Cameral.BICAMERAL or any(piece.type == "TWO_CHAMBERS" for piece in pieces)
    one = cameral is Cameral.UNICAMERAL or any(piece.type == "ONE_CHAMBER" for piece in pieces)
    three = any(piece.type == "THREE_CHAMBERS" for piece in pieces)
    found = assembly.mentions(tree, body.alpha2)
    chambers = [mention for mention in found if mention.is_seated and not is_parliament(mention)]
    if two + one + three > 1:
        chambers = []
    elif two and len(chambers) < 2:
        chambers = _both(found, chambers)
    elif one:
        chambers = _only(found)
    chambers = chambers or list(assembly.below(block, body.alpha2))
    if (len(chambers) > 2 and not (three and len(chambers) == 3)) or (
        len(chambers) == 2 and chambers[0].name and chambers[0].name == chambers[1].name
    ):
        chambers = []
    expected = 3 if three else 2 if two else 1 if one else len(chambers)
    if block.span is not None and not (
        chambers and len(chambers) == expected and all(each.seats for each in chambers)
    ):
        message = f"Only what {quoted(block.value)} says plainly of the chambers was taken."
        body.report(Diagnostic("I-ASSEMBLY-PART", message, "government.assembly", block.span))
    taken = tuple(Chamber(each.name, each.local, each.seats) for each in chambers)
    return Assembly(block.text, cameral, taken, span=block.span)


def _whole(block: Block, body: Body) -> str:
    """Return the value, without a figure at the end of the record: ``Norrland has one chamber of 12``."""
    last = [each for section in body.sections[-1:] for each in walk(section.blocks)][-1:]
    value = block.value or ""
    return re.sub(r"[\d,]+$", "", value) if last and last[0] is block else value


def _both(found: list[Mention], seated: list[Mention]) -> list[Mention]:
    """Find two chambers if not both have seats; the parliament that they form is left out."""
    named = [each for each in found if each in seated or (each.is_institution and not is_parliament(each))]
    return named if len(named) == 2 else seated


def _only(found: list[Mention]) -> list[Mention]:
    """Find the only chamber; the name of the parliament that it forms is left out."""
    named = [mention for mention in found if mention.is_seated or mention.is_institution]
    seated = [mention for mention in named if mention.is_seated]
    if len(seated) == 1 and not any(mention.unclear for mention in named):
        return seated
    if not named:
        # one chamber of 120
        return [mention for mention in found if mention.name is None and mention.seats is not None][:1]
    return named if len(named) == 1 else []
