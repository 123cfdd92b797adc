"""The words of ``lexicon.lark`` for Python code: patterns composed by Lark, loaded on first use."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from lark.load_grammar import load_grammar

from ifes_records.text.grammars import built_once, digest, made_ahead, source
from ifes_records.text.words import texts_of

_LIST = re.compile(r"(?:\(\?i:)?(?P<words>[A-Za-z|]+)\)?")


def lexicon_data() -> dict[str, Any]:
    """The pattern of each terminal, composed anew from the grammar; no parser is built."""
    loaded, _ = load_grammar(source("lexicon.lark"), "lexicon.lark", [], False)  # type: ignore[no-untyped-call]
    terminals, _, _ = loaded.compile([], "*")
    patterns = {str(terminal.name): terminal.pattern.to_regexp() for terminal in terminals}
    return {"made_from": digest("lexicon.lark"), "terminals": patterns}


@built_once
def _terminals() -> dict[str, str]:
    """The pattern of each terminal."""
    data = made_ahead("lexicon", digest("lexicon.lark")) or lexicon_data()
    terminals: dict[str, str] = data["terminals"]
    return terminals


def names() -> tuple[str, ...]:
    """The names of all terminals, in grammar order."""
    return tuple(_terminals())


def regexp(name: str) -> str:
    """The pattern of a terminal as a group: ``(?:…)``."""
    return f"(?:{_terminals()[name]})"


@cache
def pattern(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """The compiled pattern of a terminal, between two others: ``pattern("MONTH", after=" ")``."""
    return re.compile(f"{before}{regexp(name)}{after}")


@cache
def initial(name: str) -> str:
    """A pattern for the first letter of a terminal's words: ``(?=…)`` with it spares trying all of them."""
    return f"(?i:[{''.join(sorted({text[0] for text in texts_of(_terminals()[name])}))}])"


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a terminal that is a plain list, in grammar order: ``("one", "two", …)``."""
    found = _LIST.fullmatch(_terminals()[name])
    assert found is not None, f"{name} is not a plain list of words"
    return tuple(found["words"].split("|"))


def is_not_known(text: str) -> bool:
    """Whether a value is empty, or says that it is not known: ``N/A``, ``None``, ``TBD``, ``–``."""
    bare = text.strip(" .")
    return not bare or pattern("NO_VALUE").fullmatch(bare) is not None
