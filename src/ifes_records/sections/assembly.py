"""The parliament and its chambers: ``bicameral Congress with a 36-seat Senate and a 160-seat House of Elders``.

``assembly_lines.py`` reads a line to the bodies that it names, and ``mentions.py`` finds the chambers among them.
Here the sentences of a line are put together, with the lines below it.
"""

from __future__ import annotations

import re

from attrs import define, evolve, field
from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block
from ifes_records.model.facts import Assembly, Cameral, Chamber
from ifes_records.sections.assembly_lines import Reader
from ifes_records.sections.lines import Body
from ifes_records.sections.mentions import Mention, Sentence, chambers, merged, with_other
from ifes_records.span import Span
from ifes_records.text import phrases
from ifes_records.text.normal_form import squeeze
from ifes_records.text.words import Word
from ifes_records.values import number

_BY_NUMBER = {1: Cameral.UNICAMERAL, 2: Cameral.BICAMERAL, 3: Cameral.TRICAMERAL}
_NUMBERS = {cameral.value: number for number, cameral in _BY_NUMBER.items()}
# Words of a part that was not read which may say something else of the chambers than what was read
_OTHER_FACTS = {"CAMERAL", "SIZE", "MEMBERS", "SEATED", "HOW_MANY", "CHAMBERED", "IS_CAMERAL"}
# Words of a part that was not read which only gives seats: `two houses, of 120 and 395 places`
_MORE_SIZES = {"SIZE", "COUNT", "MEMBERS", "COMMA", "AND"}
# `: 17 elected members and 9 nobles`, `, of whom 90 are elected`: parts of the seats that were read
_PARTS = re.compile(r"(?::|,? ?(?:including|among them)\b)", re.IGNORECASE)
# `is to get a Senate of 89`, `dissolved in 2012`
_NOT_NOW = {"was", "were", "had", "dissolved", "suspended", "will", "would", "former", "get"}
_FIGURE = re.compile(r"\d+(?:,\d{3})*")


@define
class Draft:
    """What the sentences of a line say of the chambers."""

    chambers: list[Mention] = field(factory=list)
    numbers: set[int] = field(factory=set)
    """How many chambers there are, by the words and numbers of the text; more than one if it contradicts itself."""
    terms: list[Tree[Token]] = field(factory=list)
    """What is said of how long members serve."""
    rest: list[tuple[Word, ...]] = field(factory=list)
    """What was not read."""

    @property
    def number(self) -> int | None:
        """How many chambers there are; ``None`` if the text doesn't say, or contradicts itself."""
        return next(iter(self.numbers)) if len(self.numbers) == 1 else None


def read(block: Block, body: Body, *, is_last: bool) -> Assembly:
    """Read the line on a parliament, with the chambers in the lines below it.

    ``is_last`` says that the record ends with it, maybe in mid-figure: ``Norrland has one chamber of 12``.
    """
    text, offset = body.own_text(block)
    start = text.find(":") + 1 if block.key is not None or _has_key(text) else 0
    text = text[start:]
    if is_last:
        text = re.sub(r"[\d,]+\s*$", lambda found: " " * len(found[0]), text)
    draft = read_text(text, offset + start, body.alpha2)
    for child in block.children:
        below = read_text(*body.own_text(child), body.alpha2, is_below=True)
        chambers = [each for each in below.chambers if each.seats is not None and not each.is_country]
        if not chambers:
            draft.rest += below.rest
        elif draft.number != 1 or not draft.chambers:
            draft.chambers = merged([*draft.chambers, *chambers[:1]])
            draft.rest += below.rest
    _check_number(draft)
    cameral = _BY_NUMBER.get(draft.number or 0)
    taken = tuple(Chamber(each.name, each.local, each.seats, span=each.span) for each in draft.chambers)
    taken = _with_term(taken, draft, body)
    if block.span is None:
        taken = tuple(evolve(each, span=None) for each in taken)
    found = Assembly(block.text, cameral, taken, span=block.span)
    _report(found, draft, block, body)
    return found


