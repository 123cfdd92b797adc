"""The electoral system: who is elected, by which method, how many, in which constituencies, and for how long.

The President is elected by absolute majority vote through a two-round system to serve a 5-year term.
In the Senate, 40 members are indirectly elected. An additional 10 members are appointed by the president.
All members serve 6-year terms.

Each clause that is fully understood gives a rule. A line without such a clause gives a rule with only its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve, frozen
from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType, SectionKind
from ifes_records.model.facts import ElectoralMethod, ElectoralRule
from ifes_records.sections.chambers import count_in, spaced, unspaced
from ifes_records.sections.lines import Body, walk
from ifes_records.text import lexicon
from ifes_records.text.grammars import grammar

Pieces = Sequence[Token]

NAMES = frozenset("NAME OWNED OFFICE".split())
SEPARATORS = frozenset("COMMA AND DASH COLON".split())
CHOOSES = frozenset("ELECTS APPOINTS GIVES".split())
# Pieces that count members, and the context of a number that does so without a noun: `and 8 are appointed`
COUNTS = frozenset("MEMBERS INEXACT_MEMBERS NUMBER".split())
BEFORE_NUMBER = frozenset("COMMA AND COLON NAME".split())
AFTER_NUMBER = frozenset("IS SERVE BY ELECTED APPOINTED".split())
AFTER_NUMBER_WORDS = frozenset("from more through via".split())
# the other 49 seats      all 72 members
BEFORE_COUNT = re.compile(
    r"(?:an additional|another|an extra|the other|the remaining|all of the|all of|all the|all|its|their|the) ",
    re.IGNORECASE,
)
# The National People's Assembly's 80 members: the name ends after the second apostrophe.
OWNS = re.compile(r"['’]s .*['’]s $")
METHODS = {
    "PLURALITY": ElectoralMethod.PLURALITY,
    "ABSOLUTE_MAJORITY": ElectoralMethod.ABSOLUTE_MAJORITY,
    "PROPORTIONAL": ElectoralMethod.PROPORTIONAL,
    "OTHER_METHOD": ElectoralMethod.OTHER,
}


@frozen
class RuleLine:
    """A line of the section, with the body that gets its diagnostics."""

    block: Block
    body: Body

    def report(self, diagnostic: Diagnostic) -> None:
        """Report a diagnostic about the line."""
        self.body.report(diagnostic.at(self.block.span, "electoral_system"))


def read(body: Body) -> tuple[ElectoralRule, ...]:
    """Read the lines of the section, without its notes: a rule for each clause, or one with only the line's text."""
    rules: list[ElectoralRule] = []
    for section in body.of_kind(SectionKind.ELECTORAL_SYSTEM):
        for block in walk(section.blocks):
            if block.type is not BlockType.NOTE and block.key is None:
                rules += _rules(RuleLine(block, body)) or [ElectoralRule(block.text, span=block.span)]
    return tuple(rules)


def _rules(line: RuleLine) -> list[ElectoralRule]:
    rules: list[ElectoralRule] = []
    subject: str | None = None
    # How many rules already share the years, the limit, or both, of an earlier sentence.
    shared: dict[tuple[bool, bool], int] = {}
    tree = grammar("electoral_system.lark").parse(spaced(line.block.text))
    for sentence in tree.children:
        if not isinstance(sentence, Tree):
            continue
        pieces = [_owner(piece) for piece in sentence.children if isinstance(piece, Token)]
        apart = next((at for at, piece in enumerate(pieces) if piece.type == "APART"), len(pieces))
        pieces = pieces[:apart]
        if not pieces or pieces[0].type == "EXPLAINS" or any(piece.type == "PAST" for piece in pieces):
            continue
        subject = _subject(pieces) or subject
        if _is_shared(pieces):
            years, limit = _term(pieces, line)
            shares = (years is not None, limit is not None)
            _share(rules, years, limit, line, shared.get(shares, 0))
            shared[shares] = len(rules)
            continue
        before = len(rules)
        clauses = _clauses(pieces)
        first = next((piece.type for piece in pieces if piece.type != "ARTICLE"), None)
        inherited = None if first in NAMES | {"POSSESSIVE"} and _subject(pieces) is None else subject
        for clause in clauses:
            own = _subject(clause) or (_subject(pieces) if len(clauses) == 1 else None)
            rules += _rule(clause, own, inherited, line)
        if before < len(rules) and _ends_in_shared_term(clauses[-1]):
            _share(rules, *_term(clauses[-1], line), line, before)
    return rules


