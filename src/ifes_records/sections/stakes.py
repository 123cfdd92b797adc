"""What is at stake: ``All 98 seats of the Mazhilis of Kazakhstan``, ``The office of President of Brazil``.

A line gives seats or an office only if it begins with them or with their chamber. Other prose that mentions seats is
kept as text. Lines that break down a total are not stakes of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve
from lark import Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType, SectionKind
from ifes_records.model.facts import Assembly, Stake
from ifes_records.sections.lines import Body
from ifes_records.sections.stake_clauses import OFFICES, Clause, kind_of, read_clause
from ifes_records.sections.stake_words import sentences
from ifes_records.span import Span
from ifes_records.text import lexicon, phrases
from ifes_records.text.phrases import Found, prose
from ifes_records.text.words import Word


def read(body: Body) -> tuple[Stake, ...]:
    """Read the stakes: one for each chamber or office, and one for each line of a referendum, or under its heading.

    Other lines that name no seats and no office give none: ``The presidential election will be held concurrently``.
    """
    stakes: list[Stake] = []
    for section in body.of_kind(SectionKind.STAKES):
        strict = body.is_referendum or "referendum" in (section.heading or "").lower()
        stakes += _read_blocks(tuple(_until_government(section.blocks)), body, strict)
    return tuple(stakes)


def is_stake(block: Block, body: Body) -> bool:
    """Whether a line without a heading is surely about seats or an office at stake: all of it is understood."""
    if block.key is not None or block.type is BlockType.NOTE:
        return False
    quiet = evolve(body, report=lambda _: None)
    return any(stake.seats or stake.office for stake in _read_line(block, quiet, strict=True))


def _until_government(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks before the government's bullets, which are in this section if their heading is lost."""
    for block in blocks:
        if block.key is not None and lexicon.pattern("OFFICE_KEY").match(block.key):
            return
        if block.key is None and block.type is not BlockType.NOTE:
            yield block


def _read_blocks(blocks: Sequence[Block], body: Body, strict: bool) -> Iterator[Stake]:
    total: int | None = None
    parts: list[Stake] = []  # stakes after a total that may break it down
    for block in blocks:
        found = _read_line(block, body, strict)
        given = [stake for stake in found if stake.seats is not None or stake.office is not None]
        if total and given and all(stake.seats and not stake.body for stake in given):
            parts += found
            continue
        if sum(part.seats or 0 for part in parts) != total:
            yield from parts
        parts = []
        yield from found
        if not given:
            yield from _read_blocks(tuple(_until_government(block.children)), body, strict)
        total = given[0].seats if len(given) == 1 else None
    if sum(part.seats or 0 for part in parts) != total:
        yield from parts


# ---- one line


def _read_line(block: Block, body: Body, strict: bool) -> list[Stake]:
    plain = Stake(block.text, span=block.span)
    stakes: list[Stake] = []
    whole: Clause | None = None  # the seats of a whole chamber, of which a part may be at stake
    for place, sentence in enumerate(sentences(*body.own_text(block))):
        clauses = list(prose("stakes.lark").clauses(sentence))
        understood = sum(found.end - found.start for found in clauses) + _joints(sentence, clauses) == len(sentence)
        if _is_about_other_elections(sentence, clauses):
            return stakes
        if strict and not understood:
            break
        begun = bool(clauses) and (clauses[0].start == 0 or (not place and _follows_colon(sentence, clauses[0])))
        if not begun or (place and not stakes and whole is None):
            break
        for found in clauses:
            clause = read_clause(found, body)
            last = stakes[-1] if stakes else None
            if clause.inexact is not None:
                _report_inexact(phrases.span(clause.inexact), body)
            if whole is not None and _is_part(clause, whole):
                stakes = [*stakes[: None if whole.kind == "whole" else -1]]
                stakes.append(evolve(plain, seats=clause.seats, body=whole.body, of=whole.seats))
                whole = None
            elif clause.kind == "whole":
                whole = clause
            elif _is_new(clause, last):
                values = {name: getattr(clause, name) for name in ("seats", "body", "all", "office", "of")}
                stakes.append(evolve(plain, **values))
                whole = clause if clause.seats and not clause.all and clause.of is None else None
        if whole is not None and (unread := _unread_part(sentence, clauses)):
            stakes = [*stakes[: None if whole.kind == "whole" else -1]]
            stakes.append(evolve(plain, body=whole.body, of=whole.seats))
            _report_inexact(unread, body)
            whole = None
    return stakes or [plain] * strict