def _with_term(chambers: tuple[Chamber, ...], draft: Draft, body: Body) -> tuple[Chamber, ...]:
    """The chambers with the length of a term, if the line says it of the only one, or of all."""
    if len(draft.terms) != 1:
        return chambers
    (term,) = draft.terms
    is_of_only = len(chambers) == 1 and draft.number in (1, None)
    if not is_of_only and not {"AND", "BOTH"} & {token.type for token in phrases.tokens(term)}:
        return chambers
    years = next(term.find_data("count"))
    where = phrases.span(years)
    with_term: list[Chamber] = []
    for at, each in enumerate(chambers):
        body.spans[f"government.assembly.chambers[{at}].term_years"] = where
        if is_of_only and each.span is not None:
            each = evolve(each, span=Span(min(each.span.start, where.start), max(each.span.end, where.end)))
        with_term.append(evolve(each, term_years=number.count(years)))
    return tuple(with_term)


def says_so(block: Block, body: Body) -> bool:
    """Whether a line without a key is surely on the assembly: every word is understood, and it says how many chambers
    there are.
    """
    text, offset = body.own_text(block)
    if "cameral" not in text and not re.search(r"\b(?:one|two|three|single|only)\b", text):
        return False
    draft = read_text(text, offset, body.alpha2)
    return draft.number is not None and len(draft.chambers) == draft.number and not draft.rest


def _has_key(text: str) -> bool:
    key, colon, _ = text.partition(":")
    return bool(colon) and len(key.split()) <= 3 and not any(c.isdigit() for c in key.strip("*[] 0123456789"))


def read_text(text: str, offset: int, alpha2: str | None, *, is_below: bool = False) -> Draft:
    """Read what a text says of chambers."""
    draft = Draft()
    for sentence in Reader(text, offset, alpha2).sentences():
        if is_below and draft.chambers:
            draft.rest.append(sentence.words)
            continue
        _add(draft, sentence, alpha2, is_below=is_below)
    return draft


def _add(draft: Draft, sentence: Sentence, alpha2: str | None, *, is_below: bool) -> None:
    """Add what a sentence says."""
    if not is_below and sentence.rest and _contradicts(sentence):
        # nothing is sure, but what the rest can't change: `a unicameral Council with 20 seats or more`
        draft.rest.append(sentence.words)
        draft.numbers |= {_NUMBERS[word] for word in [_only_cameral(sentence)] if word}
        if {word.kinds[0] for word in sentence.rest} <= _MORE_SIZES:
            draft.numbers |= {each.number for each in sentence.bodies if each.number in _BY_NUMBER}
        *kept, last = sentence.lists[-1] if sentence.lists else [Mention()]
        kept.append(evolve(last, seats=None, is_unclear=True))
        is_sure = not draft.chambers and not _is_future(sentence) and all(each.is_named for each in kept)
        sentence.lists, sentence.links, sentence.of_it = [kept] if is_sure else [], [], None
        draft.terms += [word.tree for word in sentence.rest if is_sure and word.tree and "TERM" in word.kinds]
    elif sentence.rest:
        draft.rest.append(sentence.rest)
    draft.terms += sentence.terms
    for body in sentence.bodies:
        draft.numbers |= {_NUMBERS[body.cameral]} if body.cameral else set()
        draft.numbers |= {body.number} if body.number in _BY_NUMBER else set()
    draft.numbers |= {_NUMBERS[sentence.cameral]} if sentence.cameral else set()
    found = chambers(sentence, draft.number)
    if sentence.of_it is not None and not found and draft.chambers:
        found = [Mention(seats=sentence.of_it, span=Span(sentence.words[0].start, sentence.words[-1].end))]
    elif sentence.of_it is not None and len(found) == 1:
        found[0].seats = sentence.of_it  # With 300 seats, the Council makes up …
        found[0].span = Span(sentence.words[0].start, found[0].span.end)
    if len(found) == 1 and not found[0].names and found[0].seats and draft.chambers:
        last = draft.chambers[-1]  # It has 99 seats.      There are 99 seats.
        draft.chambers[-1] = with_other(last, found[0], seats=found[0].seats if last.seats is None else last.seats)
        return
    if (draft.number or 0) > 1 and len(found) > 1 and len(draft.chambers) == 1 and draft.chambers[0].seats is None:
        draft.chambers = [each for each in draft.chambers if each.names & {n for f in found for n in f.names}]
    draft.chambers = merged([*draft.chambers, *found])


