"""What kind of election a contest's title names."""

from __future__ import annotations

from ifes_records.model.record import ElectionKind
from ifes_records.text import lexicon

# In the order in which they decide: a `Regional Assembly` is local before it is a legislature.
KINDS = {
    ElectionKind.REFERENDUM: "REFERENDUM_WORD",
    ElectionKind.LOCAL: "LOCAL_WORD",
    ElectionKind.PRESIDENTIAL: "PRESIDENTIAL_WORD",
    ElectionKind.LEGISLATIVE: "LEGISLATIVE_WORD",
}


def of_title(title: str) -> ElectionKind | None:
    """The kind that a contest line names; ``None`` where its words tell none."""
    for kind, terminal in KINDS.items():
        if lexicon.pattern(terminal, r"\b", r"\b").search(title):
            return kind
    return None
