"""Who holds an office: ``President Kasym-Zhomart TOKAYEV (since 20 March 2019)``.

``holder_lines.py`` reads a line to entries, one for each person. Decided here is what they are to each other: who
shares an office, who is a deputy, and who acts for the chief of state.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType
from ifes_records.model.facts import OfficeHolder
from ifes_records.sections.holder_lines import Entry, Line
from ifes_records.sections.holder_words import is_shared, is_style
from ifes_records.sections.lines import Body
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.phrases import prose
from ifes_records.text.words import MARK
from ifes_records.values import person

# A name with a numeral is a monarch's, and has no family name: ELIZABETH II, ABDALLAH II bin Al Hussein
_REGNAL = re.compile(r"[^\W\d_]{3} [IVX]+(?= [a-z])")
_NUMERAL = re.compile(r"(?:^|\s)[IVX]+(?=\s|$)")
_RETIRED = r"\((?:ret|retd|rtd|retired)\.?\)"  # General (Ret.)


@frozen
class Found:
    """The holder of an office, and who is named beside them."""

    holder: OfficeHolder | None = None
    representative: OfficeHolder | None = None
    deputies: tuple[OfficeHolder, ...] = ()


def read(office: str, block: Block | None, following: Sequence[Block], body: Body) -> Found:
    """Read the line of an office; ``office`` is the field's name.

    ``following`` are the blocks after it, which name the holders if the line only counts them: ``2 co-princes``.
    """
    if block is None:
        return Found()
    path = f"government.{office}"
    text, offset = body.own_text(block)
    start = text.find(":") + 1
    line = Line(text[start:], offset + start, office)
    if lexicon.is_not_known(line.value):
        return Found()
    holder = OfficeHolder(block.text, span=block.span)
    line.read()
    if line.rule == "nobody":
        return Found(evolve(holder, note=line.value))
    if line.rule == "several":
        return _on_lines_below(line, holder, following, body, path)
    if not line.entries:
        message = f"The title and the name in {quoted(line.value)} can't be told apart with certainty; both are null."
        body.report(Diagnostic("I-HOLDER-PART", message, path, block.span))
        return Found(holder)
    return _found(line, holder, body, path)


def _on_lines_below(line: Line, holder: OfficeHolder, following: Sequence[Block], body: Body, path: str) -> Found:
    """``2 co-princes``, with ``Cy DEAN, represented by Ann BELL (both since 14 May 2018)`` and another line below."""
    people: list[OfficeHolder] = []
    acting: list[OfficeHolder] = []
    for block in following:
        own = Line(*body.own_text(block))
        own.read()
        if block.key is not None or not own.entries or own.rest or own.entries[0].name is None:
            break
        first, *others = own.entries
        for other in others:
            first.since = first.since or (other.since if other.is_for_both else None)
        person_path = f"{path}.together_with[{len(people)}]"
        people.append(evolve(_holder(first, own, body, person_path), text=block.text, span=block.span))
        for each in (other for other in others if other.stands_in):
            beside = f".together_with[{len(acting) - 1}]" if acting else ""
            acting.append(_holder(each, own, body, f"government.representative{beside}"))
    where = "they are in “together_with”" if people else "no line below names them"
    message = f"{quoted(line.value)} only counts the holders of the office; {where}."
    body.report(Diagnostic("I-HOLDER-SEVERAL", message, path, holder.span))
    representative = evolve(acting[0], together_with=tuple(acting[1:])) if acting else None
    return Found(evolve(holder, together_with=tuple(people)), representative)


def read_representative(block: Block, chief: OfficeHolder, body: Body) -> OfficeHolder | None:
    """Read a line below that of the chief of state, ``Represented by Governor-General Cy DEAN``, if it is one.

    A footnote also names the chief of state: ``* The Queen is represented by Governor-General Cy DEAN``.
    """
    text, offset = body.own_text(block)
    if block.key is not None or not prose("holders.lark").may_have(text, "REPRESENTED", "NAMES"):
        return None
    start = mark.end() if block.type is BlockType.NOTE and (mark := MARK.match(text)) else 0
    line = Line(text[start:], offset + start)
    line.read()
    entries = line.entries
    if start and entries and (_reigns(entries[0].title) or entries[0].title == chief.title):
        entries = entries[1:]
    if not (entries and entries[0].stands_in and (entries[0].name or not start)):
        return None
    found = _holder(entries[0], line, body, "government.representative")
    return evolve(found, text=block.text, note=line.rest or found.note, span=block.span)


def _found(line: Line, holder: OfficeHolder, body: Body, path: str) -> Found:
    first, *others = line.entries
    if first.title is None and first.name and others and others[0].title and others[0].name is None:
        # Paul KAGAME, President (since 24 March 2000)
        after = others.pop(0)
        first.title, first.since, first.until = after.title, first.since or after.since, first.until or after.until
        first.notes += after.notes
    elif first.title and first.name is None and not first.is_vacant and others and others[0].title is None:
        # Prime Minister, Ann Bell, resigned …
        after = others.pop(0)
        first.name, first.names, first.span = after.name, after.names, Span(first.span.start, after.span.end)
        first.since, first.until = first.since or after.since, first.until or after.until
        first.notes += after.notes
    others = [
        each for each in others if (each.title, each.name) != (first.title, first.name)
    ]  # Queen ANNE; Queen ANNE
    _take_reigning_name(first, others, line)
    together, deputies, stand_ins, noted = _sorted(first, others)
    if first.is_vacant:
        # Vacant (since 7 May 2014)      President TBD
        first.since, first.until, first.notes = None, None, [line.value.removeprefix(first.title or "")]
    shares = first.title is not None and first.since is None and is_shared(first.title)
    joint = [each for each in together if each.title == first.title] if shares else []
    if joint:
        # Captains Regent Oscar MINA and Paolo RONDELLI (since 1 April 2022)      (the date is for both)
        first.name, first.is_joint = line.said(first.names.start, joint[-1].names.end), True
        first.since, first.until = joint[-1].since, joint[-1].until
        for each in joint:
            each.since, each.until, each.span = first.since, first.until, Span(first.span.start, joint[-1].span.end)
    elif together and together[-1].title == first.title and first.since is None:
        first.since = together[-1].since
    if together or noted:
        rest = " and ".join([*(["in “together_with”"] if together else []), *(["in the note"] if noted else [])])
        name = "“name” has all who share the title" if joint else "the first is in the fields"
        message = f"{quoted(line.value)} names several people; {name}, the others are {rest}."
        body.report(Diagnostic("I-HOLDER-SEVERAL", message, path, holder.span))
    first.notes += [line.said(each.span.start, each.span.end) for each in noted] + ([line.rest] if line.rest else [])
    own = _holder(first, line, body, path)
    found = Found(
        evolve(
            own,
            text=holder.text,
            span=holder.span,
            together_with=tuple(
                _holder(each, line, body, f"{path}.together_with[{index}]") for index, each in enumerate(together)
            ),
        ),
        _holder(stand_ins[0], line, body, "government.representative") if stand_ins else None,
        tuple(_holder(each, line, body, f"government.deputies[{index}]") for index, each in enumerate(deputies)),
    )
    _report_rest(line, found, body, path)
    return found


def _take_reigning_name(first: Entry, others: list[Entry], line: Line) -> None:
    """Take another name of a monarch, which is nobody else's, into the notes: ``King Maha BELL / Oskar X``."""
    other = others[0] if others else None
    if other is None or other.title or not (other.name and first.name and "/" in line.value):
        return
    if _reigns(first.title) and not is_shared(first.title or "") and _NUMERAL.search(f"{first.name} {other.name}"):
        first.since, first.until = first.since or other.since, first.until or other.until
        first.notes += [other.name, *other.notes]
        first.has_two_names = True
        others.remove(other)


