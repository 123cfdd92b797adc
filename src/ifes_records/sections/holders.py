"""Who holds an office: ``President Kasym-Zhomart TOKAYEV (since 20 March 2019)``.

A title is recognised by the office words in ``government.lark`` and by its position before the name. If that leaves
a doubt, title and name are both ``None``.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import evolve
from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block
from ifes_records.model.facts import OfficeHolder
from ifes_records.sections.chambers import spaced, unspaced
from ifes_records.sections.lines import Body, Report
from ifes_records.text import lexicon
from ifes_records.text.grammars import grammar
from ifes_records.values import country, date, person

# A name with a numeral is a monarch's, and has no family name: ELIZABETH II, ABDALLAH II bin Al Hussein
_REGNAL = re.compile(r"[^\W\d_]{3} [IVX]+(?= [a-z])")
_NUMERAL = re.compile(r"(?:^|\s)[IVX]+(?=\s|$)")
_RET = r"\((?:ret|retd|rtd|retired)\.?\)"  # General (Ret.)
_RETIRED = re.compile(_RET, re.IGNORECASE)
# The holders share the title: Captains Regent, Co-Presidents
_SHARED = re.compile(r"(?:co-?)?\w{4,}s(?: (?:regent|general|minister)s?)?", re.IGNORECASE)


def read(office: str, block: Block | None, body: Body) -> OfficeHolder | None:
    """Read the value of an office's bullet; ``office`` is the field's name, for reports."""
    if block is None or block.value is None or lexicon.is_not_known(block.value):
        return None

    def report(diagnostic: Diagnostic) -> None:
        body.report(diagnostic.at(block.span, f"government.{office}{diagnostic.path or ''}"))

    text = spaced(block.value)
    tree = grammar("government.lark").parse(text, start="holder")
    clauses = [_pieces(clause) for clause in tree.find_data("clause")]
    clauses = sorted(filter(None, clauses), key=lambda pieces: pieces[0].start_pos or 0)
    holder = OfficeHolder(block.text, span=block.span)
    if not clauses:
        return holder
    first, others = clauses[0], clauses[1:]
    title, name, rest = _title_and_name(first)
    if name is None and not _only_title(first):
        title, rest, others = None, first if first[0].type == "VACANT" else [], []
    if title is None and name and others and _only_title(others[0]):
        # Paul KAGAME, President (since 24 March 2000)
        title, rest, others = unspaced(others[0][0]), [*rest, *others[0][1:]], others[1:]
    if name is None and not _only_title(first) and first[0].type != "VACANT":
        message = (
            f"The title and the name in {quoted(block.value)} cannot be told apart with certainty; both are null."
        )
        report(Diagnostic("I-HOLDER-PART", message))
    notes: list[str] = []
    if others and title and _SHARED.fullmatch(title) and not rest and others[0][0].type == "PERSON":
        # Captains Regent Oscar MINA and Paolo RONDELLI (since 1 April 2022)      (the date is for both)
        for piece in others[0][1:]:
            if len(others) == 1 and piece.type in ("PARENTHESES", "TENURE"):
                holder = _with_tenure(holder, unspaced(piece).strip(" (),"), [], report)
    for piece in rest:
        if piece.type in ("PARENTHESES", "TENURE") and first[0].type != "VACANT":
            holder = _with_tenure(holder, unspaced(piece).strip(" (),"), notes, report)
        elif piece.type not in ("STOP",):
            notes.append(unspaced(piece))
    if others:
        notes.append(unspaced(text[others[0][0].start_pos :]))
        if any(piece.type == "PERSON" for pieces in others for piece in pieces):
            message = f"{quoted(block.value)} names several people; the first one was taken."
            report(Diagnostic("I-HOLDER-SEVERAL", message))
    given, family = _names(title, name, body.alpha2)
    note = " ".join(notes).strip(" .,;") or None
    return evolve(holder, title=title, name=name, given_name=given, family_name=family, note=note)


def _pieces(clause: Tree[Token]) -> list[Token]:
    return [piece for piece in clause.children if isinstance(piece, Token)]


def _only_title(pieces: list[Token]) -> bool:
    """Whether a clause has a title without a name: ``Prime Minister (vacant)``."""
    first, *others = (piece.type for piece in pieces)
    return first == "TITLE" and set(others) <= {"PARENTHESES", "TENURE", "VACANT"}


def _title_and_name(pieces: list[Token]) -> tuple[str | None, str | None, list[Token]]:
    """Return the title, the name, and the pieces after them; the name is ``None`` if it is in doubt."""
    title, left, aside = _title(pieces)
    words: list[str] = []
    named = False  # not by `Sir` or `General` alone
    while left and (
        left[0].type in ("HONORIFIC", "PERSON") or (words and _RETIRED.fullmatch(unspaced(left[0])) and len(left) > 1)
    ):
        named = named or left[0].type == "PERSON"
        words.append(unspaced(left.pop(0)))
    left = [*aside, *left]
    if not words and title and len(left) > 1 and left[0].strip() == "of" and left[1].type == "PERSON":
        place, name = _country_first(unspaced(left[1]))
        if place and name:
            return f"{title} of {place}", name, left[2:]
    if not words or not named or any(piece.type == "TITLE" for piece in left):
        return title, None, left
    name = " ".join(words)
    if left and re.match(r"[^\W\d_A-Z]", left[0]) and left[0].type == "WORD" and person.parse(name).family is None:
        return title, None, left  # The name may continue after an unknown word.
    if title is None and (rank := lexicon.pattern("MILITARY_RANK", "(?i)", rf"(?: {_RET})?(?= )").match(name)):
        # General Prayuth CHAN-OCHA holds no other title
        return rank[0], name[rank.end() :].strip() or None, left
    if title and lexicon.pattern("BODY_WORD", r"\b", r"\b").search(person.parse(name).given or ""):
        return None, None, left  # Head of the Public Affairs Authority Jane ROE, cut too early
    if title is None and _office_word().search(f"{name} "):
        return None, None, left  # Yang di-Pertuan Agong Sultan ABDULLAH
    return title, re.sub(r"(?<=\w\w\w)\.$", "", name), left


def _title(pieces: list[Token]) -> tuple[str | None, list[Token], list[Token]]:
    """Return the title at the start of a clause, the pieces after it, and the parentheses between the two."""
    left = list(pieces)
    if left[0].type != "TITLE":
        return None, left, []
    title = unspaced(left.pop(0))
    end = next((i for i, piece in enumerate(left) if piece.type == "PARENTHESES"), len(left))
    inside = unspaced(left[end]).strip("()") if end < len(left) else ""
    if end + 1 < len(left) and left[end + 1].type in ("PERSON", "HONORIFIC"):
        if end == 0 and lexicon.pattern("SPELL_WORD").fullmatch(inside):
            return title, left[1:], left[:1]  # President (Acting) Moses BLAH
        between = [piece.type for piece in left[:end]]
        named = [each for each in between if each != "SMALL_ARTICLE"] == ["IN", "PERSON"]
        if not between or (named and _office_word().match(f"{inside} ")):
            # Prime Minister (Taoiseach) Enda KENNY      President of the Executive Yuan (Premier) SU Tseng-chang
            return " ".join([title, *map(unspaced, left[: end + 1])]), left[end + 1 :], []
    return title, left, []


@cache
def _office_word() -> re.Pattern[str]:
    title = grammar("government.lark").get_terminal("TITLE").pattern.to_regexp()
    return re.compile(rf"(?<!\w)(?:{title})")


def _country_first(text: str) -> tuple[str | None, str | None]:
    """Split ``Zambia Edgar LUNGU`` into the country and the person."""
    words = text.split()
    for end in range(len(words) - 1, 0, -1):
        if country.find(" ".join(words[:end])):
            return " ".join(words[:end]), " ".join(words[end:])
    return None, None


def _monarch() -> re.Pattern[str]:
    return lexicon.pattern("MONARCH_WORD", r"\b", r"\b")


def _form_of_address() -> re.Pattern[str]:
    return lexicon.pattern("FORM_OF_ADDRESS", "(?i)^(?:(?:", rf"|{_RET})\.? )+")


def _names(title: str | None, name: str | None, alpha2: str | None) -> tuple[str | None, str | None]:
    if name is None or _REGNAL.search(name) or (_NUMERAL.search(name) and _monarch().search(title or "")):
        return None, None
    found = person.parse(_form_of_address().sub("", name), alpha2)
    if found.given is not None and _monarch().search(found.given.split()[-1]):
        return None, None  # Dowager Queen EMMA
    first = _form_of_address().sub("", name).split(" ")[0]
    reigning = _monarch().search(title or "") and first.isupper() and len(first) > 2
    if reigning and found.given and found.given[0].isupper() and not name.endswith(first):
        return None, None  # Queen BEATRIX Wilhelmina: the name of her reign
    given = None if found.given is None or found.given[0].islower() else found.given  # TURKI bin Hamad
    return given, found.family


def _with_tenure(holder: OfficeHolder, text: str, notes: list[str], report: Report) -> OfficeHolder:
    """Read ``since 20 March 2019``, ``15 June 2007 - 1 February 2010``, ``Caretaker``."""
    padded = spaced(re.sub(r"\s*[–—]\s*|(?<=\d{4})-(?=\d{4}$)", " - ", text))
    tree = grammar("government.lark").parse(padded, start="tenure")
    pieces = [piece for piece in tree.children if isinstance(piece, Token)]
    words: list[str] = []
    acting: str | None = None
    for number, piece in enumerate(pieces):
        before = pieces[number - 1].type if number else None
        if piece.type == "SEMICOLON" and number + 1 < len(pieces):
            # since 8 May 2018; Deputy Premier 1 March 2015 - 8 May 2018
            later: list[str] = []
            holder = _with_tenure(holder, unspaced("".join(pieces[number + 1 :])), later, report)
            words += [*([piece] if words and later else []), *later]
            break
        said = [word.strip().lower() for word in words if word[0].isalpha()]
        own = all(map(lexicon.pattern("SPELL_WORD").fullmatch, said))  # the words are about this office, not another
        dated = piece.type == "DATE" and own
        if piece.type == "SINCE" and own and (number + 1 == len(pieces) or pieces[number + 1].type != "DATE"):
            report(Diagnostic("W-HOLDER-DATE", f"No date could be read from {quoted(text)}.", ".since"))
            words.append(piece)
        elif dated and holder.since is None and (before == "SINCE" or (number == 0 and not words)):
            holder, acting = evolve(holder, since=_date(piece, ".since", report)), " ".join(said) or None
        elif dated and before == "SINCE" and acting and len(said) == 1:
            holder, acting = evolve(holder, since=_date(piece, ".since", report)), None
        elif dated and (before == "UNTIL" or (before == "DASH" and holder.since)):
            holder = evolve(holder, until=_date(piece, ".until", report))
        elif (piece.lower() != "present " and piece.type in ("WORD", "DATE")) or (
            words and (not own or (holder.since and not acting) or piece.type not in ("SINCE", "UNTIL", "DASH"))
        ):
            words.append(piece)
    if note := unspaced("".join(words)).strip(" ,;."):
        notes.append(note)
    return holder


def _date(piece: Token, part: str, report: Report) -> str | None:
    reading = date.parse(unspaced(piece))
    if reading.diagnostic is not None:
        report(reading.diagnostic.at(None, part))
    return reading.value
