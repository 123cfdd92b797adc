"""The contenders of one section, collected line by line."""

from __future__ import annotations

from itertools import pairwise

from attrs import define, field

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Section
from ifes_records.model.facts import ContenderType
from ifes_records.sections.contender_drafts import Draft, begins_contender, is_candidate
from ifes_records.sections.contender_leaders import parse_leaders
from ifes_records.sections.contender_lines import (
    ATTRIBUTES,
    ContenderLine,
    reader,
    with_members,
)
from ifes_records.sections.contender_names import (
    has_kind,
    is_given,
    is_person,
    is_prose,
    looks_like_party,
    without_marks,
)
from ifes_records.sections.lines import Body, walk
from ifes_records.text import lexicon
from ifes_records.text.grammars import could_become_label
from ifes_records.text.phrases import written_as
from ifes_records.text.words import MARK
from ifes_records.values.local_names import is_acronym
from ifes_records.values.name import aggregate

# Keys that name a party, which is a contender or the party of the candidate above.
PARTIES = {
    "party": ContenderType.PARTY,
    "coalition": ContenderType.COALITION,
    "independents": ContenderType.INDEPENDENTS,
}
# Lines about the contender above, which name nobody.
REMARKS = frozenset({"incumbent", "withdrew", "supported", "allied", "alliance_of", "about"})
# The first words of keys that no name begins with.
_ATTRIBUTE_WORDS = frozenset({"SEAT_WORD", "VOTES_WORD", "LEADER_KEY"})
# The longest name seen has 34 words on the two sides of its slash.
NAME_WORDS = 40