def _owner(piece: Token) -> Token:
    """Treat ``People's Assembly's`` as a possessive like ``Senate's``."""
    return piece.update(type="POSSESSIVE") if piece.type == "OWNED" and OWNS.search(piece) else piece


# ---- clauses


def _is_shared(pieces: Pieces) -> bool:
    """Whether a sentence only gives the term of all members mentioned before: ``All members serve 6-year terms``."""
    types = {piece.type for piece in pieces}
    has_term = bool(types & {"YEARS", "LIMITED_YEARS", "LIMIT"})
    others = {"MEMBERS", "NUMBER", "APPOINTED", "ELECTED", "ELECTS", "APPOINTS", "IN_METHOD", *METHODS}
    others |= {"TWO_ROUND", "MIXED", "INDIRECT", "MAJORITY"}
    is_start = pieces[0].type in ("ALL", "LIMITED_YEARS", "YEARS", "MEMBERS_OF") or "term" in pieces[0].lower()
    second = pieces[1].type if len(pieces) > 1 else None
    starts = is_start or (pieces[0].type == "ARTICLE" and second in ("YEARS", "ALL"))
    return has_term and starts and not types & others and _subject(pieces) is None


def _ends_in_shared_term(pieces: Pieces) -> bool:
    """Whether a sentence ends in the term of all its members: ``…, all for 8-year terms``."""
    alls = [at for at, piece in enumerate(pieces) if piece.type == "ALL" and at and pieces[at - 1].type in SEPARATORS]
    return bool(alls) and any(piece.type == "YEARS" for piece in pieces[alls[-1] :])


def _share(rules: list[ElectoralRule], years: int | None, limit: int | None, line: RuleLine, start: int) -> None:
    """Set the term of the rules from ``start`` on, except those that have a term of their own."""
    if not rules:
        rules.append(ElectoralRule(line.block.text, term_years=years, term_limit=limit, span=line.block.span))
    rules[start:] = [
        evolve(rule, term_years=rule.term_years or years, term_limit=rule.term_limit or limit)
        for rule in rules[start:]
    ]


def _counts(pieces: Pieces) -> list[int]:
    """Return the indexes of the pieces that count members: ``90 members``, and ``8`` in ``and 8 are appointed``."""
    each = next((at for at, piece in enumerate(pieces) if _is_each(piece)), len(pieces))
    return [at for at, piece in enumerate(pieces) if at < each and piece.type in COUNTS and _is_count(pieces, at)]


def _is_each(piece: Token) -> bool:
    return piece.strip().lower() in ("each", "every", "apiece")


def _is_count(pieces: Pieces, at: int) -> bool:
    piece, before = pieces[at], pieces[at - 1] if at else None
    one_seat = lexicon.pattern("SEAT_WORD", "(?i)(?:one|1) ", r"\b")
    of_district = at > 1 and before is not None and before.strip().lower() in ("of", "with")
    if of_district or any(map(_is_each, pieces[at + 1 : at + 4])) or one_seat.match(piece):
        return False  # Six districts of 20 seats, or each province elects three members, or each for one seat
    if piece.type != "NUMBER":
        return True
    after = next((other for other in pieces[at + 1 : at + 3] if other.type != "PARENTHESES"), None)
    word = after.strip().lower() if after is not None else ""
    if word == "of":
        return False
    is_counted = after is not None and (after.type in AFTER_NUMBER or word in AFTER_NUMBER_WORDS)
    if before is None:
        return is_counted
    return before.type in ("ELECTS", "APPOINTS") or (before.type in BEFORE_NUMBER and is_counted)


def _clauses(pieces: Pieces) -> list[Pieces]:
    """Split a sentence into clauses with one count of members each; empty if it is unclear where a clause begins."""
    cuts = [0]
    for first, second in pairwise(_counts(pieces)):
        between = [at for at in range(first + 1, second) if pieces[at].type in SEPARATORS]
        groups = [at for at in between if at - 1 not in between]
        ands = [at for at in groups if any(pieces[other].type == "AND" for other in (at, at + 1))]
        if between and between[-1] == second - 1:
            cuts.append(groups[-1])
        elif len(groups) == 1 or len(ands) == 1:
            cuts.append((ands or groups)[0])
        else:
            return []
    return [pieces[start:end] for start, end in pairwise([*cuts, len(pieces)])]


