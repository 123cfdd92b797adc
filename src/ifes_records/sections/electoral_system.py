"""The electoral system: who is elected, by which method, how many, in which constituencies, and for how long.

The President is elected by absolute majority vote through a two-round system to serve a 5-year term.
In the Senate, 40 members are indirectly elected. An additional 10 members are appointed by the president.
All members serve 6-year terms.

The grammar reads clauses (`electoral_clauses.py`). Here is decided what they share: a subject, a method, a term.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import define, field

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType, SectionKind
from ifes_records.model.facts import ElectoralMethod, ElectoralRule
from ifes_records.sections.electoral_clauses import SHARED, Clause, read_clause, read_phrase
from ifes_records.sections.electoral_words import (
    NUMBERS,
    before_doubt,
    doubts,
    goes_on,
    names_others,
    names_second_round,
    second_round,
    unit_of,
    with_asides,
)
from ifes_records.sections.lines import Body, walk
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.phrases import prose
from ifes_records.text.words import Word
from ifes_records.values import number

# Where the lines of a page without headings can be.
WITHOUT_HEADING = (SectionKind.GENERAL, SectionKind.STAKES, SectionKind.GOVERNMENT, SectionKind.UNTITLED)

# What a text may call a vote that has a second round if nobody has a majority in the first.
OF_ONE_WINNER = (ElectoralMethod.ABSOLUTE_MAJORITY, ElectoralMethod.PLURALITY)

# The rules of which a line has one if it says how somebody is chosen.
VERBS = ("chosen", "elects", "hereditary")

# The kinds of words that are figures.
OF_FIGURES = NUMBERS | {"FIGURE"}

# The fields of a rule that hold figures, less its term.
FIGURES = ("seats", "of", "constituency_count", "threshold_percent", "term_limit")


def read(body: Body) -> tuple[ElectoralRule, ...]:
    """Read the lines of the section or, if it gives nothing, the lines elsewhere that surely state a rule."""
    found: list[Clause] = []
    for section in body.of_kind(SectionKind.ELECTORAL_SYSTEM):
        for block in section.blocks:
            _read_with_children(block, body, found, None)
    if not found:
        for section in body.of_kind(*WITHOUT_HEADING):
            for block in walk(section.blocks):
                if prose("electoral_system.lark").may_have(body.own_text(block)[0], *VERBS):
                    line = read_line(block, body, found)
                    found += line.clauses if line.is_own or (found and line.is_plain) else []
    for index, clause in enumerate(found):
        body.spans.update({f"electoral_system[{index}].{name}": span for name, span in clause.spans.items()})
        for name, diagnostic in clause.diagnostics.items():
            span = clause.spans.get(name) or clause.block.span or Span(0, 0)
            body.report(diagnostic.at(span, f"electoral_system[{index}]" + f".{name}" * bool(name)))
    return tuple(clause.rule() for clause in found)


def _read_with_children(block: Block, body: Body, found: list[Clause], subject: str | None) -> None:
    line = read_line(block, body, found, subject)
    if (
        not (line.clauses or line.problems or line.is_of_before or block.children or block.key)
        and block.type is not BlockType.NOTE
    ):
        line.problems.append(Diagnostic("I-ELECTORAL-UNREAD", f"{quoted(block.text)} gave no rule."))
    for problem in line.problems:
        body.report(problem.at(block.span or Span(0, 0), "electoral_system"))
    found += line.clauses
    for child in block.children:
        _read_with_children(child, body, found, line.subject)


def read_line(block: Block, body: Body, before: Sequence[Clause] = (), subject: str | None = None) -> Line:
    """Read one line, without the lines below it; notes, and lines with a key, give nothing.

    ``before`` are the clauses of the lines before it, ``subject`` is the subject of the line above it. If it
    ``is_own``, it is surely about the electoral system, whatever heading it is under.
    """
    line = Line(block, body, before, subject)
    if block.type is not BlockType.NOTE and block.key is None:
        reader = prose("electoral_system.lark")
        words = [word for word in reader.words(*body.own_text(block)) if "QUOTE" not in word.kinds]
        line.doubts = [*doubts(words)]
        for sentence in reader.sentences_of(words):
            line.read(sentence)
        line.note_left_out(words)
    return line


@define
class Line:
    """A line as far as it has been read."""

    block: Block
    body: Body
    before: Sequence[Clause]
    """Those of the lines before."""
    subject: str | None
    """Whom the last clause was about."""
    doubts: list[int] = field(factory=list)
    """Where words are that say what was, may be or is planned."""
    is_body: bool = True
    """Whether that was a chamber, and not an office."""
    clauses: list[Clause] = field(factory=list)
    problems: list[Diagnostic] = field(factory=list)
    """Diagnostics about what gave no rule."""
    is_own: bool = False
    """Whether a sentence was understood as a whole, and says who is chosen and how, or how many are."""
    is_plain: bool = False
    """Whether a sentence was understood as a whole, and says how somebody is chosen."""
    is_of_before: bool = False
    """Whether it says something of the line before alone: ``If no candidate wins a majority, a run-off is held``."""
    is_about_others: bool = False
    """Whether the last subject was a court, a commission or the like."""

    @property
    def known(self) -> list[str]:
        """Subjects of the lines before."""
        return [each.subject for each in self.before if each.subject]

    def read(self, sentence: Sequence[Word]) -> None:
        """Read a sentence, if it states a rule in force."""
        before = [each for each in self.clauses if each.method is ElectoralMethod.PLURALITY]
        self._read(sentence)
        before = [each for each in before if each.subject == self.subject]
        if before and names_second_round(sentence):
            for each in before:
                each.doubt_plurality()

    def _read(self, sentence: Sequence[Word]) -> None:
        reader = prose("electoral_system.lark")
        # Each voter has two votes: one for a candidate and one for a list
        sentence = sentence[: next((at for at, word in enumerate(sentence) if word.kinds == ("VOTES",)), None)]
        if (again := second_round(sentence)) is not None:
            begins, at = again
            if any("CHOSEN" in word.kinds for word in sentence[:begins]):
                self.read(sentence[:begins])
            self._add_second_round(Span(sentence[at].start, sentence[at].end))
            return
        doubt = next((start for start in self.doubts if sentence[0].start <= start < sentence[-1].end), None)
        if doubt is not None and not (sure := before_doubt(sentence, doubt)):
            self._note_subject(sentence)
            return
        sentence = sentence if doubt is None else sure
        sentence = [*with_asides(sentence)]
        found = list(reader.clauses(sentence))
        clauses = [read_clause(each.tree, self.block, self.body.source) for each in found]
        for clause, each in zip(clauses, found, strict=True):
            clause.is_total = each.end < len(sentence) and "COLON" in sentence[each.end].kinds
            if clause.is_of_several and not clause.is_total:
                clause.count_all()
            clause.opens = each.start == 0
            clause.is_unclear = clause.is_unclear or (each.rule == "terse" and len(sentence) > each.end - each.start)
        refers = bool(clauses) and clauses[0].subject is None and clauses[0].is_general
        self.is_about_others = names_others(sentence) or (self.is_about_others and refers)
        if self.is_about_others:
            return
        if not found or found[0].start > 0:
            unread = sentence[: found[0].start if found else None]
            self._note_subject(unread)
            self._note_places(unread)
        first = len(self.clauses)
        for clause in clauses:
            self._add(clause, first)
        own = self.clauses[first:]
        self._share(own)
        ends = [(0, 0), *((each.start, each.end) for each in found), (len(sentence), 0)]
        between = [word for (_, end), (start, _) in pairwise(ends) for word in sentence[end:start]]
        is_whole = all(map(reader.is_boundary, between))
        states = any(
            each.way.verb and (each.says("method", "seats", "term_years") or each.is_of_office)
            if each.subject
            else each.way.verb and each.says("method") and each.says("seats")
            for each in own
        )
        self.is_own = self.is_own or (states and is_whole)
        self.is_plain = self.is_plain or (is_whole and any(each.says("method") and each.way.verb for each in own))

    def _note_subject(self, unread: Sequence[Word]) -> None:
        """Note whom an unread sentence, or the unread beginning of one, is about."""
        for at, word in enumerate(unread):
            if word.kinds[0] in ("WHERE", "POOL", "MEMBERS", "SIZED") or (
                word.kinds[0] == "WHO" and goes_on(unread, at)
            ):
                assert word.tree is not None
                about = read_phrase(word.tree, self.block, self.body.source)
                if about.subject:
                    self.subject, self.is_body = about.subject, about.is_body
                return

    def _add_second_round(self, where: Span) -> None:
        """A second round follows if nobody wins the first, by the only rule on whom the last clause was about."""
        about = [each for each in self.clauses if each.subject == self.subject]
        if not about and self.subject and not self.is_body:
            about = [Clause(self.block, self.body.source, where, "second_round", self.subject, is_body=False)]
            self.clauses += about
            self.problems = [each for each in self.problems if each.code != "I-ELECTORAL-METHODS"]
        if not self.subject and self.before and not self.before[-1].is_body:
            about = [each for each in self.before if each.subject == self.before[-1].subject]
            self.is_of_before = True
        about = [each for each in about if each.method in OF_ONE_WINNER] or [
            each for each in about if each.method is None
        ]
        if len(about) == 1:
            about[0].set("method", ElectoralMethod.TWO_ROUND, where)

    def _note_places(self, unread: Sequence[Word]) -> None:
        """Take the number of constituencies from an unread sentence: ``In each of the 24 constituencies …``."""
        about = [each for each in self.clauses if each.subject == self.subject]
        word = next((word for word in unread[:1] if word.kinds[0] == "PLACE"), None)
        if word is not None and len(about) == 1 and about[0].says("constituencies"):
            assert word.tree is not None
            place = read_phrase(word.tree, self.block, self.body.source)
            if place.is_of_each:
                place.give(about, "constituency_count")

    def _add(self, clause: Clause, first: int) -> None:
        """Add a clause, or add what it says to the rules that it is about.

        It takes its subject from the text before, and from the same sentence the verb, if it names an agent alone:
        ``8 are appointed by the King and 4 by the Forum``. ``They serve 6-year terms`` is about the rules before, and
        so is ``…, all elected by lists``. ``first`` is the index of the first clause of the sentence.
        """
        own = self.clauses[first:]
        if clause.is_unclear or not _fits(clause, own):
            return
        if clause.subject is None:
            clause.set("subject", self._subject_of(clause))
        elif clause.subject.endswith("s") and (singular := clause.subject[:-1]) in (*self.known, self.subject):
            clause.subject = singular  # The Presidents serve 5-year terms.
        if clause.subject not in (None, self.subject):
            self.subject, self.is_body = clause.subject, clause.is_body
        if own:
            clause.way.follow(own[-1].way)
            if clause.is_of_whom:
                name = "of" if own[-1].says("of") else "seats"
                clause.set("of", getattr(own[-1], name), own[-1].spans.get(name))
        clause.decide_method()
        said = self.clauses if clause.opens else own
        about = [each for each in said if each.subject == clause.subject]
        about = about[-1:] if clause.is_of_last else about
        if clause.is_general and about and self._tell(clause, about):
            about[0].diagnostics |= clause.diagnostics
            return
        is_spread = clause.is_of_each and clause.way.verb is None
        says = clause.says("method", "seats", "of", *SHARED)
        says = says or "term_years" in clause.diagnostics  # They serve 4- or 5-year terms.
        is_chosen = (clause.is_of_whom or clause.says("constituencies")) and clause.way.verb is not None
        says = says and (clause.is_more or is_chosen or clause.says("method", "term_years") or not clause.is_part)
        if says and not is_spread and clause.kind != "top":
            self.clauses.append(clause)
        elif not clause.is_share:
            self.problems += clause.diagnostics.values()

    def _subject_of(self, clause: Clause) -> str | None:
        """Whom a clause without a subject is about; ``Senators`` are those of the ``Senate``."""
        if clause.title is None:
            return self.subject
        stem = clause.title[:5].casefold()
        known = [*self.known, *(each.subject or "" for each in self.clauses)]
        named = next((each for each in reversed(known) if stem in each.casefold()), None)
        is_title = self.subject and lexicon.pattern("MEMBER_TITLE").fullmatch(self.subject)
        return named or (self.subject if self.is_body and not is_title else None) or clause.title

    def _tell(self, clause: Clause, about: list[Clause]) -> bool:
        """Give what is said of all members to the rules about them; return whether none needs a rule of its own."""
        if clause.says("method") and all(each.says("method") for each in about):
            # Seats are distributed by the D’Hondt method: said again of rules that are proportional
            is_said_again = any(each.method is clause.method for each in about)
            has_own = clause.says("seats", "of", "constituencies", "term_years", "term_limit", "threshold_percent")
            return clause.kind == "top" or (is_said_again and not has_own)
        total = clause.seats
        for each in about:
            if total and each.seats != total:
                each.set("of", each.of or total, clause.spans.get("seats"))
        lists = [each for each in about if each.method in (ElectoralMethod.PROPORTIONAL, ElectoralMethod.MIXED)]
        given = clause.give(lists if clause.kind == "threshold" and lists else about, *SHARED)
        return given or not clause.says(*SHARED) or clause.kind == "top"

    def _share(self, own: list[Clause]) -> None:
        """Share what one clause of a sentence says for several: the term at its end, the method of a total."""
        if len(own) < 2:
            return
        total, *parts = own
        if total.says("of") and total.seats:
            total.give((each for each in parts if each.subject == total.subject), "of")
        before = [each for each in own[:-1] if each.subject == own[-1].subject]
        if not any(each.says("term_years") for each in before):
            own[-1].give(before, "term_years", "term_limit")
        if total.is_total and total.seats:
            given = sum(each.seats or 0 for each in parts)
            for part in parts:
                part.set("of", total.seats, total.spans["seats"])
            total.give(parts, *SHARED)
            if given != total.seats:
                message = f"The rules read from {quoted(self.block.text)} fill {given} of {total.seats} seats."
                self.problems.append(Diagnostic("I-ELECTORAL-SEATS", message))
            if not total.says("method"):
                self.clauses.remove(total)
        elif total.is_total and total.says("method") and all(each.says("seats") for each in parts):
            total.give(parts, *SHARED)  # by proportional representation: 28 from regions, and 5 from the nation
            self.clauses.remove(total)

    def note_left_out(self, words: Sequence[Word]) -> None:
        """Report the figures of the line that none of its rules has, unless a diagnostic is about the line anyway."""
        if self.problems or any(clause.diagnostics for clause in self.clauses):
            return
        terms = {f"{clause.term_years}" for clause in self.clauses}
        others = [getattr(clause, name) for clause in self.clauses for name in FIGURES]
        held = {f"{value:g}" for value in others if value is not None}
        figures = []
        for at, word in enumerate(words):
            if OF_FIGURES.isdisjoint(word.kinds):
                continue
            if "FIGURE" in word.kinds:
                is_term = any(
                    "YEARS" in after.kinds for after in words[at + 1 : at + 3] if "FIGURE" not in after.kinds
                )
                value = word.text.replace(",", "")
            elif (unit := unit_of(words, at)) is not None:
                is_term, value = unit == "YEARS", f"{number.in_words([word.text.lower()])}"
            else:
                continue
            if value not in (terms if is_term else held):
                figures.append(word.text)
        if figures:
            message = f"The rules of this line leave out {', '.join(map(quoted, dict.fromkeys(figures)))}."
            diagnostic = Diagnostic("I-ELECTORAL-FIGURES", message)
            if self.clauses:
                self.clauses[0].diagnostics[""] = diagnostic
            else:
                self.problems.append(diagnostic)


def _fits(clause: Clause, before: Sequence[Clause]) -> bool:
    """Whether a clause can follow those before it in its sentence: not ``Oslo by lists``, after ``in seven regions
    and``, nor ``all elected by lists``, after what was not read.
    """
    if clause.kind == "gapped":
        return bool(before) and before[-1].kind in ("active", "gapped")
    if clause.opens:
        return True
    if clause.is_of_them:
        return bool(before)
    return clause.is_body or clause.way.verb is not None or not (clause.way.agents or clause.way.words)