def without_wrong_all(stakes: tuple[Stake, ...], assembly: Assembly | None) -> tuple[Stake, ...]:
    """The stakes, where ``The 50 seats`` of a chamber that has more are not all of them."""
    chambers = assembly.chambers if assembly is not None else ()

    def corrected(stake: Stake) -> Stake:
        if not stake.all or stake.seats is None:
            return stake
        own = [each for each in chambers if each.name == stake.body] or chambers[: len(chambers) == 1]
        is_less = any((each.seats or 0) > (stake.seats or 0) for each in own)
        return evolve(stake, all=not is_less or _says_all(stake.text))

    return tuple(map(corrected, stakes))


def _says_all(text: str) -> bool:
    kinds = {kind for word in prose("stakes.lark").words(text) for kind in word.kinds}
    return not kinds.isdisjoint(("ALL", "EVERY", "WHOLE"))


def _is_part(clause: Clause, whole: Clause) -> bool:
    """Whether a clause gives how many of the seats of a whole chamber are at stake.

    The Senate has 102 members: 34 are up for election      102-member Senate: 34 seats
    """
    is_plain = clause.kind == "counted" and not clause.inexact
    is_told = clause.kind == "part" or (is_plain and (clause.is_at_stake or whole.kind == "hyphenated"))
    is_less = clause.seats is not None and whole.seats is not None and clause.seats < whole.seats
    return is_less and is_told and clause.body is None


def _is_new(clause: Clause, last: Stake | None) -> bool:
    """Whether a clause gives a stake of its own, and no part of the one before."""
    if clause.kind == "elliptic":  # All of the Chamber’s 630 seats, and 315 in the Senate
        return last is not None and last.seats is not None and last.body is not None and clause.body is not None
    if clause.kind == "part":
        return False
    if clause.seats is None and clause.office is None:  # All seats in the Senate
        return clause.body is not None and (last is None or clause.body != last.body)
    # 120 mandates in the Assembly, 20 seats for women
    return last is None or bool(last.office or clause.office or clause.body not in (None, last.body))


def _unread_part(sentence: Sequence[Word], clauses: Sequence[Found]) -> Span | None:
    """The end of a sentence that tells a part of the seats in words that no clause has.

    102 members of the Senate, half of whom are up for election
    """
    reader, rest = prose("stakes.lark"), sentence[max(found.end for found in clauses) :]
    kinds = {kind for word in rest for kind in word.kinds}
    is_told = kinds & reader.kinds("of_which") and kinds & reader.kinds("at_stake") and kinds & {"COUNT", "FRACTION"}
    return Span(rest[0].start, rest[-1].end) if is_told else None


def _report_inexact(span: Span, body: Body) -> None:
    message = f"{quoted(body.source.read(span))} does not say exactly how many seats there are."
    body.report(Diagnostic("I-STAKE-INEXACT", message, "stakes", span))


def _joints(sentence: Sequence[Word], clauses: Sequence[Found]) -> int:
    """The number of boundaries before, between and after clauses, which need no rule."""
    reader, inside = prose("stakes.lark"), {at for found in clauses for at in range(found.start, found.end)}
    return sum(reader.is_boundary(word) for at, word in enumerate(sentence) if at not in inside)


def _follows_colon(sentence: Sequence[Word], found: Found) -> bool:
    """Whether a clause is after the first colon: ``Two votes at once: 120 seats …``."""
    before = sentence[: found.start]
    return "COLON" in before[-1].kinds and sum("COLON" in word.kinds for word in before) == 1


def _is_about_other_elections(sentence: Sequence[Word], clauses: Sequence[Found]) -> bool:
    """Whether a sentence says what else happens: ``The presidential election … will be held concurrently``."""
    reader = prose("stakes.lark")
    inside = {at for found in clauses for at in range(found.start, found.end)}
    offices = any(isinstance(found.tree.children[0], Tree) and kind_of(found) in OFFICES for found in clauses)
    rest = [word for at, word in enumerate(sentence) if at not in inside]
    verbs, concurrent = reader.kinds("verb"), reader.kinds("concurrent")
    return any(concurrent.intersection(word.kinds) or (offices and verbs.intersection(word.kinds)) for word in rest)
