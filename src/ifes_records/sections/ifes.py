"""IFES resources.

Does IFES have a presence in Kazakhstan: No
Election Access: Yes
Election Judgements: Yes, 10 resources
"""

from __future__ import annotations

from ifes_records.model.facts import ElectionJudgments, Ifes
from ifes_records.sections.chambers import count_in
from ifes_records.sections.dated_count import Datum, find, tokens
from ifes_records.sections.lines import Body


def read(body: Body) -> Ifes:
    """Read the facts by their keys, in any section."""
    presence = find(body, "ifes.presence", "PRESENCE_KEY")
    access = find(body, "ifes.election_access", "ACCESS_KEY")
    judgments = find(body, "ifes.election_judgments", "JUDGMENTS_KEY")
    return Ifes(
        presence=_yes_or_no(presence) if presence else None,
        presence_text=presence.block.value if presence else None,
        election_access=_yes_or_no(access) if access else None,
        election_access_text=access.block.value if access else None,
        election_judgments=_judgments(judgments) if judgments else None,
    )


def _yes_or_no(datum: Datum) -> bool | None:
    """Read ``Yes, a country office`` or ``No``."""
    if not datum.has_value:
        return None
    tree = datum.tree("answer")
    if tree is None:
        datum.report_unparsed()
        return None
    return bool(tokens(tree, "YES"))


def _judgments(datum: Datum) -> ElectionJudgments:
    """Read ``Yes, 3 judgments and 4 resources``: the first number is the count; another one is reported."""
    text, span = datum.block.text, datum.block.span
    tree = datum.tree("judgments") if datum.has_value else None
    given = tokens(tree, "JUDGMENTS", "OTHER_RESOURCES") if tree else []
    if given:
        number = count_in(given[0])
        for other in given[1:]:
            if other.type == "JUDGMENTS":
                datum.report_unparsed(other, ".count")
        return ElectionJudgments(text, bool(number), number, span=span)
    answer = datum.tree("answer")
    for detail in tokens(answer, "DETAIL") if answer else []:
        datum.report_unparsed(detail, ".count")
    return ElectionJudgments(text, _yes_or_no(datum), span=span)
