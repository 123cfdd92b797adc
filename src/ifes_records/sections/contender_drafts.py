"""A contender whose lines are still being collected, and how it becomes a ``Contender``."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field
from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block
from ifes_records.model.facts import Contender, ContenderType, SeatsWon
from ifes_records.model.names import Aggregate, Name
from ifes_records.sections import contender_names as names
from ifes_records.sections.contender_leaders import parse_leaders
from ifes_records.sections.contender_lines import ATTRIBUTES, ContenderLine, figures_of, listed
from ifes_records.sections.contender_names import is_person, looks_like_party
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.values import number
from ifes_records.values.name import aggregate

# By the key of its lines: the field of a contender's seats.
SEATS = {"last": "seats_last_election", "this": "seats_this_election"}


@define(eq=False)
class Draft:
    """A contender whose lines are still being collected; several contenders if ``texts`` has several names."""

    line: ContenderLine
    texts: list[str]
    type: ContenderType | None = None
    is_group: bool = False
    parties: list[str] = field(factory=list)
    coalitions: list[str] = field(factory=list)
    members: list[str] = field(factory=list)
    leaders: list[str] | None = None
    seats: dict[tuple[str, str], tuple[bool, SeatsWon]] = field(factory=dict)
    """Seats by the key and the chamber of their line, with whether the chamber is a second one."""
    first_round: tuple[float | None, int | None] | None = None
    withdrawn: bool = False
    notes: list[tuple[str, Span]] = field(factory=list)
    diagnostics: list[Diagnostic] = field(factory=list)
    """Diagnostics with paths relative to the contender: ``.name``."""
    last_key: str | None = None
    # The block of `Leaders:`, if the leaders are in bullets below it.
    leaders_below: Block | None = None
    # The end of the last line about this contender.
    end: int = 0

    @property
    def head(self) -> Block:
        """The block that the contender begins with."""
        return self.line.block

    @property
    def affiliations(self) -> list[str]:
        """The parties and coalitions of a candidate; the first becomes ``Contender.party``."""
        return [*self.parties, *self.coalitions]

    @property
    def has_figures(self) -> bool:
        """Whether it has leaders or seats, as only parties do."""
        return self.leaders is not None or bool(self.seats)

    def accepts(self, line: ContenderLine) -> bool:
        """Whether an attribute can be this contender's: it has none of that kind yet, or is listing leaders."""
        if self.is_group:
            return False
        if line.key == "leader":
            again = self.last_key == "leader" and bool(self.texts)
            return again or (self.leaders is None and (bool(self.texts) or not self.seats))
        return (line.key, line.chamber) not in self.seats if line.key in SEATS else self.first_round is None

    def is_listing_leaders(self, line: ContenderLine) -> bool:
        """Whether a line without a key is one of the leaders below ``Leaders:``, nested or on the same level."""
        if self.leaders_below is None or names.is_prose(line.words, line.text):
            return False
        return self.leaders_below in line.above or is_person(names.without_marks(line.text))

    def extend_to(self, line: ContenderLine) -> None:
        """Extend the contender's span to a line."""
        self.end = max(self.end, line.block.span.end if line.block.span else 0)

    def add_note(self, line: ContenderLine, text: str) -> None:
        """Add a text to the contender's note, and the members or the withdrawal that it names."""
        self.extend_to(line)
        if text:
            self.notes.append((text, line.span))
        if line.remark in ("allied", "alliance_of"):
            self.members += listed(line.rest)
        self.withdrawn = self.withdrawn or line.remark == "withdrew"

    def add_aside(self, line: ContenderLine) -> None:
        """Add what a line says beside the name: the leaders, a withdrawal, or a note."""
        if line.aside is not None and line.aside.key == "leader":
            self.add_attribute(line.aside)
        elif line.aside is not None:
            self.add_note(line.aside, line.aside.text)

    def add_attribute(self, line: ContenderLine) -> None:
        """Add leaders, seats or votes."""
        self.extend_to(line)
        self.last_key = line.key
        self.leaders_below = None
        if line.key == "leader":
            self.leaders = [*(self.leaders or []), *parse_leaders(line.words)]
            self.leaders_below = None if line.words else line.block
            return
        rule, path, code = "seats", SEATS.get(str(line.key), ""), "W-CONTENDER-SEATS"
        if line.key == "votes_key":
            rule, path, code = "votes", "first_round_percent", "W-CONTENDER-VOTES"
        tree, remark = figures_of(line, rule)
        figures = (_seats(tree, line) if line.key in SEATS else _votes(tree)) if tree else None
        if remark:
            self.notes.append((remark, line.span))
        if figures is None:
            message = f"{quoted(line.text)} is not well formed; no value was taken."
            self.diagnostics.append(Diagnostic(code, message, f".{path}", line.span))
        if line.key in SEATS:
            seats = figures if isinstance(figures, SeatsWon) else SeatsWon(text=line.text)
            self.seats[str(line.key), line.chamber] = (line.is_upper, seats)
        elif not isinstance(figures, SeatsWon):
            self.first_round = figures or (None, None)

    def finish(
        self, expected_type: ContenderType | None, alpha2: str | None
    ) -> Iterator[tuple[Contender, list[Diagnostic]]]:
        """Return the contenders, each with its diagnostics; ``expected_type`` is what the heading suggests."""
        type_ = self.type or self._guess_type(expected_type)
        texts: list[str | None] = [*self.texts]
        for text in texts or [None]:
            diagnostics = list(self.diagnostics)
            name: Name | None = None
            members = self.members
            # `Contender.party` has only the English side of `Civic Force / Fuerza Cívica`.
            parties = [names.party_name(party, alpha2) for party in self.affiliations]
            if text is not None and type_ is ContenderType.CANDIDATE:
                name, party = names.parse_candidate(text, alpha2)
                parties = parties or ([names.party_name(party, alpha2)] if party else [])
            elif text is not None:
                name, doubt = names.parse_party(text, alpha2)
                several = names.parties_of(text, alpha2)
                members = members or several
                if doubt is not None and not several:
                    diagnostics.append(doubt.at(self.line.span, ".name"))
            for other in parties[1:]:
                message = f"{quoted(parties[0])} was taken as the party; {quoted(other)} is kept in the note."
                diagnostics.append(Diagnostic("I-CONTENDER-PART", message, ".party", self.line.span))
            for note, span in self.notes:
                if any(c.isdigit() for c in note):
                    message = f"{quoted(note)} has a figure without a field of its own; it was kept in the note."
                    diagnostics.append(Diagnostic("I-CONTENDER-PART", message, ".note", span))
            percent, votes = self.first_round or (None, None)
            start = self.head.span.start if self.head.span else 0
            contender = Contender(
                text=self.head.text,
                name=name,
                type=type_,
                party=next(iter(parties), None),
                leaders=tuple(self.leaders or ()),
                members=tuple(names.parse_party(member, alpha2)[0] for member in members),
                seats_last_election=self._seats_won("last", diagnostics),
                seats_this_election=self._seats_won("this", diagnostics),
                withdrawn=self.withdrawn,
                first_round_percent=percent,
                first_round_votes=votes,
                note="; ".join([*parties[1:], *(note for note, _ in self.notes)]) or None,
                span=Span(start, max(self.head.span.end if self.head.span else 0, self.end)),
            )
            yield contender, diagnostics

    def _guess_type(self, expected_type: ContenderType | None) -> ContenderType:
        text = self.texts[0] if self.texts else ""
        if together := aggregate(text):
            is_independents = together is Aggregate.INDEPENDENTS
            return ContenderType.INDEPENDENTS if is_independents else ContenderType.UNKNOWN
        if self.members or _is_coalition(text):
            return ContenderType.COALITION
        if (
            (self.affiliations or self.first_round)
            and not self.has_figures
            and expected_type is not ContenderType.PARTY
        ):
            return ContenderType.CANDIDATE
        if self.has_figures:
            return ContenderType.PARTY if text else ContenderType.UNKNOWN
        is_incumbent = self.line.aside is not None and self.line.aside.remark == "incumbent"
        if is_person(text) and (expected_type is not ContenderType.PARTY or is_incumbent or names.has_party(text)):
            return ContenderType.CANDIDATE
        if expected_type is ContenderType.CANDIDATE and looks_like_party(text):
            return ContenderType.UNKNOWN
        return expected_type or (ContenderType.PARTY if looks_like_party(text) else ContenderType.UNKNOWN)

    def _seats_won(self, key: str, diagnostics: list[Diagnostic]) -> SeatsWon | None:
        """Return the seats won in the last election, or in this one; of two chambers, those in the lower one.

        Seats won in last Senat election: 49      Seats won in last Sejm election: 155
        """
        all_ = {chamber: (upper, seats) for (own, chamber), (upper, seats) in self.seats.items() if own == key}
        lower = [seats for upper, seats in all_.values() if not upper]
        given = [seats for seats in lower or (seats for _, seats in all_.values()) if seats.won is not None]
        if given and (len(all_) > 1 or not lower):
            message = f"Seats are given for {', '.join(all_)}; {quoted(given[0].text or '')} was taken."
            others = [seats for _, seats in all_.values() if seats is not given[0]] or given
            for each in others:
                diagnostics.append(Diagnostic("I-CONTENDER-CHAMBER", message, f".{SEATS[key]}", each.span))
        return next(iter(given), None)