@define
class Race:
    """The contenders of one section, collected line by line; ``is_own_section`` if it is the one on contenders."""

    heading: str
    is_own_section: bool
    cut: int | None
    # Where the text ends. A leader by one word there is likely the beginning of a longer name.
    text_end: int
    drafts: list[Draft] = field(factory=list)
    # By the identity of the block that they begin with.
    heads: dict[int, Draft] = field(factory=dict)
    unplaced: list[tuple[str, ContenderLine]] = field(factory=list)
    current: Draft | None = None
    # Lines without a key are a person and a party in turn.
    alternates: bool = False
    # The lines are a list that is not of contenders: `These won seats in 2018:`
    skips_list: bool = False
    # Seats came before any name or leader, so nobody knows whose they are.
    seats_first: bool = False
    # One of the contenders has leaders or seats, as only parties do.
    have_figures: bool = False

    def read(self, lines: list[ContenderLine]) -> None:
        """Collect the contenders of ``lines``."""
        self.alternates = _alternate(lines, at_least=2 if self.is_own_section else 1)
        for line, after in zip(lines, [*lines[1:], None], strict=False):
            self._read_line(line, after)
        self.drafts = [draft for draft in self.drafts if self._is_contender(draft)]
        self.have_figures = any(draft.has_figures for draft in self.drafts)

    def read_notes(self, section: Section, body: Body) -> None:
        """Find those who withdrew according to a sentence or a footnote: ``** Ann BELL withdrew from the race``."""
        who, marks = set[str](), set[str]()
        for block in walk(section.blocks) if self.drafts else ():
            text, offset = body.own_text(block)
            if not reader().may_have(text, "WITHDREW"):
                continue
            words = [word for word in reader().words(text, offset) if not {"HAS", "WAS"} & set(word.kinds)]
            who |= {before.text for before, word in pairwise(words) if "WITHDREW" in word.kinds}
            if words and "WITHDREW" in words[0].kinds and (mark := MARK.match(text)):
                marks.add(mark[0])
        for draft in self.drafts if who or marks else ():
            name = [word for written in draft.texts for word in written.split()]
            family = [word for word in name if word.isupper()]
            is_marked = not marks.isdisjoint(MARK.findall(draft.head.text))
            draft.withdrawn |= is_marked or not who.isdisjoint([*name[-1:], *family[-1:]])

    def expected_type(self) -> ContenderType | None:
        """Return the type of contender that the heading suggests; leaders or seats suggest parties."""
        text = self.heading.casefold()
        parties = any(word in text for word in ("part", "entit", "coalition", "alliance", "contend", "group"))
        candidates = "candidate" in text or (self.alternates and not self.is_own_section) or self._are_people()
        if candidates and not parties and not self.have_figures:
            return ContenderType.CANDIDATE
        return ContenderType.PARTY if parties and not candidates and self.is_own_section else None

    def _are_people(self) -> bool:
        """Whether the contenders so far are several people, whatever the heading says."""
        texts = [draft.texts[0] for draft in self.drafts if draft.texts and not draft.is_group]
        return len(texts) > 1 and all(map(is_person, texts))

    def _is_contender(self, draft: Draft) -> bool:
        if draft.texts:
            return True
        won = any(seats.won is not None for _, seats in draft.seats.values())
        return bool(draft.leaders and won) or (
            self.is_own_section and bool(draft.leaders or won or draft.affiliations)
        )

    def _read_line(self, line: ContenderLine, after: ContenderLine | None) -> None:
        key = line.key
        if key == "OTHER":
            if self.is_own_section and _begins_attribute(line):
                self._leave_out(line, "has an unknown key")
            self.current = None
        elif self._is_cut(line):
            self._leave_out(line, "may be cut off")
        elif key in ATTRIBUTES:
            self._read_attribute(line)
        else:
            self._read_named(line, without_marks(line.text), after)

    def _read_named(self, line: ContenderLine, text: str, after: ContenderLine | None) -> None:
        key = line.key
        current = self.current
        if key == "mate" or (key == "support" and current is not None and _is_party(current)):
            self._read_ally(line)
        elif key == "support" and current is not None:
            self._affiliate(current, line, text)
        elif key == "candidate":
            self._open(line, [name.strip() for name in text.split(";") if is_given(name)], ContenderType.CANDIDATE)
        elif key in PARTIES:
            self._read_party(line, text, after)
        elif key is None:
            self._read_unkeyed(line, text, after)

    def _read_ally(self, line: ContenderLine) -> None:
        """Note who stands with a contender: ``Running mate: Ann BELL``, ``Supported by: Green List`` (of a party)."""
        if self.current is None:
            self._leave_out(line, "has nobody above it")
            return
        self.current.add_note(line, line.block.text)
        message = f"{quoted(line.block.text)} has no field of its own; it was kept in the note."
        self.current.diagnostics.append(Diagnostic("I-CONTENDER-PART", message, ".note", line.span))

    def _read_attribute(self, line: ContenderLine) -> None:
        current = self.current
        if current is not None and current.texts and line.key != "leader" and not current.accepts(line):
            message = f"{quoted(line.block.text)} repeats what {quoted(current.texts[0])} has; the first was taken."
            self.unplaced.append((message, line))
            return
        if current is None or not current.accepts(line) or (self.seats_first and not current.texts):
            self._open(line, [])
            self.seats_first = self.seats_first or line.key == "last"
        self.drafts[-1].add_attribute(line)
        self.have_figures |= self.drafts[-1].has_figures

    def _is_cut(self, line: ContenderLine) -> bool:
        block = line.block
        if block.span is None or block.span.end not in (self.cut, self.text_end):
            return False
        if block.children or block.text.endswith((*')].*”"',)):
            return False
        # The end of a text that is surely cut off has no line end; a name or key that is begun shows it, too.
        is_begun = (line.key == "leader" and len(line.words) == 1) or (line.key is None and _begins_key(line.text))
        return is_begun or block.span.end == self.cut

    def _leave_out(self, line: ContenderLine, why: str) -> None:
        self.unplaced.append((f"{quoted(line.block.text)} {why}; it was left out.", line))

    def _reject(self, line: ContenderLine, why: str) -> None:
        self.unplaced.append((f"{quoted(line.block.text)} {why}; it was not taken as a contender.", line))
        self.current = None

    def _open(self, line: ContenderLine, texts: list[str], type_: ContenderType | None = None) -> None:
        head, members = with_members(line, texts[0]) if len(texts) == 1 else ("", [])
        if members:
            texts, type_ = [without_marks(head)], ContenderType.COALITION
        self.current = Draft(line, texts, type_, members=members)
        self.current.add_aside(line)
        self.drafts.append(self.current)
        self.heads[id(line.block)] = self.current
        self.skips_list = False
        self.seats_first = self.seats_first and not texts

    def _above(self, line: ContenderLine) -> Draft | None:
        """The alliance that a line is nested in."""
        return next((self.heads[id(block)] for block in reversed(line.above) if id(block) in self.heads), None)

    def _read_party(self, line: ContenderLine, text: str, after: ContenderLine | None) -> None:
        """Read ``Party: …``, which is a contender, or the party of the candidate above it."""
        current, key = self.current, str(line.key)
        inside = current is not None and current.head in line.above
        candidate = current is not None and is_candidate(current, self.expected_type())
        if key == "independents" and _is_remark(line, text) and not (inside and candidate):
            self._open(line, ["Independents"], ContenderType.INDEPENDENTS)
            self.drafts[-1].add_note(line, text)
        elif current is not None and candidate and (inside or not current.affiliations):
            if key == "independents" and is_given(text) and not aggregate(text):
                current.add_note(line, text)
                if line.remark is None:
                    message = f"{quoted(text)} may be a party of an independent; it is kept in the note."
                    current.diagnostics.append(Diagnostic("I-CONTENDER-PART", message, ".party", line.span))
                text = "Independent"
            elif key == "independents":
                says_nothing = bool(text) and not is_given(text)  # Independent(s): N/A
                text = "" if current.affiliations or says_nothing else "Independent"
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
            current.extend_to(line)
            current.members.append(text)
        else:
            above = self._above(line)
            if above is not None and above.type is ContenderType.COALITION:
                above.members.append(text)
            self._open(line, [text], None if aggregate(text) and key != "independents" else PARTIES[key])

    def _affiliate(self, draft: Draft, line: ContenderLine, text: str, key: str = "party") -> None:
        draft.extend_to(line)
        draft.add_aside(line)
        if line.remark == "independent" or text == "Independent":
            draft.parties.append("Independent")
            rest = [
                word for word in line.rest if not {"COMMA", "OPEN", "CLOSE", "SEMICOLON", "DASH"} & set(word.kinds)
            ]
            if line.remark == "independent" and rest:
                draft.add_note(line, written_as(rest).strip("- "))
        elif is_given(text):
            (draft.coalitions if key == "coalition" else draft.parties).append(text)

    def _read_unkeyed(self, line: ContenderLine, text: str, after: ContenderLine | None) -> None:
        current, begins = self.current, begins_contender(line, after, self.current)
        inside = current is not None and current.head in line.above
        candidate = current is not None and is_candidate(current, self.expected_type())
        if current is not None and inside and current.is_listing_leaders(line):
            current.extend_to(line)
            current.leaders = [*(current.leaders or []), *parse_leaders(line.words)]
        elif not any(c.isalpha() for c in text) or not is_given(text):
            self._reject(line, "holds no name")
        elif line.remark == "independent" and candidate and current is not None:
            self._affiliate(current, line, text)
        elif _begins_attribute(line):
            self._leave_out(line, "is not a complete key")
        elif line.remark == "how_many" and not begins and not inside and not aggregate(text):
            self._reject(line, "says how many there are")
        elif aggregate(text):
            self._open(line, [text])
        elif _begins_with_office(text) and not inside:
            self._read_name(line, text, begins, after)
        elif line.remark in REMARKS and current is not None and not (line.remark == "about" and begins):
            current.add_note(line, text)
        elif not begins and (is_prose(line.words, text) or line.remark in REMARKS):
            self._read_prose(line, text, inside)
        elif current is not None and inside:
            self._read_nested(current, line, text, begins)
        else:
            self._read_name(line, text, begins, after)

    def _read_prose(self, line: ContenderLine, text: str, inside: bool) -> None:
        if self.current is not None and inside:
            self.current.add_note(line, text)
            return
        self.current = None
        is_list = any(has_kind(word, "other_list") for word in line.words)
        self.skips_list = line.block.text.endswith(":") and is_list
        if any(c.isdigit() for c in text):
            self._leave_out(line, "is prose")

    def _read_nested(self, current: Draft, line: ContenderLine, text: str, begins: bool) -> None:
        """Read a line without a key under a name: a candidate's party, a party of a group, or a note."""
        if current.is_group:
            self._open(line, [text])
        elif begins and ":" not in text:
            current.type = ContenderType.COALITION
            current.members.append(text)
            self._open(line, [text])
        elif ":" in text:
            self._leave_out(line, "has an unknown key")
        elif is_candidate(current, self.expected_type()):
            self._affiliate(current, line, text)
        elif current.type is ContenderType.COALITION and looks_like_party(text):
            current.extend_to(line)
            current.members.append(text)
        else:
            current.add_note(line, text)

    def _read_name(self, line: ContenderLine, text: str, begins: bool, after: ContenderLine | None) -> None:
        current, above = self.current, self._above(line)
        if not begins and (line.block.text.endswith(":") or _is_group(line)):
            self.current = Draft(line, [text], is_group=True)
        elif current is not None and not begins and self._is_party_of(current, text):
            self._affiliate(current, line, text)
        elif self.skips_list:
            return
        elif len(text.split()) > NAME_WORDS or (not begins and ":" in text and not with_members(line, text)[1]):
            self._reject(line, "is not written like a name")
        elif current is None and is_acronym(text) and _is_of_candidate(after):
            self._open(line, [], ContenderType.CANDIDATE)  # the candidate's name is lost
            self._affiliate(self.drafts[-1], line, text)
        else:
            if above is not None and above.type is ContenderType.COALITION:
                above.members.append(text)
            self._open(line, [text])

    def _is_party_of(self, current: Draft, text: str) -> bool:
        """Whether a line on the level of a candidate is the candidate's party."""
        if not is_candidate(current, self.expected_type()) or current.affiliations or is_person(text):
            return False
        only_candidates = self.expected_type() is ContenderType.CANDIDATE or not self.is_own_section
        return self.alternates or (only_candidates and (looks_like_party(text) or is_acronym(text)))


