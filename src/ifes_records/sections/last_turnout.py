"""The turnout of the last election."""

from __future__ import annotations

from collections.abc import Sequence

from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.sections.last_clauses import Sentence
from ifes_records.sections.last_date import ReportPart
from ifes_records.sections.lines import Body
from ifes_records.text import phrases
from ifes_records.text.phrases import Found
from ifes_records.values import number


def read(
    sentences: Sequence[Sentence],
    years: Sequence[set[int]],
    elsewhere: Sequence[bool],
    year: int | None,
    body: Body,
    report: ReportPart,
) -> float | None:
    """Return the turnout of the election of a year; ``years`` are those that each sentence names.

    A sentence without one is about the vote of the sentence before. ``elsewhere`` says which sentences are about
    another country.
    """
    found: list[tuple[Tree[Token], set[str]]] = []
    named: set[int] = set()
    for sentence, own, is_elsewhere in zip(sentences, years, elsewhere, strict=True):
        named = own or named
        is_of_last = not named or (year in named if year is not None else len(set().union(*years)) == 1)
        if is_of_last and not is_elsewhere and not sentence.has("other_vote"):
            found += [_turnout_of(clause, sentence) for clause in sentence.clauses("turnout_given")]
    values = {number.percent(tree) for tree, _ in found}
    written = [body.source.read(phrases.span(tree)) for tree, _ in found]
    signs = {sign for _, each in found for sign in each}
    if len(values) > 1 or "BOUND" in signs or {"in_round", "cut"} & signs:
        message = f"The text gives no turnout of the whole election plainly ({', '.join(written)}); none was taken."
        report(Diagnostic("W-LAST-ELECTION-TURNOUT", message), "turnout_percent")
        return None
    if not found:
        if any(each.has("turnout_word") and any("PERCENT" in kinds for kinds in each.kinds) for each in sentences):
            message = "A turnout is given, but not plainly that of the last election; none was taken."
            report(Diagnostic("W-LAST-ELECTION-TURNOUT", message), "turnout_percent")
        return None
    value = values.pop()
    if value is None:
        message = f"{quoted(written[0])} is more than 100 percent; no value was taken."
        report(Diagnostic("W-SHARE-RANGE", message), "turnout_percent")
    elif "ABOUT" in signs:
        message = f"The turnout is given as about {written[0]}; that figure was taken."
        report(Diagnostic("I-LAST-ELECTION-ABOUT", message), "turnout_percent")
    if value is not None:
        body.spans["last_election.turnout_percent"] = phrases.span(found[0][0])
    return value


def _turnout_of(clause: Found, sentence: Sentence) -> tuple[Tree[Token], set[str]]:
    """Return the share that a clause gives, and the kinds of the other words and phrases in it.

    One of them is ``cut`` if the sentence goes on about the same share: ``71% in the capital and 69% in the south``.
    """
    *_, share = (child for child in clause.tree.children if isinstance(child, Tree) and child.data == "percent")
    signs = {child.type if isinstance(child, Token) else str(child.data) for child in clause.tree.children}
    signs |= {str(tree.data) for tree in clause.tree.iter_subtrees()}
    is_cut = any(word.kinds[0] in ("IN_WHAT", "DATED") for word in sentence[clause.end : clause.end + 1])
    return share, signs | {"cut"} if is_cut else signs
