"""What one clause says about the electoral system: ``30 members are appointed by the King to serve 6-year terms``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from attrs import define, field
from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block
from ifes_records.model.facts import ElectoralMethod, ElectoralRule
from ifes_records.sections.electoral_methods import METHODS, Phrase, Way, types_of
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.phrases import span, tokens
from ifes_records.text.source_text import SourceText
from ifes_records.values import country, number

THEM = frozenset("ALL ALL_OF EACH THEY THEM".split())
# From so many members on, ``140 members are elected from each of the ten districts`` gives all of them.
MOST_OF_EACH = 40
# A single constituency: in one of these
SINGLE = ("single", "single , nationwide", "single, nationwide", "nationwide", "national")
# What a clause may say about the members of other clauses too.
SHARED = ("method", "constituencies", "constituency_count", "threshold_percent", "term_years", "term_limit")


@define(eq=False)
class Clause:
    """What a clause says, with the spans of its values and the diagnostics about them."""

    block: Block
    source: SourceText
    place: Tree[Token] | Span
    """Where it is in the text."""
    kind: str
    """The rule of the grammar that read it."""

    # What it says for the fields of its rule.
    subject: str | None = None
    method: ElectoralMethod | None = None
    seats: int | None = None
    of: int | None = None
    constituencies: str | None = None
    constituency_count: int | None = None
    threshold_percent: float | None = None
    term_years: int | None = None
    term_limit: int | None = None

    title: str | None = None
    """What its members are called (``Senators``), if it names no chamber."""
    is_body: bool = True
    """Whether it is about members, and not about an office."""
    is_general: bool = True
    """Whether it is about all members, or about an office: ``They serve 5-year terms``."""
    opens: bool = True
    """Whether it opens its sentence."""
    is_of_them: bool = False
    """Whether it only says ``all`` or ``they`` for those whom it is about."""
    is_of_last: bool = False
    """Whether it is about the members that the clause before it counts: ``These members are elected by lists``."""
    is_part: bool = False
    """Whether its members may be among those mentioned before: ``5 of them``, ``12 seats are reserved for women``."""
    is_of_whom: bool = False
    """Whether its members are among those whom the clause before it counts: ``40 members, 30 of whom are …``."""
    is_share: bool = False
    """Whether its members are a share of all: ``half of the members``."""
    is_more: bool = False
    """Whether its members are others than those mentioned before: ``the other 12 seats``."""
    is_unclear: bool = False
    """Whether it gives nothing, since it is not clear whom it is about."""
    is_total: bool = False
    """Whether the rest of the sentence says how its number is made up."""
    is_of_several: bool = False
    """Whether it says that there are several methods: ``The 40 members are elected by two methods; …``."""
    is_of_each: bool = False
    """Whether its number is that of each district: ``one from each province``."""
    way: Way = field(factory=Way)
    """How its members get their office or seats."""
    spans: dict[str, Span] = field(factory=dict)
    diagnostics: dict[str, Diagnostic] = field(factory=dict)
    """By the name of the field that they are about."""

    @property
    def text(self) -> str:
        """The clause as written."""
        return self.source.read(self.place if isinstance(self.place, Span) else span(self.place))

    def rule(self) -> ElectoralRule:
        """The rule that it states."""
        return ElectoralRule(
            self.block.text,
            self.subject,
            self.method,
            self.seats,
            self.of,
            self.constituencies,
            self.constituency_count,
            self.threshold_percent,
            self.term_years,
            self.term_limit,
            span=self.block.span,
        )

    def set(self, name: str, value: Any, where: Span | None = None) -> None:
        """Set a field of the rule to what a span says."""
        setattr(self, name, value)
        if value is not None:
            self.diagnostics.pop(name, None)
        if where is not None and value is not None:
            self.spans[name] = where

    def count_all(self) -> None:
        """Take its number as that of all members of the chamber."""
        if self.says("seats"):
            self.set("of", self.seats, self.spans.pop("seats"))
            self.set("seats", None)

    def says(self, *names: str) -> bool:
        """Whether it says anything for these fields."""
        return any(getattr(self, name) is not None for name in names)

    def give(self, others: Iterable[Clause], *names: str) -> bool:
        """Give its values to those of the others that lack them; return whether one of them took any."""
        lacking = [(other, name) for other in others for name in names if self.says(name) and not other.says(name)]
        for other, name in lacking:
            other.set(name, getattr(self, name), self.spans.get(name))
        return bool(lacking)

    @property
    def is_of_office(self) -> bool:
        """Whether it is about an office, such as that of the prime minister, and not about a person or a chamber."""
        *_, title = (self.subject or "").split(" ")
        return bool(lexicon.pattern("OFFICE_WORD").fullmatch(title))

    # ---- the method

    def decide_method(self) -> None:
        """Decide the method from the verb, the agents and the words that name one."""
        method, problem = self.way.method()
        self.set("method", method)
        if problem:
            self._report("method", "I-ELECTORAL-METHODS", f"{quoted(self.text)} names {problem}.")

    def doubt_plurality(self) -> None:
        """Take back that a plurality is enough, since the text tells of a second round."""
        if self.method is ElectoralMethod.PLURALITY:
            self.set("method", None)
            message = f"{quoted(self.text)} names a plurality, but there may be a second round; no method was taken."
            self._report("method", "I-ELECTORAL-METHODS", message)

    def _report(self, name: str, code: str, message: str) -> None:
        self.diagnostics[name] = Diagnostic(code, message)

    # ---- reading phrases

    def read(self, part: Phrase) -> None:
        """Take what a phrase says."""
        types = part.types
        match part.kind:
            case "where" | "pool" | "members" | "sized" | "who" | "post" as kind:
                self.is_of_them = kind == "members" and THEM.issuperset(types)
                self.is_of_last = types == ["THEM", "MEMBER"]
                self.is_more = self.is_more or "OTHER" in types
                self.is_of_whom = (
                    kind == "members" and "COUNT" not in types and not {"WHOM", "WHICH"}.isdisjoint(types)
                )
                is_some = self.is_of_whom or not {"THEM", "FRACTION"}.isdisjoint(types)
                self.is_part = self.is_part or (kind == "members" and is_some and not self.is_of_last)
                self._read_number(part)
                self._read_subject(part)
            case "tenure":
                self.title = "President" if "PRESIDENTIAL" in types else None
                self._read_subject(part)
                self._read_term(part)
            case "term" | "limit":
                self._read_term(part)
            case "chosen" | "elects" | "hereditary" | "adverb" | "agent" | "advice" | "method":
                self.way.read(part)
            case "among" if types[0] == "FROM" and "MEMBER" in types and "MAJORITY" in self.way.words:
                self.way.agents.append(part)  # with a majority of the votes from members of the Senate
            case "top":
                self.way.words.add("PLURALITY")
            case "place" | "districts" | "whole":
                self._read_place(part)
            case "extra":
                self.is_part = self.is_part or {"IS", "RESERVED"}.issubset(types)
            case "threshold":
                self._read_threshold(part)

    def _read_number(self, part: Phrase) -> None:
        kind, types = part.kind, part.types
        counts = part.of("count") if kind in ("where", "pool", "sized", "members") else []
        self.is_share = self.is_share or (kind == "members" and "FRACTION" in types)
        self.is_general = self.is_general and (kind != "members" or not (counts or self.is_share) or "ALL" in types)
        if self.is_share:
            message = f"{quoted(self.text)} gives a share of the members; no number was taken."
            self._report("seats", "I-ELECTORAL-SEATS", message)
        elif counts and ("UP_TO" in types or part.of("range")):
            message = f"{quoted(self.text)} gives no exact number of members; none was taken."
            self._report("seats", "I-ELECTORAL-SEATS", message)
        else:
            for name, count in zip(("seats", "of") if kind == "members" else ("of",), counts, strict=False):
                self.set(name, number.count(count), span(count))

    def _read_subject(self, part: Phrase) -> None:
        """Take whom it is about: ``Senate`` in ``In the Senate``, ``two Consuls``; of members their chamber."""
        kind, types = part.kind, part.types
        named = [token for found in (*part.of("called"), *part.of("group")) for token in tokens(found)]
        if kind in ("sized", "post"):
            named = [token for name in part.of("name") for token in tokens(name)] or part.words[-1:]
        elif kind == "who" and (counts := part.of("count")):
            named = [*tokens(counts[0]), *named]  # the two Consuls; but not: one house
            self.is_unclear = number.count(counts[0]) == 1 or "SMALL_CHAMBERS" in {token.type for token in named}
        own = [token.type for token in named]
        named = named[: own.index("OPEN")] if "OPEN" in own else named
        named = named[:-1] if own[-1:] == ["POSSESSIVE"] else named
        self.is_body = self.is_body and kind not in ("who", "post")
        place = Span(named[0].start_pos or 0, named[-1].end_pos or 0) if named else None
        name = self.source.read(place) if place else ""
        titles = [name, *(str(token) for token in part.words if token.type == "TITLE")]
        title = next(filter(lexicon.pattern("MEMBER_TITLE").fullmatch, titles), None)
        if kind == "members" and not (name or title or self.subject):
            end = part.span.end  # Members of Parliament are elected …, which is one word of the grammar
            member = next((str(token) for token in part.words if token.type == "MEMBER"), "")
            _, of_it, body = member.rpartition(" of ")
            name, place = (body, Span(end - len(body), end)) if of_it and body[0].isupper() else ("", None)
        if name and country.find(name):
            return  # There are 31 districts in Zambia.
        preposition = next((type_ for type_ in types if type_ in ("IN", "FOR")), None)
        is_place = preposition is not None and types[types.index(preposition) + 1] == "CAPITAL"
        is_group = preposition == "FOR" and self.says("seats")
        if (is_place or is_group) and not lexicon.pattern("CHAMBER_WORD").search(name):
            self.is_unclear = True  # 12 members in Oslo      In Oslo, 12 members …      4 seats for the Sámi
            return
        if name not in ("", title) and not {"PEOPLE", "BOTH"}.intersection(types):
            self.set("subject", name, place)
        elif title and not self.subject:
            self.title = title

    def _read_place(self, part: Phrase) -> None:
        types, counts = part.types, part.of("count")
        count = number.count(counts[0]) if counts else None
        seated = next(iter(part.of("seated")), None)
        self.is_of_each = not {"EACH", "ALL_OF"}.isdisjoint(types)
        has_too_few = not self.is_of_each and "FROM" in types and 0 < (self.seats or 0) < (count or 0)
        if has_too_few:  # Four members are elected from 34 provinces
            message = f"{quoted(self.text)} has fewer members than districts; no number of members was taken."
            self._report("seats", "I-ELECTORAL-SEATS", message)
            self.set("seats", None)
        if self.is_of_each and self.seats and (self.seats < MOST_OF_EACH or not count):
            self.seats = self.seats * count if count else None
        elif self.is_of_each and self.seats:
            message = f"{quoted(self.text)} may mean {self.seats} members in all or for each; all was taken."
            self._report("seats", "I-ELECTORAL-EACH", message)
        before = self.spans.get("constituencies")
        if seated is not None and before is not None:
            # in 65 general constituencies and 7 Maori constituencies
            total = (self.constituency_count or 0) + (count or 0) if counts else None
            where = Span(before.start, span(seated).end)
            self.set("constituencies", self.source.read(where), where)
            self.set("constituency_count", total if self.constituency_count else None, where)
        elif seated is not None and (" " in self.source.read(span(seated)) or counts or "NATION" in types):
            where = span(seated)
            kind, noun = str(seated.children[0]), str(seated.children[-1])
            self.set("constituencies", self.source.read(where), where)
            if counts:
                self.set("constituency_count", count, span(counts[0]))
            elif "NATION" in types or (kind in SINGLE and noun in ("constituency", "district")):
                self.set("constituency_count", 1, where)

    def _read_threshold(self, part: Phrase) -> None:
        """Take the threshold for a single party, not those for coalitions, minorities or independents."""
        bars: list[Tree[Token]] = []
        for each in part.tree.children:
            if isinstance(each, Tree):
                own = bars.pop().children if _share(each) is None else []  # for parties and coalitions
                bars.append(Tree("bar", [*own, *each.children]))
        of_party = [each for each in bars if _names_party(each)]
        if not of_party and not _names_others(bars[0]):
            of_party = bars[:1]
        if len(of_party) == 1:
            (bar,) = of_party
            self.set("threshold_percent", _percent(bar), span(bar))
        else:
            message = f"{quoted(self.text)} gives no threshold for a party in general; none was taken."
            self._report("threshold_percent", "I-ELECTORAL-FIGURES", message)

    def _read_term(self, part: Phrase) -> None:
        types = part.types
        years = [found for found in part.of("years") if "YEARS" in types_of(found)]
        lengths = [*years[0].find_data("count")] if years else []
        counts = [child for child in part.tree.children if isinstance(child, Tree) and child.data == "count"]
        single = "SEATED" in types
        if "ALL_OF" in types and "TERM_WORD" not in types:
            return  # one-third every two years
        if years and "UP_TO" in types and not counts:
            message = f"{quoted(self.text)} gives a limit, not the length of a term; none was taken."
            self._report("term_years", "I-ELECTORAL-TERM", message)
        elif len(lengths) > 1:
            message = f"{quoted(self.text)} gives several lengths of a term; none was taken."
            self._report("term_years", "I-ELECTORAL-TERM", message)
        elif years and self.term_years is None:
            self.set("term_years", number.count(lengths[0]), span(years[0]))
        once = single or (types == ["NOT_AGAIN"] and self.term_limit is None)
        if counts or once or "AGAIN" in types:
            limit = number.count(counts[0]) if counts else 1 if once else 2
            self.set("term_limit", limit, part.span)


def read_phrase(tree: Tree[Token], block: Block, source: SourceText) -> Clause:
    """Read a phrase that is in no clause."""
    clause = Clause(block, source, tree, "phrase")
    clause.read(Phrase(tree))
    return clause


def read_clause(tree: Tree[Token], block: Block, source: SourceText) -> Clause:
    """Read the tree of a ``clause``."""
    (found,) = tree.children
    assert isinstance(found, Tree)
    kind = str(found.data)
    is_single = kind in ("top", "threshold")
    parts = [Phrase(part) for part in ([found] if is_single else found.children) if isinstance(part, Tree)]
    types = {child.type for child in found.children if isinstance(child, Token)}.union(
        *(part.types for part in parts)
    )
    clause = Clause(block, source, tree, kind)
    if kind in ("active", "gapped", "relative"):
        _take_agent(clause, parts)
    if kind == "rule":
        parts = [
            part
            for at, part in enumerate(parts)
            if not (part.kind == "who" and any(before.kind in ("who", "members") for before in parts[:at]))
        ]
    verbs = [at for at, part in enumerate(parts) if part.kind == "chosen"]
    if len(verbs) > 1 and "FILLED" in parts[verbs[0]].types:
        # 20 seats are filled by women directly elected by plurality vote
        parts = parts[: verbs[0]] + parts[verbs[1] :]
        verbs = [at for at, part in enumerate(parts) if part.kind == "chosen"]
    for at, part in enumerate(parts):
        # elected by the Senate and confirmed by the King: the first verb counts, with its agent
        if part.kind in ("agent", "method", "chosen") and len(verbs) > 1 and at >= verbs[1]:
            clause.way.then.append(part)
        elif part.kind != "where" or not verbs or at < verbs[0] or _is_filled(clause, parts[verbs[0] + 1 : at]):
            clause.read(part)
    if clause.seats == 1 and [part.kind for part in parts] == ["members", "method"]:
        # voters choose one candidate and one party list
        clause.is_unclear = parts[1].types[0] in METHODS and "MEMBER" not in parts[0].types
    if kind == "structure" and "members" in [part.kind for part in parts]:
        clause.is_body = True  # The Diet has 30 members.
    if clause.way.verb == "determined" and clause.way.words.isdisjoint(METHODS):
        clause.is_unclear = True  # 12 seats are determined by the commission
    clause.is_more = clause.is_more or "BESIDES" in types
    clause.is_of_several = "METHODS" in types
    if kind == "rule" and parts[0].kind == "who" and not {"IS", "WAS", "COLON"} & types:
        # Ann BELL, appointed for life      … are reserved for the Consul and his deputy to serve 5-year terms
        is_named = bool({"ELECTED", "SELECTED", "APPOINTED"} & types) and not clause.is_of_office
        clause.is_unclear = clause.is_unclear or is_named or ("TO" in types and clause.way.verb is None)
    return clause


def _is_filled(clause: Clause, between: Iterable[Phrase]) -> bool:
    """Whether a chamber after the verb is the one that is filled: ``12 are elected by lists in the Senate``.

    It may be where those sit who elect: ``elected by parties in the Senate``, ``indirectly elected in the Senate``.
    """
    if clause.subject or not clause.way.words.isdisjoint(("INDIRECT", "INDIRECTLY", "BASED_ON")):
        return False
    return all(
        part.kind in ("place", "term", "adverb", "where")
        or (part.kind == "method" and not METHODS.keys().isdisjoint(part.types))
        or (part.kind == "agent" and part.types == ["BY", "DISTRICT"])  # by lists
        for part in between
    )


def _take_agent(clause: Clause, parts: list[Phrase]) -> None:
    """Take who chooses, the last name before the verb: ``the King appoints``, ``members whom voters choose``."""
    at = next((at for at, part in enumerate(parts) if part.kind in ("elects", "gives")), clause.kind == "gapped")
    if at and parts[at - 1].kind == "who":
        clause.way.agents.append(parts.pop(at - 1))
    if clause.kind == "active" and at > 1 and parts[0].kind == "members":
        del parts[0]  # It is the King who appoints …


def _names_party(bar: Tree[Token]) -> bool:
    """Whether a threshold is for parties or lists of any kind: ``for parties``, and not ``for Sámi parties``."""
    types = ["", *types_of(bar)]
    return any(
        of in ("PARTY", "DISTRICT") and before not in ("UNKNOWN", "ADJECTIVE", "COALITION")
        for before, of in pairwise(types)
    )


def _names_others(bar: Tree[Token]) -> bool:
    """Whether a threshold is for somebody else: ``Independents need 4%``, ``a threshold for coalitions``."""
    types = types_of(bar)
    whom = types[: types.index("NEEDS")] if "NEEDS" in types else []
    for preposition in ("FOR", "TO"):
        whom += types[types.index(preposition) :] if preposition in types else []
    return not {"PARTY", "COALITION", "UNKNOWN"}.isdisjoint(whom)


def _share(part: Tree[Token]) -> Tree[Token] | None:
    return next(part.find_data("percent"), None) or next(part.find_data("count"), None)


def _percent(part: Tree[Token]) -> float | None:
    share = _share(part)
    if share is None or share.data == "percent":
        return None if share is None else number.percent(share)
    value = number.count(share)
    return None if value is None else float(value)
