"""The kind of election, as the contest's title names it."""

from __future__ import annotations

from ifes_records.model.head import ElectionKind
from ifes_records.text import lexicon

# The first match wins: an `Election for Regional Assembly` is local, although an assembly is a legislature. What
# follows `and` counts only if the words before it name no kind: `House of Representatives and Regional Councils`.
KINDS = {
    ElectionKind.REFERENDUM: "REFERENDUM_WORD",
    ElectionKind.LOCAL: "LOCAL_WORD",
    ElectionKind.PRESIDENTIAL: "PRESIDENTIAL_WORD",
    ElectionKind.LEGISLATIVE: "LEGISLATIVE_WORD",
}


def of_title(title: str) -> ElectionKind | None:
    """Return the kind of election that a title names, or ``None`` if it names none."""
    title = lexicon.pattern("OF_REGIONS", r"\b", r"\b").sub("Representatives", title)
    first, _, rest = title.partition(" and ")
    first = lexicon.pattern("ELECTION_FOR", "^", " ").sub("", first)
    if rest and (" " in first or lexicon.pattern("PRESIDENTIAL_WORD").fullmatch(first)):
        return of_title(first) or of_title(rest)
    for kind, terminal in KINDS.items():
        if lexicon.pattern(terminal, r"\b", r"\b").search(title):
            return kind
    return None