def _is_future(sentence: Sentence) -> bool:
    """Whether the rest says what was, or will be: ``is to get a Senate of 89``, ``dissolved in 2012``."""
    return bool(_NOT_NOW & {word.text.lower() for word in sentence.rest})


def _contradicts(sentence: Sentence) -> bool:
    """Whether the part that was not read may change what was read."""
    rest = sentence.rest
    said = "".join(word.text if word.glued else f" {word.text}" for word in rest).strip()
    if _PARTS.match(said) or rest[0].kinds == ("PARTS",):
        return False
    kinds = {word.kinds[0] for word in rest}
    if not {"COMMA", "COLON", "REMARK", "LOCAL"}.intersection(rest[0].kinds):
        return True
    return bool(kinds & _OTHER_FACTS) and not ("become" in said or "until" in said)


def _only_cameral(sentence: Sentence) -> str | None:
    words = {
        word.text.split()[-1].lower().replace("-", "")
        for word in sentence.words
        if word.kinds[0] in ("CAMERAL", "IS_CAMERAL")
    }
    return words.pop() if len(words) == 1 else None


def _check_number(draft: Draft) -> None:
    """Leave out chambers that don't fit the number of chambers that the text gives."""
    told = draft.number
    first = draft.chambers[0].seats if draft.chambers else None
    if told and told > 1 and len(draft.chambers) == told + 1 and first is None:
        del draft.chambers[0]  # a bicameral Congress. The Senate has 30 seats. The House has 60 seats.
    if len(draft.numbers) > 1 or (told and len(draft.chambers) > told) or (told is None and len(draft.chambers) > 2):
        draft.chambers = []
    elif told and told > 1 and len(draft.chambers) == 1 and draft.chambers[0].seats is None:
        draft.chambers = []  # the bicameral Congress: the parliament itself


def _report(found: Assembly, draft: Draft, block: Block, body: Body) -> None:
    """Report what is missing of the chambers, and figures that are left out."""
    if block.span is None:
        return
    value = block.value or block.text
    expected = draft.number or len(found.chambers)
    for index, chamber in enumerate(found.chambers):
        if chamber.seats is None:
            message = f"{quoted(value)} gives no exact number of seats of the {chamber.name or 'chamber'}."
            body.report(
                Diagnostic("I-ASSEMBLY-PART", message, f"government.assembly.chambers[{index}].seats", block.span)
            )
    if not found.chambers or len(found.chambers) != expected:
        message = f"The chambers could not be read with certainty from {quoted(value)}."
        body.report(Diagnostic("I-ASSEMBLY-PART", message, "government.assembly", block.span))
    elif all(chamber.seats is not None for chamber in found.chambers):
        _report_figures(found, block, body)
    for child in block.children:
        _report_figures(found, child, body)


def _report_figures(found: Assembly, block: Block, body: Body) -> None:
    text, _ = body.own_text(block)
    if left := _figures_left(text, found):
        message = f"Only the chambers were read from {quoted(squeeze(text))}; left out: {', '.join(left)}."
        body.report(Diagnostic("I-ASSEMBLY-PART", message, "government.assembly", block.span))


def _figures_left(text: str, found: Assembly) -> list[str]:
    seats = [chamber.seats or 0 for chamber in found.chambers]
    terms = [chamber.term_years for chamber in found.chambers]
    typed = {str(count) for count in (*seats, sum(seats), *terms)}
    names = " ".join(name for chamber in found.chambers for name in (chamber.name or "", *chamber.local))
    figures = _FIGURE.findall(re.sub(r"\[\w{1,3}\]", "", text))
    return [each for each in dict.fromkeys(figures) if each.replace(",", "") not in typed and each not in names]
