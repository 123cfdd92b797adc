"""A contender whose lines are still being collected, and how it becomes a ``Contender``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from attrs import define, field, frozen
from lark import Token, Tree, UnexpectedInput

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType
from ifes_records.model.facts import Contender, ContenderType, SeatsWon
from ifes_records.model.names import Name
from ifes_records.sections import contender_names as names
from ifes_records.sections.contender_leaders import parse_leaders
from ifes_records.sections.contender_names import is_person, looks_like_party, terminal, without_marks
from ifes_records.span import Span
from ifes_records.text.grammars import grammar
from ifes_records.values import count, share
from ifes_records.values.name import aggregate

ATTRIBUTES = frozenset({"LEADER", "LAST", "VOTES"})


@frozen
class ContenderLine:
    """A line with its key: a terminal of ``contenders.lark``, or ``OTHER`` for a key of another section.

    ``text`` is the text after the key, or the whole line; ``above`` are the blocks that the line is nested in.
    """

    block: Block
    key: str | None
    text: str
    above: tuple[Block, ...] = ()
    chamber: str = ""
    upper: bool = False


def lines_of(blocks: tuple[Block, ...], above: tuple[Block, ...] = ()) -> Iterator[ContenderLine]:
    """Yield the lines of a section in the order of the text, without footnotes."""
    for block in blocks:
        if block.type is not BlockType.NOTE:
            yield _line(block, above)
        yield from lines_of(block.children, (*above, block))


def _line(block: Block, above: tuple[Block, ...]) -> ContenderLine:
    before, colon, after = block.text.partition(":")
    tree = parse(block.key or before, "key") if block.key or colon else None
    if tree is None:
        return ContenderLine(block, "OTHER" if block.key else None, block.text, above)
    text = (block.value or "") if block.key else after.strip()
    found = tree.children[0]
    if isinstance(found, Token):
        return ContenderLine(block, found.type, text, above)
    which, *rest = (token for token in found.children if isinstance(token, Token))
    chamber = " ".join(word for word in rest if word.type != "YEAR" and not re.fullmatch("(?i)e*lections?", word))
    return ContenderLine(block, which.type, text, above, chamber, any(word.type == "UPPER" for word in rest))


@define(eq=False)
class Draft:
    """A contender whose lines are still being collected; several contenders if ``texts`` has several names."""

    head: Block
    texts: list[str]
    type: ContenderType | None = None
    is_group: bool = False
    parties: list[str] = field(factory=list)
    coalitions: list[str] = field(factory=list)
    leaders: list[str] | None = None
    seats: dict[str, tuple[bool, SeatsWon]] = field(factory=dict)
    first_round: tuple[float | None, int | None] | None = None
    notes: list[str] = field(factory=list)
    diagnostics: list[Diagnostic] = field(factory=list)
    """Diagnostics with paths relative to the contender: ``.name``."""
    last_key: str | None = None
    # The block of `Leaders:`, if the leaders are in bullets below it.
    leaders_below: Block | None = None
    # The end of the last line about this contender.
    end: int = 0

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
        if line.key == "LEADER":
            again = self.last_key == "LEADER" and bool(self.texts)
            return again or (self.leaders is None and (bool(self.texts) or not self.seats))
        return line.chamber not in self.seats if line.key == "LAST" else self.first_round is None

    def is_listing_leaders(self, line: ContenderLine) -> bool:
        """Whether a line without a key is one of the leaders below ``Leaders:``, nested or on the same level."""
        if self.leaders_below is None or names.is_prose(line.text):
            return False
        return self.leaders_below in line.above or is_person(without_marks(line.text))

    def extend_to(self, line: ContenderLine) -> None:
        """Extend the contender's span to a line."""
        self.end = max(self.end, span_of(line.block).end)

    def add_note(self, line: ContenderLine, text: str) -> None:
        """Add a text to the contender's note."""
        self.extend_to(line)
        self.notes.append(text)

    def add_attribute(self, line: ContenderLine) -> None:
        """Add leaders, seats or votes."""
        self.extend_to(line)
        text = without_marks(line.text)
        self.last_key = line.key
        if line.key == "LEADER":
            self.leaders = [*(self.leaders or []), *parse_leaders(line.text)]
            self.leaders_below = None if text else line.block
            return
        self.leaders_below = None
        start, code = ("seats", "W-CONTENDER-SEATS") if line.key == "LAST" else ("votes", "W-CONTENDER-VOTES")
        tree = parse(text, start) if text else Tree(start, [])
        figures = None
        if tree is not None:
            figures = _seats(tree, text) if line.key == "LAST" else _votes(tree)
            remark = next(
                (token for token in tree.children if getattr(token, "type", "") in ("REMARK", "AFTER")), None
            )
            if remark is not None:
                self.notes.append(str(remark).strip(" ,;–—").removeprefix("(").removesuffix(")"))
        if figures is None:
            path = ".seats_last_election" if line.key == "LAST" else ".first_round_percent"
            message = f"{quoted(line.text)} is not well formed; no value was taken."
            self.diagnostics.append(Diagnostic(code, message, path, span_of(line.block)))
        if isinstance(figures, SeatsWon):
            self.seats[line.chamber] = (line.upper, figures)
        elif line.key == "LAST":
            self.seats[line.chamber] = (line.upper, SeatsWon(text=text))
        else:
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
            # `Contender.party` has only the English side of `Civic Force / Fuerza Cívica`.
            parties = [names.parse_party(party, alpha2)[0].english or party for party in self.affiliations]
            if text is not None and type_ is ContenderType.CANDIDATE:
                name, party = names.parse_candidate(text, alpha2)
                parties = parties or ([names.parse_party(party, alpha2)[0].english or party] if party else [])
            elif text is not None:
                name, doubt = names.parse_party(text, alpha2)
                if doubt is not None:
                    diagnostics.append(doubt.at(span_of(self.head), ".name"))
            for other in parties[1:]:
                message = f"{quoted(parties[0])} was taken as the party; {quoted(other)} is kept in the note."
                diagnostics.append(Diagnostic("I-CONTENDER-PART", message, ".party", span_of(self.head)))
            percent, votes = self.first_round or (None, None)
            contender = Contender(
                text=self.head.text,
                name=name,
                type=type_,
                party=next(iter(parties), None),
                leaders=tuple(self.leaders or ()),
                seats_last_election=self._seats_won(diagnostics),
                first_round_percent=percent,
                first_round_votes=votes,
                note="; ".join([*parties[1:], *self.notes]) or None,
                span=self.head.span and Span(self.head.span.start, max(self.head.span.end, self.end)),
            )
            yield contender, diagnostics

    def _guess_type(self, expected_type: ContenderType | None) -> ContenderType:
        text = self.texts[0] if self.texts else ""
        if aggregate(text):
            return ContenderType.INDEPENDENTS
        if any(terminal("ALLIED").fullmatch(note) for note in self.notes):
            return ContenderType.COALITION
        if (
            (self.affiliations or self.first_round)
            and not self.has_figures
            and expected_type is not ContenderType.PARTY
        ):
            return ContenderType.CANDIDATE
        if self.has_figures:
            return ContenderType.PARTY if text else ContenderType.UNKNOWN
        if is_person(text) and expected_type is not ContenderType.PARTY:
            return ContenderType.CANDIDATE
        if expected_type is ContenderType.CANDIDATE and looks_like_party(text):
            return ContenderType.UNKNOWN
        return expected_type or (ContenderType.PARTY if looks_like_party(text) else ContenderType.UNKNOWN)

    def _seats_won(self, diagnostics: list[Diagnostic]) -> SeatsWon | None:
        """Return the seats won in the last election; of two chambers, those in the lower one.

        Seats won in last Senat election: 49      Seats won in last Sejm election: 155
        """
        lower = [seats for upper, seats in self.seats.values() if not upper]
        given = [seats for seats in lower or (seats for _, seats in self.seats.values()) if seats.won is not None]
        if given and (len(self.seats) > 1 or not lower):
            message = f"Seats are given for {', '.join(self.seats)}; {quoted(given[0].text or '')} was taken."
            diagnostics.append(Diagnostic("I-CONTENDER-CHAMBER", message, ".seats_last_election", span_of(self.head)))
        return next(iter(given), None)


