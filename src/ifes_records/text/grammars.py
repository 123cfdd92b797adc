"""The grammars, loaded once per process: parse a text to a tree, or get the pattern of a terminal.

The parsers are made ahead of time: ``make grammars`` writes them to ``data/grammars``. Where a grammar has changed
since, or Lark is another version, its parser is built when it is first used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from importlib.resources import files
from threading import RLock
from typing import Any, Literal, TypeVar, TypeVarTuple

import lark
import orjson
import regex
from lark import Lark, Token, Tree
from lark.lexer import PatternRE, TerminalDef

from ifes_records.text.parser import Parser
from ifes_records.text.parser_data import to_data

GRAMMARS = "ifes_records.grammars"
# The form of the data that are made of them; another form has another number.
FORM = "5"

DATE_RULES = ["date", "header_date", "modified_date"]

VALUE_RULES = ["row", "name", "sides", "count", "aggregate", "parenthesised", "seats", "round", "day"]

# The start rules of the sections' grammars, together, so that each grammar is built once.
SECTION_RULES = {
    "contenders.lark": [
        *("key", "boundary", "seats", "votes", "remark", "aside"),
        *("no_leader", "tail", "office", "verb", "other_list", "particle"),
    ],
    "data.lark": [
        *("nothing", "dated_count", "count_alone", "treaty", "answer"),
        *("legislators", "candidates", "index", "judgments"),
    ],
    "deadlines.lark": ["phrase", "words"],
    "electoral_system.lark": ["phrase", "clause", "boundary", "doubt", "condition", "finite", "grouped"],
    "government.lark": ["before", "phrase", "line", "aside"],
    "holders.lark": ["office", "phrase", "tenure", "line"],
    "last_election.lark": [
        *("phrase", "clause", "boundary", "ending", "last", "turnout_word", "vote", "held", "won_word"),
        *("event", "other_year", "other_vote", "elsewhere", "denial", "annulled", "after_vote", "round_word"),
    ],
    "phrases.lark": ["phrase", "value", "stop", "boundary", "small"],
    "referendum.lark": ["line"],
    "stakes.lark": ["phrase", "clause", "boundary", "verb", "concurrent", "of_which", "at_stake"],
}

# The grammars over the words of prose, whose terminals are lists of words: `text/words.py`, `text/phrases.py`.
PROSE = (
    *("phrases.lark", "contenders.lark", "deadlines.lark", "electoral_system.lark", "government.lark"),
    *("holders.lark", "last_election.lark", "stakes.lark"),
)

RecordTree = Tree[Token]

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_building = RLock()


def built_once(build: Callable[[*Ts], T]) -> Callable[[*Ts], T]:
    """Like ``cache``, but threads that call at the same time wait for the first one, so nothing is built twice."""
    made: dict[tuple[*Ts], T] = {}

    @wraps(build)
    def build_or_wait(*args: *Ts) -> T:
        try:
            return made[args]
        except KeyError:
            with _building:
                if args not in made:
                    made[args] = build(*args)
                return made[args]

    return build_or_wait


# %import .lexicon (MONTH, WEEKDAY)
_IMPORT = re.compile(r"^%import \.(\w+)", re.MULTILINE)

# In the pattern of a terminal: an escaped sign, a set of signs, or a single blank, which may be optional.
_BLANK = re.compile(r"(?P<sign>\\.|\[(?:\\.|[^\]\\])*\])| (?P<optional>\?)?(?![*+?{])")


def widen(terminal: TerminalDef) -> None:
    """Let a blank in a label match several: ``Registered  Voters:None``.

    It is done here, because writing it in the grammar would make the labels hard to read.
    """
    written = terminal.pattern
    if isinstance(written, PatternRE):
        terminal.pattern = PatternRE(_BLANK.sub(_wide, written.value), written.flags)


def _wide(found: re.Match[str]) -> str:
    return found["sign"] or (" *" if found["optional"] else " +")


# The parsers, by the names of their data: the grammar of each, and how Lark is to read it.
PARSERS: dict[str, tuple[str, dict[str, Any]]] = {
    "record": ("record.lark", {"start": ["record"], "edit_terminals": widen}),
    # Not one parser with the other: with both, more terminals would be looked for in the states that they share.
    "late": ("record.lark", {"start": ["late"], "edit_terminals": widen}),
    "values": ("values.lark", {"start": VALUE_RULES}),
    # `26 AUGUST 1998`; but no `ſ` for an `s`
    "dates": ("dates.lark", {"start": DATE_RULES, "g_regex_flags": int(re.IGNORECASE | re.ASCII)}),
    **{
        name.removesuffix(".lark"): (name, {"start": rules, "lexer": "basic" if name in PROSE else "contextual"})
        for name, rules in SECTION_RULES.items()
    },
}


def build(name: str, *, debug: bool = False) -> Lark:
    """Build a parser from its grammar, which takes up to half a second; with ``debug``, Lark logs what it decides."""
    grammar_, options = PARSERS[name]
    return Lark.open_from_package(GRAMMARS, grammar_, parser="lalr", debug=debug, **options)


@cache
def source(name: str) -> str:
    """The text of a grammar."""
    return files(GRAMMARS).joinpath(name).read_text(encoding="utf-8")


def digest(*grammars: str, **options: Any) -> str:
    """A digest of what data are made from: grammars and all that they import, options, and the version of Lark."""
    names = [*grammars]
    for each in names:  # which grows on the way
        names += sorted({f"{found}.lark" for found in _IMPORT.findall(source(each))} - {*names})
    described = [f"{option}={getattr(value, '__name__', value)}" for option, value in options.items()]
    return sha256("\0".join([FORM, lark.__version__, *described, *map(source, names)]).encode()).hexdigest()


def made_ahead(name: str, made_from: str) -> Any:
    """The data in ``data/grammars``; ``None`` if they were made from something else, or hold the marks of a merge."""
    file = files("ifes_records.data").joinpath("grammars", f"{name}.json")
    try:
        data = orjson.loads(file.read_bytes()) if file.is_file() else {}
    except orjson.JSONDecodeError:
        return None
    return data if data.get("made_from") == made_from else None


def _digest(parser: str) -> str:
    name, options = PARSERS[parser]
    return digest(name, **options)


def parser_data(name: str) -> dict[str, Any]:
    """The data of a parser, made anew from its grammar."""
    return {"made_from": _digest(name), **to_data(build(name))}


@built_once
def _parser(name: str) -> Parser:
    return Parser(made_ahead(name, _digest(name)) or parser_data(name))


def record_parser(start: Literal["record", "late"] = "record") -> Parser:
    """The parser of ``record.lark``, which reads a record line by line."""
    return _parser(start)


def value_parser() -> Parser:
    """The parser of ``values.lark``, which reads the inside of a line."""
    return _parser("values")


def grammar(name: str) -> Parser:
    """The parser of the dates, or of the phrases of a section: ``grammar("holders.lark")``."""
    return _parser(name.removesuffix(".lark"))


def parse_record(scan: str) -> RecordTree:
    """The tree of a record. The text must end in a line end; any content can be parsed."""
    return record_parser().parse(scan)


def parse_late_results(scan: str) -> RecordTree:
    """The tree of results in the body, from a text in which all other lines are blank."""
    return record_parser("late").parse(scan)


def parse_value(text: str, start: Literal["row", "name", "sides"]) -> RecordTree:
    """The tree of a row (one line, not empty), of a name, or of a name by its languages."""
    return value_parser().parse(text, start=start)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of a terminal of ``values.lark``."""
    return re.compile(value_parser().patterns[name])


