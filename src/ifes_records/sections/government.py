"""Who holds the offices: ``Chief of State: President Kasym-Zhomart TOKAYEV (since 20 March 2019)``; the assembly.

The bullets are found by their keys wherever they stand, since headings get lost. Title and name are told apart by
a table of office words in ``government.lark``; where that leaves a doubt, both are ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from attrs import evolve
from lark import Token, Tree

from ifes_records.model.body import Block
from ifes_records.model.facts import Assembly, Cameral, Chamber, Government, OfficeHolder
from ifes_records.sections import assembly
from ifes_records.sections.lines import Body, walk
from ifes_records.sections.stakes import spaced, unspaced
from ifes_records.syntax import grammar
from ifes_records.values import country, date, person

_BOTH = ("chief of state and head of government", "head of state and head of government")
_CHIEF_OF_STATE = ("chief of state", "head of state", *_BOTH)
_HEAD_OF_GOVERNMENT = ("head of government", *_BOTH)
_ABSENT = ("n/a", "na", "none", "not available", "unknown", "-", "")

# A numeral makes a name a monarch's, not a family's: ELIZABETH II, ABDALLAH II bin Al Hussein
_REGNAL = re.compile(r"[^\W\d_]{3,} [IVX]+(?= [a-z])")
_NUMERAL = re.compile(r"(?:^|\s)[IVX]+(?=\s|$)")
_MONARCH = re.compile(r"\b(?:king|queen|emperor|sultan|[ae]mir|(?:prin|du)[a-z]+|empress|pope|shah)\b", re.IGNORECASE)
_RANK = re.compile(r"(?:General|Colonel|Captain|Major|Marshal|Admiral|Commander) ")
_HONORIFIC = re.compile(
    r"^(?:(?:Sir|Dame|Lord|Lady|Sheikha?|Shaikh|Sayyid|Hajji?|Dr|Fr|Prof|Rev|Eng|Hon|Gen|Lt|Col|Maj|Capt|General"
    r"|Colonel|Captain|Major)\.? )+"
)


def read(body: Body) -> Government:
    """Read the chief of state, the head of government and the assembly; ``None`` for what isn't told."""
    blocks: dict[str, Block] = {}
    for block in body.keyed():
        if block.value is not None or block.children:
            blocks.setdefault((block.key or "").lower(), block)
    return Government(
        _holder("chief_of_state", _first(blocks, _CHIEF_OF_STATE), body),
        _holder("head_of_government", _first(blocks, _HEAD_OF_GOVERNMENT), body),
        _assembly(blocks.get("assembly"), body),
    )


def _first(blocks: dict[str, Block], keys: tuple[str, ...]) -> Block | None:
    return next((blocks[key] for key in keys if key in blocks), None)


def _holder(office: str, block: Block | None, body: Body) -> OfficeHolder | None:
    if block is None or block.value is None or block.value.strip(" .").lower() in _ABSENT:
        return None

    def report(code: str, message: str) -> None:
        if block.span is not None:
            body.report(code, message, block.span, f"government.{office}")

    text = spaced(block.value)
    tree = grammar("government.lark", "holder").parse(text, start="holder")
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
        report("I-HOLDER-PART", f"The title and the name in “{block.value}” can't be told apart with certainty.")
    notes: list[str] = []
    for piece in rest:
        if piece.type in ("PARENTHESES", "TENURE") and first[0].type != "VACANT":
            holder = _with_tenure(holder, unspaced(piece).strip(" (),"), notes, report)
        elif piece.type not in ("STOP",):
            notes.append(unspaced(piece))
    if others:
        notes.append(unspaced(text[others[0][0].start_pos :]))
        if any(piece.type == "PERSON" for pieces in others for piece in pieces):
            report("I-HOLDER-SEVERAL", f"“{block.value}” names several people; the first one was taken.")
    given, family = _names(title, name, body.alpha2)
    note = " ".join(notes).strip(" .,;") or None
    return evolve(holder, title=title, name=name, given_name=given, family_name=family, note=note)


def _pieces(clause: Tree[Token]) -> list[Token]:
    return [piece for piece in clause.children if isinstance(piece, Token)]


def _only_title(pieces: list[Token]) -> bool:
    """Whether a clause is like ``Prime Minister (vacant)``."""
    first, *others = (piece.type for piece in pieces)
    return first == "TITLE" and set(others) <= {"PARENTHESES", "TENURE", "VACANT"}


def _title_and_name(pieces: list[Token]) -> tuple[str | None, str | None, list[Token]]:
    """The title, the name, and the pieces that follow them; no name where that is in doubt."""
    title: str | None = None
    left = list(pieces)
    if left[0].type == "TITLE":
        title = unspaced(left.pop(0))
        if len(left) > 1 and left[0].type == "PARENTHESES" and left[1].type in ("PERSON", "HONORIFIC"):
            title = f"{title} {unspaced(left.pop(0))}"  # Prime Minister (Taoiseach) Enda KENNY
    words: list[str] = []
    while left and left[0].type in ("HONORIFIC", "PERSON"):
        words.append(unspaced(left.pop(0)))
    if not words and title and len(left) > 1 and left[0].strip() == "of" and left[1].type == "PERSON":
        place, name = _country_first(unspaced(left[1]))
        if place and name:
            return f"{title} of {place}", name, left[2:]
    if not words or any(piece.type == "TITLE" for piece in left):
        return title, None, left
    name = " ".join(words)
    if title is None and _RANK.match(name):
        # General Prayuth CHAN-OCHA holds no other title
        rank, _, name = name.partition(" ")
        return rank, name or None, left
    if title is None and _office_word().search(f"{name} "):
        return None, None, left  # Yang di-Pertuan Agong Sultan ABDULLAH
    return title, re.sub(r"(?<=\w\w\w)\.$", "", name), left


