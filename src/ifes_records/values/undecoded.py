r"""Letters that a tool has encoded and no other has decoded, or that it has lost: ``Sen=C3=A1t``, ``Sen?t``."""

from __future__ import annotations

import re

from ifes_records.diagnostics import Diagnostic, quoted

# Oak%20Union      Sen=C3=A1t      Sen\u00e1t      Sen?t      (?????)      Senate<br>
UNDECODED = re.compile(
    r"(?:%[0-9A-F]{2}|(?:=[0-9A-F]{2}){2}|=[0-9A-F]{2}$|\\u[0-9A-Fa-f]{4}|\w?\?|</?[a-z]{1,6}\b)\S*"
)
# A sign that is in each of them, and in few texts.
SIGN = re.compile(r"[%=\\?<]")


def diagnostic(text: str) -> Diagnostic | None:
    """Check a name or a title for what a tool has made of its letters."""
    found = UNDECODED.search(text) if SIGN.search(text) else None
    if found is None:
        return None
    message = f"{quoted(text)} has letters that were lost or never decoded, as in {quoted(found[0])}; they were kept."
    return Diagnostic("W-UNDECODED", message)