@cache
def _label_names() -> tuple[str, ...]:
    endings = ("_HEADING", "_LABEL", "_PREFIX", "_HEADER")
    return tuple(n for n in record_parser().patterns if n.endswith(endings) and n != "OTHER_HEADING")


@cache
def _partial(name: str) -> regex.Pattern[str]:
    """The pattern of a label, which can match a text that breaks off."""
    return regex.compile(label(name))


def could_become_label(line: str, *, keys: bool = False) -> bool:
    """Whether ``line`` is the beginning of a label that breaks off: ``Election Mod``, ``Main candida``.

    With ``keys``, it may also be the beginning of a key: ``Chief of St``.
    """
    if line and not (line[0].isalpha() or line[0] == " "):
        return False  # no label begins so, and no pattern has to be made
    names = (*_label_names(), "KEY") if keys else _label_names()
    can_begin = record_parser().can_begin
    begin = (name for name in names if can_begin(name, line))
    return any(_partial(name).fullmatch(line, partial=True) for name in begin)


def is_label(line: str) -> bool:
    """Whether ``line`` is a whole label: ``With Participation Rates``."""
    is_terminal, line = record_parser().is_terminal, f"{line}\n"
    return any(is_terminal(name, line) for name in _label_names())


def any_label(*names: str) -> str:
    """A pattern for one of some labels, behind any blanks; its first character spares trying all of them."""
    parser = record_parser()
    others = parser.signs.difference(*map(parser.first, names)) | {" "}
    return f"(?= *[^{re.escape(''.join(sorted(others)))}])(?:{'|'.join(map(label, names))})"


@cache
def line_of(*names: str) -> re.Pattern[str]:
    """One of some labels at the start of a line."""
    return re.compile(f"^(?:{'|'.join(f'(?:{label(name)})' for name in names)})", re.MULTILINE)


def label(name: str) -> str:
    """The pattern of a terminal of ``record.lark``: a label, or the date of a header."""
    return record_parser().patterns[name]
