"""The same texts read with other tools, as somebody would who needs the usual fields of a well-formed page.

Each module has ``read(text)``, which gives what its tool found as plain strings: a list of ``rows`` with their cells,
and ``FIELDS`` by name, with a list of strings where a field comes more than once. ``typed`` makes values of them,
which ``score`` compares with the JSON of a fixture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from importlib import import_module
from types import ModuleType
from typing import Any

TOOLS = {
    "regular expressions": "regular_expressions",
    "TextFSM": "textfsm_template",
    "pyparsing": "pyparsing_grammar",
    "TTP": "ttp_template",
}

Found = Mapping[str, Any]


def peers() -> dict[str, ModuleType]:
    """The modules, by the names of their tools."""
    return {tool: import_module(f"peers.{module}") for tool, module in TOOLS.items()}


def figure(text: str) -> int:
    """``6,521,860``."""
    return int(text.replace(",", ""))


def day(text: str) -> str:
    """``March 19, 2023``, ``Nov 03 2023``, ``20 March 2019``, ``26 Aug 1998``."""
    plain = text.replace(",", "").replace(".", "")
    for form in ("%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y"):
        with suppress(ValueError):
            return datetime.strptime(plain, form).date().isoformat()
    raise ValueError(text)


def answer(text: str) -> bool:
    """``Yes``, ``No``."""
    return {"yes": True, "no": False}[text.lower()]


def title(text: str) -> str:
    """``Mazhilis (Kazakh House of Representatives)``, without the words before it."""
    return f"Election for {text}"


# The fields by their names in the peers: the path in the JSON, and the type.
FIELDS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "modified": ("modified.record", day),
    "results_modified": ("modified.results", day),
    "date": ("election.date", day),
    "status": ("election.status", str.lower),
    "country": ("election.country.formal_name", str),
    "contest": ("election.contest.title", title),
    "registered": ("participation.registered_voters", figure),
    "cast": ("participation.cast_votes", figure),
    "valid": ("participation.valid_votes", figure),
    "invalid": ("participation.invalid_votes", figure),
    "stakes": ("stakes.seats", figure),
    "chief_title": ("government.chief_of_state.title", str),
    "chief_name": ("government.chief_of_state.name", str),
    "chief_since": ("government.chief_of_state.since", day),
    "head_title": ("government.head_of_government.title", str),
    "head_name": ("government.head_of_government.name", str),
    "head_since": ("government.head_of_government.since", day),
    "cameral": ("government.assembly.cameral", str),
    "leader": ("contenders.leaders", str),
    "seats_won": ("contenders.seats_last_election.won", figure),
    "seats_of": ("contenders.seats_last_election.of", figure),
    "turnout": ("last_election.turnout_percent", float),
    "population": ("population.population.count", figure),
    "voters": ("population.registered_voters.count", figure),
    "female_population": ("gender.female_population.count", figure),
    "quota": ("gender.quota.has", answer),
    "female_candidates": ("gender.female_candidates.has", answer),
    "presence": ("ifes.presence", answer),
    "election_access": ("ifes.election_access", answer),
}

# Facts that are not values of the page's own: where they are, how they are written, what follows from others.
_NOT_FACTS = re.compile(
    r"(?:^|\.)(?:line|text|\w+_text|refers_to|mark|result_index|repeats|script|language|parenthetical)$"
    r"|^(?:schema_version|record_id|source|sections|footnotes|unread|diagnostics|results)\b"
)

Values = Counter[tuple[str, Any]]
Row = tuple[str, Any, Any]


def typed(found: Found) -> tuple[Values, Counter[Row]]:
    """The facts by their paths, and the rows as name, seats and votes. A string of another type is dropped."""
    facts: Values = Counter()
    for name, (path, make) in FIELDS.items():
        strings = found.get(name) or []
        for string in [strings] if isinstance(strings, str) else strings:
            with suppress(ValueError, KeyError):
                facts[path, make(string.strip())] += 1
    rows = Counter((name.strip(), _cell(seats), _cell(votes)) for name, seats, votes in found.get("rows", ()))
    return facts, rows


def _cell(text: str) -> int | None:
    return figure(text) if text and text[0].isdigit() else None


def in_document(document: Mapping[str, Any]) -> tuple[Values, Counter[Row]]:
    """The facts and rows that the JSON of a record has."""
    facts: Values = Counter(
        (path, value)
        for path, value in _leaves(document, "")
        if value is not None and (value is not False or path in FALSE_IS_A_FACT)
        if not _NOT_FACTS.search(path)
    )
    rows: Counter[Row] = Counter(
        (row["name"]["text"], row["seats_won"], row["votes"])
        for result in document["results"]
        for row in result["rows"]
        if row["name"] is not None
    )
    return facts, rows


FALSE_IS_A_FACT = {path for path, make in FIELDS.values() if make is answer}


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, path)
    else:
        yield path, value