def is_candidate(draft: Draft, expected_type: ContenderType | None) -> bool:
    """Whether a draft is a candidate: by its key, by its name, or by the section's heading."""
    if draft.type is not None or draft.has_figures or draft.is_group or not draft.texts:
        return draft.type is ContenderType.CANDIDATE
    text = draft.texts[0]
    return is_person(text) or (expected_type is ContenderType.CANDIDATE and not looks_like_party(text))


def begins_contender(line: ContenderLine, after: ContenderLine | None, current: Draft | None = None) -> bool:
    """Whether a line begins a contender: the leaders or seats after it can't belong to ``current``."""
    if after is None or after.key not in ATTRIBUTES | {"THIS"}:
        return False
    if line.block in after.above:
        return True
    inside = current is not None and current.head in line.above
    return after.above == line.above and not (inside and current is not None and current.accepts(after))


def _seats(tree: Tree[Token], text: str) -> SeatsWon | None:
    """Read ``12/98`` or ``40 (32.52%)``; ``None`` if the figures can't be right."""
    counts = {str(part.data): count.parse(str(part.children[0])) for part in tree.children if isinstance(part, Tree)}
    percents = [share.parse(token.strip(" ()")) for token in tree.scan_values(_is("SHARE_REMARK"))]
    won, of = (counts[part].value if part in counts else None for part in ("won", "of"))
    if any(reading.diagnostic for reading in (*counts.values(), *percents)) or (won and of is not None and won > of):
        return None
    return SeatsWon(won, of, percents[0].value if percents else None, text)


def _votes(tree: Tree[Token]) -> tuple[float | None, int | None] | None:
    """Read ``36.16%`` or ``1,204,310 votes (36.16%)``; ``None`` if the figure may be a count or a percentage."""
    percents = [share.parse(token.strip(" ()")) for token in tree.scan_values(_is("SHARE", "SHARE_REMARK"))]
    numbers = [count.parse(token.strip(" ()votesVOTES")) for token in tree.scan_values(_is("NUMBER", "VOTES_REMARK"))]
    alone = len(tree.children) == 1 and numbers and (numbers[0].value or 0) <= 100
    if alone or any(reading.diagnostic for reading in (*percents, *numbers)):
        return None
    return next((reading.value for reading in percents), None), next((reading.value for reading in numbers), None)


def _is(*types: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, Token) and value.type in types


def parse(text: str, start: str) -> Tree[Token] | None:
    """Parse a text by a rule of ``contenders.lark``; ``None`` if it doesn't match."""
    try:
        return grammar("contenders.lark").parse(text, start=start)
    except UnexpectedInput:
        return None


def span_of(block: Block) -> Span:
    """Return the span of a block."""
    return block.span or Span(0, 0)
