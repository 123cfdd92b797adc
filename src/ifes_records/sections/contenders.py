"""The section on contenders: parties, coalitions and candidates, with their leaders and the seats they won last."""

from __future__ import annotations

import re

from attrs import define, evolve, field

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, SectionKind
from ifes_records.model.facts import Contender, ContenderType
from ifes_records.sections import contender_names as names
from ifes_records.sections.contender_drafts import (
    ATTRIBUTES,
    ContenderLine,
    Draft,
    begins_contender,
    is_candidate,
    lines_of,
    span_of,
)
from ifes_records.sections.contender_leaders import parse_leaders
from ifes_records.sections.contender_names import (
    is_given,
    is_person,
    is_prose,
    looks_like_party,
    terminal,
    without_marks,
)
from ifes_records.sections.lines import Body
from ifes_records.values.name import aggregate

# Keys that name a party, which is a contender or the party of the candidate above.
PARTIES = {
    "PARTY": ContenderType.PARTY,
    "COALITION": ContenderType.COALITION,
    "INDEPENDENTS": ContenderType.INDEPENDENTS,
}
# The leaders and parties in these sections are not contenders.
NO_CONTENDERS = frozenset({SectionKind.RELATED, SectionKind.GOVERNMENT, SectionKind.REFERENDUM})
# The longest name seen has 34 words on the two sides of its slash.
NAME_WORDS = 40


def read(body: Body) -> tuple[Contender, ...]:
    """Read the contenders, in their own section, or by their keys in another section if the heading was lost.

    A line that the end of the text may have cut off is left out.
    """
    contenders: list[Contender] = []
    for section in body.sections:
        if section.kind in NO_CONTENDERS:
            continue
        own = section.kind is SectionKind.CONTENDERS
        race = Race(section.heading or "", own, body.cut)
        lines = list(lines_of(section.blocks))
        race.read(lines if own else _contender_lines(lines))
        for draft in race.drafts:
            for contender, diagnostics in draft.finish(race.expected_type(), body.alpha2):
                for diagnostic in diagnostics:
                    body.report(evolve(diagnostic, path=f"contenders[{len(contenders)}]{diagnostic.path}"))
                contenders.append(contender)
        for message, block in race.unplaced:
            body.report(Diagnostic("I-CONTENDER-PART", message, "contenders", span_of(block)))
    rows = names.rows_of(contenders, body.results)
    return tuple(evolve(contender, result_index=row) for contender, row in zip(contenders, rows, strict=True))


