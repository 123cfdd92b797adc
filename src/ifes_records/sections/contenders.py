"""The section on contenders: parties, coalitions and candidates, with their leaders and the seats they won.

A line says by its first words what it is (``contender_lines.py``); ``Race`` decides from the whole section which
contender it belongs to, since the lines may be nested, all on one level, or without bullets.
"""

from __future__ import annotations

import re

from attrs import evolve

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.body import SectionKind
from ifes_records.model.facts import Contender
from ifes_records.sections.contender_drafts import begins_contender
from ifes_records.sections.contender_lines import (
    ATTRIBUTES,
    ContenderLine,
    lines_of,
    may_name_contenders,
)
from ifes_records.sections.contender_names import (
    before_party,
    has_kind,
    is_given,
    is_person,
    is_prose,
    without_marks,
)
from ifes_records.sections.contender_race import PARTIES, Race
from ifes_records.sections.contender_rows import rows_of
from ifes_records.sections.lines import Body
from ifes_records.text import lexicon
from ifes_records.values import parentheses
from ifes_records.values.local_names import is_acronym

# The leaders and parties in these sections are not contenders.
NO_CONTENDERS = frozenset({SectionKind.RELATED, SectionKind.GOVERNMENT, SectionKind.REFERENDUM})


def read(body: Body) -> tuple[Contender, ...]:
    """Read the contenders, in their own section, or in another section if the heading was lost.

    A line that the end of the text may have cut off is left out.
    """
    contenders: list[Contender] = []
    text = body.source.text.rstrip()
    end = body.source.start + len(text)
    cut = end if body.cut is None and _ends_in_part_of_a_name(text) else body.cut
    for section in body.sections:
        if section.kind in NO_CONTENDERS:
            continue
        own = section.kind is SectionKind.CONTENDERS
        if not (own or may_name_contenders(section.blocks, body)):
            continue
        race = Race(section.heading or "", own, cut, end)
        lines = list(lines_of(section.blocks, body))
        race.read(lines if own else _only_sure(lines))
        race.read_notes(section, body)
        expected = race.expected_type()
        for draft in race.drafts:
            for contender, diagnostics in draft.finish(expected, body.alpha2):
                for diagnostic in diagnostics:
                    body.report(evolve(diagnostic, path=f"contenders[{len(contenders)}]{diagnostic.path}"))
                contenders.append(contender)
        for message, line in race.unplaced:
            body.report(Diagnostic("I-CONTENDER-PART", message, "contenders", line.span))
    rows = rows_of(contenders, body.results)
    return tuple(evolve(contender, result_index=row) for contender, row in zip(contenders, rows, strict=True))


def _ends_in_part_of_a_name(text: str) -> bool:
    """Whether a text ends in capitals that begin a longer word of it: ``Ann SIMP``, after ``Ann SIMPSON``."""
    last = re.search(r"[^\W\d_]{2,40}$", text[-40:])
    if last is None or not last[0].isupper() or text.find(last[0]) == len(text) - len(last[0]):
        return False
    return any(word.startswith(last[0]) and word != last[0] for word in re.findall(r"\b[^\W\d_]+", text))


def _only_sure(lines: list[ContenderLine]) -> list[ContenderLine]:
    """Give all lines of another section the key ``OTHER``, except those that are surely about contenders."""
    kept: list[ContenderLine] = []
    for at, line in enumerate(lines):
        # Green Front      Coalition made up of A and B      Leader: Ann BELL
        after = next((each for each in lines[at + 1 :] if each.remark != "allied"), None)
        before = kept[-1] if kept and kept[-1].key != "OTHER" else None
        text = without_marks(line.text)
        person = line.key is None and not line.above and _is_person_alone(line, text)
        below = before is not None and before.block in line.above
        beside = before is not None and before.above == line.above and _is_person_alone(before, before.text)
        sure = person or line.key in ATTRIBUTES or (line.key in ("support", "mate") and before is not None)
        if line.key in PARTIES:
            sure = below or begins_contender(line, after)
        elif line.key == "candidate":
            sure = bool(after is not None and after.key in PARTIES) or is_person(text)
        elif line.key is None and not person and not is_prose(line.words, line.text) and is_given(text):
            sure = begins_contender(line, after) or below or (beside and _is_affiliation(line, text))
        kept.append(line if sure else evolve(line, key="OTHER"))
    return kept


def _is_person_alone(line: ContenderLine, text: str) -> bool:
    """Whether a whole line is a person without an office, perhaps with a party's acronym: ``Ann BELL (ABC)``."""
    found = parentheses.find(text)
    withdrew = line.aside is not None and line.aside.remark == "withdrew"
    whole = not found.inside or is_acronym(found.inside) or withdrew
    if not line.words or (line.aside is not None and not withdrew):  # a key without anything after it
        return False
    alone = before_party(found.before) == found.before and ":" not in text and line.words[-1].text != "."
    small = [word for word in line.words if word.text.islower() and word.text.isalpha()]
    is_name = all(lexicon.pattern("PERSON_PARTICLE").fullmatch(word.text) for word in small)
    return whole and alone and is_name and is_person(found.before) and not has_kind(line.words[0], "office")


def _is_affiliation(line: ContenderLine, text: str) -> bool:
    """Whether a line beside a person is surely the person's party, or says that there is none."""
    return line.remark in ("independent", "incumbent") or (":" not in text and not any(c.isdigit() for c in text))