@cache
def _office_word() -> re.Pattern[str]:
    title = grammar("government.lark", "holder").get_terminal("TITLE").pattern.to_regexp()
    return re.compile(rf"(?<!\w)(?:{title})")


def _country_first(text: str) -> tuple[str | None, str | None]:
    """``Zambia Edgar LUNGU`` as the country and the person."""
    words = text.split()
    for end in range(len(words) - 1, 0, -1):
        if country.find(" ".join(words[:end])):
            return " ".join(words[:end]), " ".join(words[end:])
    return None, None


def _names(title: str | None, name: str | None, alpha2: str | None) -> tuple[str | None, str | None]:
    if name is None or _REGNAL.search(name) or (_NUMERAL.search(name) and _MONARCH.search(title or "")):
        return None, None
    found = person.parse(_HONORIFIC.sub("", name), alpha2)
    given = None if found.given is None or found.given[0].islower() else found.given  # TURKI bin Hamad
    return given, found.family


def _with_tenure(
    holder: OfficeHolder, text: str, notes: list[str], report: Callable[[str, str], None]
) -> OfficeHolder:
    """Read ``since 20 March 2019``, ``15 June 2007 - 1 February 2010``, ``Caretaker``."""
    padded = spaced(re.sub(r"\s*[–—]\s*|(?<=\d{4})-(?=\d{4}$)", " - ", text))
    tree = grammar("government.lark", "tenure").parse(padded, start="tenure")
    pieces = [piece for piece in tree.children if isinstance(piece, Token)]
    words: list[str] = []
    said = False
    for number, piece in enumerate(pieces):
        before = pieces[number - 1].type if number else None
        if piece.type == "SINCE" and (number + 1 == len(pieces) or pieces[number + 1].type != "DATE"):
            report("W-HOLDER-DATE", f"No date could be read from “{text}”.")
            words.append(piece)
        elif piece.type == "DATE" and (before == "SINCE" or (number == 0 and not words)):
            holder, said = evolve(holder, since=_date(piece, report)), True
        elif piece.type == "DATE" and (before == "UNTIL" or (before == "DASH" and said)):
            holder = evolve(holder, until=_date(piece, report))
        elif (piece.lower() != "present " and piece.type in ("WORD", "DATE")) or (
            words and piece.type not in ("SINCE", "UNTIL", "DASH")
        ):
            words.append(piece)
    if note := unspaced("".join(words)).strip(" ,;."):
        notes.append(note)
    return holder


def _date(piece: Token, report: Callable[[str, str], None]) -> str | None:
    reading = date.parse(unspaced(piece))
    if reading.problem is not None:
        report(reading.problem.code, reading.problem.message)
    return reading.value


# ---- the assembly


def _assembly(block: Block | None, body: Body) -> Assembly | None:
    if block is None or block.value is None or block.value.strip(" .").lower() in _ABSENT:
        return None
    tree = grammar("government.lark", "assembly").parse(spaced(_whole(block, body)), start="assembly")
    pieces = [piece for piece in tree.scan_values(lambda _: True) if isinstance(piece, Token)]
    words = {piece.strip().lower().replace("-", "") for piece in pieces if piece.type == "CAMERAL"}
    cameral = Cameral(words.pop()) if len(words) == 1 else None
    two = cameral is Cameral.BICAMERAL or any(piece.type == "TWO_CHAMBERS" for piece in pieces)
    one = cameral is Cameral.UNICAMERAL or any(piece.type == "ONE_CHAMBER" for piece in pieces)
    found = assembly.mentions(tree, body.alpha2)
    chambers = [mention for mention in found if mention.is_seated and not assembly.is_parliament(mention)]
    if two and one:
        chambers = []
    elif two and len(chambers) < 2:
        chambers = _both(found, chambers)
    elif one:
        chambers = _only(found)
    chambers = chambers or list(assembly.below(block, body.alpha2))
    if len(chambers) > 2 or (len(chambers) == 2 and chambers[0].name and chambers[0].name == chambers[1].name):
        chambers = []
    expected = 2 if two else 1 if one else len(chambers)
    if block.span is not None and not (
        chambers and len(chambers) == expected and all(each.seats for each in chambers)
    ):
        message = f"Of the chambers in “{block.value}” only what is plain was taken."
        body.report("I-ASSEMBLY-PART", message, block.span, "government.assembly")
    taken = tuple(Chamber(each.name, each.local, each.seats) for each in chambers)
    return Assembly(block.text, cameral, taken, block.span)


def _whole(block: Block, body: Body) -> str:
    """The value, without a figure in which the record breaks off: ``Israel has one chamber of 12``."""
    last = [each for section in body.sections[-1:] for each in walk(section.blocks)][-1:]
    value = block.value or ""
    return re.sub(r"[\d,]+$", "", value) if last and last[0] is block else value


def _both(found: list[assembly.Mention], seated: list[assembly.Mention]) -> list[assembly.Mention]:
    """The two chambers where not both have seats; the parliament that they make up is left out."""
    named = [each for each in found if each in seated or (each.is_institution and not assembly.is_parliament(each))]
    return named if len(named) == 2 else seated


def _only(found: list[assembly.Mention]) -> list[assembly.Mention]:
    """The only chamber; the name of the parliament that it makes up is left out."""
    named = [mention for mention in found if mention.is_seated or mention.is_institution]
    seated = [mention for mention in named if mention.is_seated]
    if len(seated) == 1 and not any(mention.unclear for mention in named):
        return seated
    if not named:
        # one chamber of 120
        return [mention for mention in found if mention.name is None and mention.seats is not None][:1]
    return named if len(named) == 1 else []
