"""Names of two parties or more in one: ``Party of Meadows (PM) / Party of Lakes (PL)``."""

from __future__ import annotations

import re

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.text.memo import remembered
from ifes_records.values import language, parentheses
from ifes_records.values.local_names import is_acronym

# Behind parentheses, other signs part two names too: Left Bloc (LB) + Greens (G)
_SIGN = re.compile(r" / |(?<=\))(?: ?[/+&;,–-] ?| [-–—] | and )(?=[^\W\d_])")


@remembered
def names(text: str, alpha2: str | None) -> tuple[str, ...]:
    """The names of several parties in one; none for one party, whose two names may have a slash between them.

    They are several if all are English, or if each has an acronym or a local name of its own, and not the other's
    language: ``Labour Party (LP) / Parti du Travail (PT)`` is one party.
    """
    sides = tuple(side.strip() for side in _SIGN.split(text)) if ")" in text else ()
    if len(sides) < 2 or not all(sides):
        return ()
    found = [parentheses.find(side) for side in sides]
    acronyms = [each.inside for each in found if each.inside and is_acronym(each.inside)]
    if len(acronyms) < len(sides) and "/" not in "".join(_SIGN.findall(text)):
        return ()  # Congress (Nepal), Democratic (NC-D): the sign is part of a name
    is_english = [language.is_english(each.before, alpha2) for each in found]
    in_two_languages = False in is_english and any(each is not False for each in is_english)
    if in_two_languages or len(set(acronyms)) < len(acronyms):
        return ()
    return sides if all(is_english) or all(each.inside for each in found) else ()


def diagnostic(text: str) -> Diagnostic:
    """Report that the acronyms and local names of several parties are left in the text."""
    message = f"{quoted(text)} names several parties; their acronyms and local names were kept as written."
    return Diagnostic("I-NAME-QUALIFIER", message)