@define
class Race:
    """The contenders of one section, collected line by line; ``is_own_section`` if it is the one on contenders."""

    heading: str
    is_own_section: bool
    cut: int | None
    drafts: list[Draft] = field(factory=list)
    unplaced: list[tuple[str, Block]] = field(factory=list)
    current: Draft | None = None
    # Lines without a key are a person and a party in turn.
    alternates: bool = False
    # The lines are a list that is not of contenders: `These won seats in 2018:`
    skips_list: bool = False
    # Seats came before any name or leader, so nobody knows whose they are.
    seats_first: bool = False

    def read(self, lines: list[ContenderLine]) -> None:
        """Collect the contenders of ``lines``."""
        persons = [is_person(without_marks(line.text)) for line in lines if line.key is None]
        self.alternates = len(persons) > 2 and persons == [True, False] * (len(persons) // 2)
        for line, after in zip(lines, [*lines[1:], None], strict=False):
            self._read_line(line, after)
        self.drafts = [draft for draft in self.drafts if self._is_contender(draft)]

    def expected_type(self) -> ContenderType | None:
        """Return the type of contender that the heading suggests; leaders or seats suggest parties."""
        text = self.heading.casefold()
        parties, candidates = re.search("part|entit|coalition|alliance|contend", text), "candidate" in text
        if candidates and not parties and not any(draft.has_figures for draft in self.drafts):
            return ContenderType.CANDIDATE
        return ContenderType.PARTY if parties and not candidates and self.is_own_section else None

    def _is_contender(self, draft: Draft) -> bool:
        if draft.texts:
            return True
        won = any(seats.won is not None for _, seats in draft.seats.values())
        return bool(draft.leaders and won) or (
            self.is_own_section and bool(draft.leaders or won or draft.affiliations)
        )

    def _read_line(self, line: ContenderLine, after: ContenderLine | None) -> None:
        key, text = line.key, without_marks(line.text)
        if terminal("PLACEHOLDER").search(line.text):
            self._reject(line, "is an unfilled template")
        elif key == "OTHER":
            self.current = None
        elif key != "THIS" and self._is_cut(line):
            self.unplaced.append((f"{quoted(line.block.text)} may be cut off; it was left out.", line.block))
        elif key in ATTRIBUTES:
            self._read_attribute(line)
        elif key == "SUPPORT" and self.current is not None:
            self._affiliate(self.current, line, text)
        elif key == "CANDIDATE":
            self._open(line, [name.strip() for name in text.split(";") if is_given(name)], ContenderType.CANDIDATE)
        elif key in PARTIES:
            self._read_party(line, text, after)
        elif key is None:
            self._read_unkeyed(line, text, after)

    def _read_attribute(self, line: ContenderLine) -> None:
        current = self.current
        if current is not None and current.texts and line.key != "LEADER" and not current.accepts(line):
            message = f"{quoted(line.block.text)} repeats what {quoted(current.texts[0])} has; the first was taken."
            self.unplaced.append((message, line.block))
            return
        if current is None or not current.accepts(line) or (self.seats_first and not current.texts):
            self._open(line, [])
            self.seats_first = self.seats_first or line.key == "LAST"
        self.drafts[-1].add_attribute(line)

    def _is_cut(self, line: ContenderLine) -> bool:
        end = span_of(line.block).end
        return end == self.cut and not line.block.children and not line.block.text.endswith((*')].*”"',))

    def _reject(self, line: ContenderLine, why: str) -> None:
        self.unplaced.append((f"{quoted(line.block.text)} {why}; it was not taken as a contender.", line.block))
        self.current = None

    def _open(self, line: ContenderLine, texts: list[str], type_: ContenderType | None = None) -> None:
        self.current = Draft(line.block, texts, type_)
        self.drafts.append(self.current)
        self.skips_list = False
        self.seats_first = self.seats_first and not texts

    def _read_party(self, line: ContenderLine, text: str, after: ContenderLine | None) -> None:
        """Read ``Party: …``, which is a contender, or the party of the candidate above it."""
        current, key = self.current, str(line.key)
        inside = current is not None and current.head in line.above
        candidate = current is not None and is_candidate(current, self.expected_type())
        if key == "INDEPENDENTS" and _is_remark(text) and not (inside and candidate):
            name = line.block.text.partition(":")[0].replace("(s)", "s").strip()
            self._open(line, [name], ContenderType.INDEPENDENTS)
            self.drafts[-1].add_note(line, text)
        elif current is not None and candidate and (inside or not current.affiliations):
            if key == "INDEPENDENTS" and _is_remark(text):
                current.add_note(line, text)
                text = "Independent"
            elif key == "INDEPENDENTS" and (not is_given(text) or aggregate(text)):
                text = "" if current.affiliations else "Independent"
            self._affiliate(current, line, text, key)
        elif not is_given(text):
            self.current = None
        elif (
            current is None
            and line.block.level > 1
            and not line.above
            and self.expected_type() is ContenderType.CANDIDATE
        ):
            self._open(line, [], ContenderType.CANDIDATE)
            self._affiliate(self.drafts[-1], line, text)
        elif (
            current is not None
            and inside
            and current.type is ContenderType.COALITION
            and not begins_contender(line, after, current)
        ):
            current.add_note(line, line.block.text)
        else:
            self._open(line, [text], PARTIES[key])

    def _affiliate(self, draft: Draft, line: ContenderLine, text: str, key: str = "PARTY") -> None:
        draft.extend_to(line)
        if terminal("INDEPENDENT").fullmatch(text):
            draft.parties.append("Independent")
            more = re.sub(r"(?i)^independent(?:\(s\)| candidate)?[ ,;–-]*", "", text)
            draft.notes += filter(None, [more[1:-1] if more.startswith("(") else more])
        elif is_given(text):
            (draft.coalitions if key == "COALITION" else draft.parties).append(text)

    def _read_unkeyed(self, line: ContenderLine, text: str, after: ContenderLine | None) -> None:
        current, begins = self.current, begins_contender(line, after, self.current)
        inside = current is not None and current.head in line.above
        text = terminal("LIST").sub("", text, count=1) if terminal("LIST").match(text) else text
        if current is not None and inside and current.is_listing_leaders(line):
            current.extend_to(line)
            current.leaders = [*(current.leaders or []), *parse_leaders(line.text)]
        elif not any(c.isalpha() for c in text) or not is_given(text):
            self._reject(line, "holds no name")
        elif current and terminal("INDEPENDENT").fullmatch(text) and is_candidate(current, self.expected_type()):
            self._affiliate(current, line, text)
        elif terminal("HOW_MANY").fullmatch(text) and not begins and not inside:
            self._reject(line, "says how many there are")
        elif aggregate(text):
            self._open(line, [text])
        elif terminal("KEY_START").fullmatch(text):
            self.unplaced.append((f"{quoted(line.block.text)} is not a complete key; it was left out.", line.block))
        elif not begins and (terminal("ABOUT").fullmatch(text) or is_prose(text)):
            if current is not None and (inside or terminal("ABOUT").fullmatch(text)):
                current.add_note(line, text)
            else:
                self.current = None
                self.skips_list = line.text.endswith(":") and bool(terminal("OTHER_LIST").search(text))
        elif current is not None and inside:
            self._read_nested(current, line, text, begins)
        else:
            self._read_name(line, text, begins)

    def _read_nested(self, current: Draft, line: ContenderLine, text: str, begins: bool) -> None:
        """Read a line without a key under a name: a candidate's party, a party of a group, or a note."""
        if current.is_group or (begins and ":" not in text):
            if not current.has_figures and current in self.drafts:
                self.drafts.remove(current)  # Pro-Government Parties
            self._open(line, [text])
        elif is_candidate(current, self.expected_type()):
            self._affiliate(current, line, text)
        elif ":" in text:
            self.unplaced.append((f"{quoted(line.block.text)} has an unknown key; it was left out.", line.block))
        else:
            current.add_note(line, text)

    def _read_name(self, line: ContenderLine, text: str, begins: bool) -> None:
        current = self.current
        if not begins and (line.text.endswith(":") or terminal("GROUP_HEAD").fullmatch(text)):
            self.current = Draft(line.block, [text], is_group=True)
        elif current is not None and not begins and self._is_party_of(current, text):
            self._affiliate(current, line, text)
        elif self.skips_list:
            return
        elif len(text.split()) > NAME_WORDS or (
            not begins and (":" in text or terminal("KEY_START").fullmatch(text))
        ):
            self._reject(line, "is not written like a name")
        else:
            self._open(line, [text])

    def _is_party_of(self, current: Draft, text: str) -> bool:
        """Whether a line on the level of a candidate is the candidate's party."""
        if not is_candidate(current, self.expected_type()) or current.affiliations or is_person(text):
            return False
        only_candidates = self.expected_type() is ContenderType.CANDIDATE
        return self.alternates or (only_candidates and looks_like_party(text))


def _is_remark(text: str) -> bool:
    """Whether a text after ``Independents:`` is a remark and not a name: ``9 candidates``, ``in three districts``."""
    return text[:1].isdigit() or (
        text[:1].islower() and not terminal("INDEPENDENT").fullmatch(text) and is_given(text)
    )


def _contender_lines(lines: list[ContenderLine]) -> list[ContenderLine]:
    """Give all lines of another section the key ``OTHER``, except those about contenders."""
    kept: list[ContenderLine] = []
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        under = after is not None and after.key in PARTIES and line.block in after.above
        candidate = line.key == "CANDIDATE" or (line.key is None and is_person(without_marks(line.text)))
        affiliation = line.key in PARTIES and bool(kept) and kept[-1].block in line.above and kept[-1].key != "OTHER"
        named = line.key is None or line.key in PARTIES or line.key == "CANDIDATE"
        mine = line.key in ATTRIBUTES | {"THIS", "SUPPORT"} or affiliation or (candidate and under)
        if not mine and named and begins_contender(line, after):
            mine = line.key is not None or not is_prose(line.text)
        kept.append(line if mine else evolve(line, key="OTHER"))
    return kept
