"""What kind of election a contest's title names."""

from __future__ import annotations

import re

from ifes_records.model.record import ElectionKind

# In the order in which they decide: a `Regional Assembly` is local before it is a legislature.
KINDS = {
    ElectionKind.REFERENDUM: r"referend(?:um|a)|plebiscite|initiative",
    ElectionKind.LOCAL: (
        r"municipal|local|regional|provincial|communal|cantonal|mayor(?:al)?|governors?|county|district|city council"
    ),
    ElectionKind.PRESIDENTIAL: r"president|presidency|presidential|vice[- ]president",
    ElectionKind.LEGISLATIVE: (
        r"parliament(?:ary)?|assembly|senate|congress|house|chamber|council|diet|legislat\w*|deputies|representatives|"
        r"duma|knesset|seimas|sejm|saeima|riksdag|storting|folketing|althing|bundestag|bundesrat|cortes|majlis|parlament|"
        r"assemblée|assembleia|asamblea|sénat|senado|cámara|câmara|camera|constituent"
    ),
}


def of_title(title: str) -> ElectionKind | None:
    """The kind that a contest line names; ``None`` where its words tell none."""
    for kind, words in KINDS.items():
        if re.search(rf"\b(?:{words})\b", title, re.IGNORECASE):
            return kind
    return None