def _sorted(first: Entry, others: Iterable[Entry]) -> tuple[list[Entry], list[Entry], list[Entry], list[Entry]]:
    """Sort the people after the first: those who share the office, the deputies, the one who acts for the chief of
    state, and the rest, of whom it isn't clear what they are.
    """
    together: list[Entry] = []
    deputies: list[Entry] = []
    stand_ins: list[Entry] = []
    noted: list[Entry] = []
    for each in others:
        if each.name is None or (each.title is None and " " not in each.name and not each.name.isupper()):
            noted.append(each)  # Ann BELL (since 2010). However, she was …
        elif each.stands_in and not stand_ins:
            stand_ins.append(each)
        elif each.title and lexicon.pattern("DEPUTY_WORD", r"\b", r"\b").search(each.title):
            deputies.append(each)
        elif each.title is None and deputies and deputies[-1].title and is_shared(deputies[-1].title):
            # Deputy Prime Ministers Cy DEAN (since 2019) and Eve FOX (since 2020)
            each.title, each.span = deputies[-1].title, Span(deputies[-1].span.start, each.span.end)
            deputies.append(each)
        elif not deputies and (each.title is None or each.title == first.title or "Member" in each.title):
            if each.title is None:
                each.title, each.span = first.title, Span(first.span.start, each.span.end)
            together.append(each)
        else:
            noted.append(each)
    return together, deputies, stand_ins, noted