def _is_coalition(text: str) -> bool:
    """Whether a name says so: ``Coalition Onward``, ``United in Hope Coalition``; not ``Coalition for Change``."""
    ends = lexicon.pattern("COALITION_WORD", r"\b", "(?= ?[/(–-]|$)")
    return bool(lexicon.pattern("COALITION_WORD", after=" (?!for|of)").match(text) or ends.search(text))


def is_candidate(draft: Draft, expected_type: ContenderType | None) -> bool:
    """Whether a draft is a candidate: by its key, by its name, or by the section's heading."""
    if draft.type is not None or draft.has_figures or draft.is_group or not draft.texts:
        return draft.type is ContenderType.CANDIDATE
    text = draft.texts[0]
    return is_person(text) or (expected_type is ContenderType.CANDIDATE and not looks_like_party(text))


def begins_contender(line: ContenderLine, after: ContenderLine | None, current: Draft | None = None) -> bool:
    """Whether a line begins a contender: the leaders or seats after it can't belong to ``current``."""
    if after is None or after.key not in ATTRIBUTES:
        return False
    if line.block in (*after.above, after.block):
        return True
    inside = current is not None and current.head in line.above
    return after.above == line.above and not (inside and current is not None and current.accepts(after))


def _seats(tree: Tree[Token], line: ContenderLine) -> SeatsWon | None:
    """Read ``12/98`` or ``40 (32.52%)``; ``None`` if the figures can't be right."""
    found = {str(part.data): part for part in tree.children if isinstance(part, Tree)}
    counts = {name: number.count(next(found[name].find_data("count"))) for name in ("won", "of") if name in found}
    share = number.percent(next(found["share"].find_data("percent"))) if "share" in found else None
    won, of = counts.get("won"), counts.get("of")
    malformed = None in counts.values() or ("share" in found and share is None)
    if malformed or (won is not None and of is not None and won > of):
        return None
    span = Span(line.words[0].start, line.words[-1].end) if line.words else line.span
    return SeatsWon(won, of, share, line.text, span=span)


def _votes(tree: Tree[Token]) -> tuple[float | None, int | None] | None:
    """Read ``36.16%`` or ``1,204,310 votes (36.16%)``; ``None`` if the figure may be a count or a percentage."""
    percents = [number.percent(each) for each in tree.find_data("percent")]
    counts = [number.count(each) for each in tree.find_data("count")]
    is_alone = len(tree.children) == 1 and counts and (counts[0] or 0) <= 100
    if is_alone or None in (*percents, *counts):
        return None
    return next(iter(percents), None), next(iter(counts), None)
