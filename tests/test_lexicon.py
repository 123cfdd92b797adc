"""The words of the language have one home: ``grammars/lexicon.lark``.

A word of these kinds is in no other grammar, and in no pattern or list of words in Python.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from ifes_records.text import lexicon

parser: Any = import_module("re._parser")

ROOT = Path(__file__).parent.parent
GRAMMARS = sorted(path for path in (ROOT / "grammars").glob("*.lark") if path.name != "lexicon.lark")
# Where words of a text are looked for or written; in the other rooms the words are those of messages and columns.
ROOMS = ("text", "model", "values", "split", "page", "sections", "checks", "trace", "render", "show")
SOURCES = sorted(path for room in ROOMS for path in (ROOT / "src" / "ifes_records" / room).glob("*.py"))

KINDS = {
    "months": ("MONTH",),
    "not known": ("NOT_KNOWN_WORD", "DOTTED_NOT_APPLICABLE", "VACANT_WORD"),
    "chambers": ("CHAMBER_NOUNS", "LOCAL_CHAMBER_WORD"),
}
# `may` is a verb too; as a month it has a capital.
CAPITAL = {"may"}


# ---- the words, from the lexicon itself


@cache
def spellings(name: str) -> set[str]:
    """Every text that a terminal matches, in small letters; of ``parlament…`` the stem."""
    return {text.lower() for text in _of(parser.parse(lexicon.regexp(name)))}


def _of(items: Any) -> Iterator[str]:
    for parts in product(*(list(_of_one(str(op), value)) for op, value in items)):
        yield "".join(parts)


def _of_one(op: str, value: Any) -> Iterator[str]:
    if op == "LITERAL":
        yield chr(value)
    elif op == "IN":
        yield from (chr(code) for kind, code in value if str(kind) == "LITERAL")
    elif op == "BRANCH":
        for branch in value[1]:
            yield from _of(branch)
    elif op == "SUBPATTERN":
        yield from _of(value[-1])
    elif op == "MAX_REPEAT":
        least, most, inner = value
        if least == 0:
            yield ""
        if most == 1 or least == 1:
            yield from _of(inner)
    else:
        raise AssertionError(op)


def test_spellings() -> None:
    assert {"sep", "sept", "september"} <= spellings("MONTH")
    assert {"none", "n/a", "tbd", "not yet available", "no data"} <= spellings("NOT_KNOWN_WORD")
    assert {"house", "assemblies"} <= spellings("CHAMBER_NOUNS")
    assert {"senat", "skupština", "sejm"} <= spellings("LOCAL_CHAMBER_WORD")


# ---- where words can be


def literals_of_grammar(text: str) -> Iterator[str]:
    """The strings and regular expressions of a grammar, without its comments."""
    code = re.sub(r"(?m)^\s*//.*$", "", text)
    for found in re.finditer(r'"(?:\\.|[^"\\\n])*"|/(?:\\.|[^/\\\n])+/', code):
        yield found[0][1:-1]


def literals_of_python(text: str) -> Iterator[str]:
    """Patterns, lists of words and what is compared with a text: no docstrings, no messages, no names of rules."""
    tree = ast.parse(text)
    holders: list[ast.AST] = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and node.value
        and not any(isinstance(name, ast.Name) and name.id.endswith(("_RULES", "__all__")) for name in ast.walk(node))
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            holders.append(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of_module = isinstance(node.func.value, ast.Name) and node.func.value.id in ("re", "regex")
            if of_module or node.func.attr in ("startswith", "endswith", "removeprefix", "removesuffix", "get"):
                holders += node.args
            elif node.func.attr == "split":
                holders.append(node.func.value)
    for holder in holders:
        for node in ast.walk(holder):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_literals_of_grammar() -> None:
    assert list(literals_of_grammar('// the "house"\nA: "x" /a\\/b/i B // senate\n')) == ["x", "a\\/b"]


def test_literals_of_python() -> None:
    text = '"""Doc."""\nA = ("x", "y")\ndef f(t):\n    """Doc."""\n    g("m")\n    return re.sub("p", z, t) == "q"\n'
    assert sorted(set(literals_of_python(text))) == ["p", "q", "x", "y"]


@cache
def words_in(literal: str) -> list[str]:
    """The words of a pattern: ``house chamber`` of ``(?:house|chambers?)``; a stem keeps the sign behind it."""
    plain = re.sub(r"\\[bBdDsSwWZA]|\(\?[a-z]*[:=!]|\(\?<[=!]", " ", re.sub(r"(\w)(?=\(\?:)", r"\1+ ", literal))
    plain = re.sub(r"\w\?", "", plain).replace("\\", "")
    return re.findall(r"(?<!\w)[^\W\d_]+(?!\w)\+?", plain)


def test_words_in() -> None:
    assert words_in(r"\b(?:house|chambers?)\b|assembl(?:y|ies)") == ["house", "chamber", "assembl+", "y", "ies"]


def hits(literal: str, spelling: str) -> bool:
    """Whether a pattern or a list holds a word, or the words of a phrase one after another."""
    found = words_in(literal)
    small = [word.lower() for word in found if not word.isupper()]  # `NONE` is a terminal's name
    if spelling in CAPITAL:
        return spelling.capitalize() in found
    phrase = re.findall(r"[^\W\d_]+", spelling)
    if max(map(len, phrase)) < 3:
        return bool(re.search(r"(?i)\bn\W*[/.]\W*a\b", literal))
    if len(phrase) > 1:
        return any(small[at : at + len(phrase)] == phrase for at in range(len(small)))
    stems = [word[:-1] for word in small if word.endswith("+") and len(word) > 5]
    return spelling in small or any(spelling.startswith(stem) for stem in stems)


def test_hits() -> None:
    assert hits("(?:chief|House)", "house")
    assert hits("assembl(?:y|ies)", "assembly")
    assert hits("not (?:available|known)", "not available")
    assert hits(r"n\/?a|x", "n/a")
    assert not hits("warehouse|can|may", "house")
    assert not hits("warehouse|can|may", "may")


@pytest.mark.parametrize("path", [*GRAMMARS, *SOURCES], ids=lambda path: str(path.relative_to(ROOT)))
def test_words_have_one_home(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    literals = list(literals_of_grammar(text) if path.suffix == ".lark" else literals_of_python(text))
    told = {kind: set().union(*map(spellings, names)) for kind, names in KINDS.items()}
    found = {
        (kind, spelling, literal)
        for kind, of_kind in told.items()
        for spelling in of_kind
        for literal in literals
        if hits(literal, spelling)
    }
    assert found == set()


def test_every_word_is_in_the_lexicon_once() -> None:
    """Months, chambers and words for not known are written once in the lexicon too."""
    text = (ROOT / "grammars" / "lexicon.lark").read_text(encoding="utf-8")
    words = [word.rstrip("+") for literal in literals_of_grammar(text) for word in words_in(literal)]
    once = "feb unknown None vacant tb senate house chamber assembly congress knesset".split()
    assert {word: words.count(word) for word in once} == dict.fromkeys(once, 1)


@pytest.mark.parametrize("path", [*GRAMMARS, ROOT / "grammars" / "lexicon.lark"], ids=lambda path: path.name)
def test_every_group_of_terminals_has_a_sample(path: Path) -> None:
    groups = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
    defined = [group for group in groups if re.search(r"(?m)^_?[A-Z_]+(?:\.-?\d+)?:", group)]
    assert [group for group in defined if not re.search(r"(?m)^//", group)] == []


# ---- the words for Python


def test_words() -> None:
    assert lexicon.words("TENS") == ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    assert lexicon.words("NONE") == ("None",)
    with pytest.raises(AssertionError, match="BELOW_HUNDRED is not a plain list of words"):
        lexicon.words("BELOW_HUNDRED")


def test_pattern() -> None:
    found = lexicon.pattern("CHAMBER_WORD", r"\b", r"\b").search("the House of Lords")
    assert found is not None
    assert found[0] == "House"
    assert lexicon.pattern("CHAMBER_WORD", r"\b", r"\b").search("a warehouse") is None


@pytest.mark.parametrize(
    ("text", "is_not_known"),
    [("N/A", True), ("None.", True), (" . ", True), ("", True), ("–", True), ("12", False), ("None of them", False)],
)
def test_a_value_says_that_it_is_not_known(text: str, is_not_known: bool) -> None:
    assert lexicon.is_not_known(text) is is_not_known