def _holder(entry: Entry, line: Line, body: Body, path: str) -> OfficeHolder:
    """The holder that an entry names; notes where the fields are, and reports what is wrong with the dates."""
    for part, diagnostic in entry.problems:
        body.report(diagnostic.at(entry.span, f"{path}.{part}"))
    title, name = entry.title, entry.name
    ranks = lexicon.pattern("MILITARY_RANK", "(?i)", rf"(?: {_RETIRED})?(?= )")
    if title is None and name and lexicon.pattern("TITLE_START", after=" ").match(name):
        message = f"{quoted(name)} begins with a title that is not known; no name was taken from it."
        body.report(Diagnostic("I-HOLDER-PART", message, path, entry.span))
        name = None  # Prime Mnister Ann BELL
    if title is None and name and (rank := ranks.match(name)):
        title, name = rank[0], name[rank.end() :].strip() or None  # General Prayuth CHAN-OCHA has no other title
    given, family = (None, None) if entry.is_joint or entry.has_two_names else _names(title, name, body.alpha2)
    if entry.name:
        body.spans.setdefault(f"{path}.name", entry.names)
    note = " ".join(filter(None, (note.strip(" .,;") for note in entry.notes))) or None
    text = line.said(entry.span.start, entry.span.end)
    return OfficeHolder(text, title, name, given, family, entry.since, entry.until, note, span=entry.span)


def _names(title: str | None, name: str | None, alpha2: str | None) -> tuple[str | None, str | None]:
    """The given and the family name; monarchs have none, unless it is plain: ``King Jigme WANGCHUCK``."""
    reigns = _reigns(title)
    if name is None or _REGNAL.search(name) or (_NUMERAL.search(name) and reigns):
        return None, None
    found = person.parse(name, alpha2, reigns=reigns)
    if found.given is not None and is_style(found.given):
        return None, None  # Dowager Queen EMMA
    return found.given, found.family


def _reigns(title: str | None) -> bool:
    return bool(lexicon.pattern("MONARCH_WORD", r"\b", r"\b").search(title or ""))


def _report_rest(line: Line, found: Found, body: Body, path: str) -> None:
    """Report a figure of the line that is in no field: ``Vacant (since 7 May 2014)``."""
    assert found.holder is not None
    stand_in = [found.representative] if found.representative else []
    people = [found.holder, *found.holder.together_with, *stand_in, *found.deputies]
    dates = " ".join(filter(None, (date for each in people for date in (each.since, each.until))))
    typed = {part.lstrip("0") for part in re.findall(r"\d+", dates)}
    figures = re.findall(r"\d+", line.said(line.offset, line.offset + len(line.text)))
    left = [figure for figure in figures if figure.lstrip("0") not in typed]
    if left and not any(entry.problems for entry in line.entries):
        message = f"Not all of {quoted(line.value)} is in a field; the rest is in the note."
        body.report(Diagnostic("I-HOLDER-PART", message, f"{path}.note", found.holder.span))