def _rule(clause: Pieces, own: str | None, inherited: str | None, line: RuleLine) -> Iterator[ElectoralRule]:
    counts = [clause[at] for at in _counts(clause)]
    is_exact = bool(counts) and counts[0].type != "INEXACT_MEMBERS"
    seats = count_in(BEFORE_COUNT.sub("", counts[0])) if is_exact else None
    constituencies = {piece.strip() for piece in clause if piece.type == "CONSTITUENCIES"}
    years, limit = _term(clause, line)
    is_of_members = bool(counts) or clause[0].type == "ALL"
    subject = own or (inherited if is_of_members else None)
    methods = _methods(clause) if subject or is_of_members else set()
    has_facts = any((methods, constituencies, years, limit)) and (subject or is_of_members)
    if not has_facts and not (seats and subject):
        return
    if counts and not is_exact:
        message = f"{quoted(counts[0].strip())} is not an exact number of members; none was taken."
        line.report(Diagnostic("I-ELECTORAL-SEATS", message))
    if len(methods) > 1:
        message = f"{quoted(unspaced(''.join(clause)))} names several methods; none was taken."
        line.report(Diagnostic("I-ELECTORAL-METHODS", message))
    yield ElectoralRule(
        line.block.text,
        subject=subject,
        method=methods.pop() if len(methods) == 1 else None,
        seats=seats,
        constituencies=constituencies.pop() if len(constituencies) == 1 and len(methods) < 2 else None,
        term_years=years,
        term_limit=limit,
        span=line.block.span,
    )


# ---- who, how, and for how long


def _subject(pieces: Pieces) -> str | None:
    """Return who is elected: ``Senate`` in ``In the Senate, …`` or ``The Senate's 30 members``."""
    bare = [piece for piece in pieces if piece.type not in ("ARTICLE", "PARENTHESES")]
    types = [piece.type for piece in bare] + ["END"]
    for at in range(1, len(bare)):
        if types[at - 1 : at + 1] == ["POSSESSIVE", "MEMBERS"]:
            return _bare(re.sub(r"['’]s?\s*$", "", bare[at - 1]))
        is_agent = types[at + 1] in CHOOSES or (at > 1 and types[at - 2] == "BY")
        if types[at - 1] == "MEMBERS_OF" and types[at] in NAMES and not is_agent:
            return _bare(bare[at])
    opens = len(bare) > 1 and bare[0].strip().lower() in ("in", "for", "of") and types[1] in ("NAME", "OWNED")
    if opens and not lexicon.pattern("MONTH", after=r"\b").match(bare[1]):
        is_double = len(bare) > 3 and types[3] == "NAME" and bare[2].strip() == "and"  # the Great and General Council
        return _bare("".join(bare[1:4]) if is_double else bare[1])
    for at in range(1, len(bare)):
        of_members = at > 1 and types[at - 2] == "MEMBERS" and bare[at - 1].strip() == "of"
        if types[at] in NAMES and (types[at - 1] in CHOOSES or types[at - 1] == "AS" or of_members):
            return _bare(bare[at])
    return _subject_at_start(bare, pieces[0].type == "ARTICLE")


def _subject_at_start(bare: Pieces, has_article: bool) -> str | None:
    """Return ``President`` in ``The President is elected …``, ``Senate`` in ``The Senate has 30 members``."""
    while bare and bare[0].type in ("AND", "COMMA", "COLON", "WORD", "POSSESSIVE"):
        bare = bare[1:]
    if len(bare) < 2 or bare[0].type not in NAMES:
        return None
    verb, types = bare[1].type, {piece.type for piece in bare}
    passive = verb == "IS" and types & {"ELECTED", "APPOINTED", "HEREDITARY"}
    has = verb == "HAS" and types & {"MEMBERS", "INEXACT_MEMBERS"} and (has_article or _names_body(bare[0]))
    heir = "HEREDITARY" in types and not types & {"ELECTS", "APPOINTS"}
    may = bare[1].strip() in ("may", "can") and types & {"LIMITED_YEARS", "LIMIT"}
    # President: directly elected by plurality vote for a 5-year term
    labels = verb == "COLON" and len(bare) > 2 and bare[2].type in ("ELECTED", "APPOINTED", "INDIRECT")
    serves = verb in ("YEARS", "LIMITED_YEARS") or (verb == "SERVE" and types & {"YEARS", "LIMITED_YEARS"})
    return _bare(bare[0]) if passive or has or heir or may or labels or serves else None