def _begins_key(text: str) -> bool:
    """Whether a text may be the beginning of a key, and is none: ``Can`` of ``Candidate: Ann BELL``."""
    return could_become_label(text, keys=True) and not lexicon.pattern("AFFILIATION_KEY").fullmatch(text)


def _alternate(lines: list[ContenderLine], at_least: int) -> bool:
    """Whether each person has a party in the next line, some of them without a key; ``at_least`` so many people."""
    named = [line for line in lines if line.key in (None, *PARTIES) and line.remark not in REMARKS]
    persons = [line.key is None and is_person(without_marks(line.text)) for line in named]
    start = persons.index(True) if True in persons else len(persons)
    is_bare = any(not person and line.key is None for line, person in zip(named, persons, strict=True))
    pairs = (len(persons) - start) // 2
    return is_bare and pairs >= at_least and persons[start:] == [True, False] * pairs


def _is_remark(line: ContenderLine, text: str) -> bool:
    """Whether a text after ``Independents:`` is a remark and not a name: ``9 candidates``, ``in three districts``."""
    return text[:1].isdigit() or (text[:1].islower() and line.remark != "independent" and is_given(text))


def _is_party(draft: Draft) -> bool:
    """Whether a draft is surely no candidate, by its key or its name."""
    if draft.type is not None:
        return draft.type is not ContenderType.CANDIDATE
    return bool(draft.texts) and looks_like_party(draft.texts[0])


def _begins_with_office(text: str) -> bool:
    """Whether a person has an office before the name: ``Former President Ann BELL``."""
    return lexicon.pattern("OFFICE_BEFORE_NAME", after=" ").match(text) is not None and is_person(text)


def _begins_attribute(line: ContenderLine) -> bool:
    return bool(line.words) and not _ATTRIBUTE_WORDS.isdisjoint(line.words[0].kinds)


def _is_group(line: ContenderLine) -> bool:
    """Whether a line is the heading of a group: ``Opposition parties``, ``Main candidates in the south``."""
    if line.remark != "group":
        return False
    return not line.rest or (
        line.rest[0].text.islower() and not any("SLASH" in w.kinds or "OPEN" in w.kinds for w in line.rest)
    )


def _is_of_candidate(line: ContenderLine | None) -> bool:
    return line is not None and line.key is None and line.remark in ("incumbent", "independent")