def _bare(name: str) -> str:
    return re.sub(r"^the ", "", unspaced(name), flags=re.IGNORECASE)


def _methods(clause: Pieces) -> set[ElectoralMethod]:
    """Return the methods that a clause names, one if it is clear; for an indirect vote, the majority is ignored."""
    types = {piece.type for piece in clause}
    named = {METHODS[type_] for type_ in METHODS if type_ in types}
    elects = bool(named or types & {"ELECTED", "ELECTS", "INDIRECT", "TWO_ROUND", "MIXED"})
    if "HEREDITARY" in types:
        return {ElectoralMethod.HEREDITARY} | ({ElectoralMethod.OTHER} if elects else set())
    if types & {"APPOINTED", "APPOINTS"}:
        return {ElectoralMethod.APPOINTED} | ({ElectoralMethod.OTHER} if elects else set())
    if "INDIRECT" in types or _is_by_body(clause):
        return {ElectoralMethod.INDIRECT}
    if "MIXED" in types:
        return {ElectoralMethod.MIXED}
    if "TWO_ROUND" in types:
        return {ElectoralMethod.TWO_ROUND} | (named - {ElectoralMethod.ABSOLUTE_MAJORITY})
    return named


def _is_by_body(clause: Pieces) -> bool:
    """Whether a body elects, not the voters: ``elected by parliament``, ``Regional councils elect 56 members``."""
    for at, piece in enumerate(clause):
        if piece.type == "ELECTS":
            before = [other for other in clause[:at] if other.type not in ("ARTICLE", "PARENTHESES")]
            rest = [other.type for other in clause[at + 1 :] if other.type != "ARTICLE"]
            # The Althing elects the President      (a name that elects an office holder is a body)
            is_named = piece.strip().endswith("s") and clause[0].type == "ARTICLE" and rest[:1] == ["OFFICE"]
            return bool(before) and (_is_body(before[-1]) or (is_named and before[-1].type in ("NAME", "OWNED")))
        if piece.type == "ELECTED":
            by = [other for other in range(at, min(len(clause), at + 3)) if clause[other].type == "BY"]
            agents = clause[by[0] + 1 : by[0] + 4] if by else []
            return any(_is_body(agent) for agent in agents)
    return False


def _names_body(name: str) -> bool:
    return lexicon.pattern("ELECTING_BODY", after=r"\b").search(name) is not None


def _is_body(piece: Token) -> bool:
    return piece.type == "BODY" or (piece.type in NAMES and _names_body(piece))


def _term(clause: Pieces, line: RuleLine) -> tuple[int | None, int | None]:
    """Return the years of a term, and the number of terms allowed; ``None`` unless the clause gives exactly one."""
    years: set[int] = set()
    limits: set[int] = set()
    for piece in clause:
        if piece.type == "BOUND_YEARS":
            message = f"{quoted(piece.strip())} is a limit, not the length of a term; none was taken."
            line.report(Diagnostic("I-ELECTORAL-TERM", message))
        if piece.type not in ("YEARS", "LIMITED_YEARS", "LIMIT"):
            continue
        length = re.search(r"(\w+)[- ]years?", piece)
        if length and piece.type != "LIMIT":
            years.add(count_in(length[1]))
        if piece.type != "YEARS":
            rest = re.findall(r"\w+", re.sub(r"\w+[- ]years?", "", piece))
            number = next(filter(None, map(count_in, rest)), 0)
            limits.add(1 if "single" in rest else 2 if {"once", "second"} & set(rest) else number)
    if len(years) > 1:
        message = f"{quoted(unspaced(''.join(clause)))} gives several terms; none was taken."
        line.report(Diagnostic("I-ELECTORAL-TERM", message))
    return years.pop() if len(years) == 1 else None, (limits.pop() or None) if len(limits) == 1 else None
