"""What stands in a name's parentheses: local names in one or two scripts or languages, acronyms, and neither."""

from __future__ import annotations

import re

from attrs import evolve

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.names import LocalName, Name
from ifes_records.text.grammars import pattern
from ifes_records.values import country, language, parentheses, script

# What may stand between a name in one script and the same name in another.
SEPARATORS = " ,;:/|=–—-،、，；·"
# What parts an acronym from a name, or one acronym from another, inside parentheses.
BETWEEN = re.compile(r" ?[,;،] | [/|] | [-–—+] ")
ACRONYMS = re.compile(r" ?[,;،/|] ?")
# What parts two languages of one script. A name may hold a slash itself; then its English form has one too.
TWO_LANGUAGES = re.compile(r" ?; | / | \| ")

# The longest acronym seen is `CDU/UDC`-like; words in capitals that are longer are names.
ACRONYM_LENGTH = 12

QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")


def is_acronym(text: str) -> bool:
    """Whether ``text`` is written as an acronym is: short, without blanks, mostly capitals.

    ``PF``   ``S!``   ``VHP/V7``   ``N-VA``   ``FdT``   ``PvdA``; not ``Loktantrik``, not ``ΜέΡΑ25``.
    """
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if not capitals or (capitals < len(letters) and script.script_of(text) != "Latn"):
        return False
    if len(text) > ACRONYM_LENGTH or re.search(r"\s", text) or not text[0].isalnum() or text[0].islower():
        return False
    small = len(letters) - capitals
    return capitals >= 2 * small or (len(letters) <= 5 and capitals > 1 and small <= 2 and letters[-1].isupper())


def read(name: Name, inside: str, alpha2: str | None) -> tuple[Name, Diagnostic | None]:
    """Add to a name what its parentheses say, which is neither the name again nor an acronym alone."""
    inside = parentheses.without_strays(inside)
    qualifier = _qualifier(inside)
    if qualifier:
        return name, Diagnostic("I-NAME-QUALIFIER", f"{quoted(f'({inside})')} {qualifier}; it was kept as written.")
    inside, acronym = _part_acronym(inside)
    name = evolve(name, acronym=name.acronym or acronym)
    local = local_names(inside, alpha2, name.english)
    problem = None
    if len(local) == 1 and local[0].script == "Latn" and local[0].language is None:
        # (Loktantrik), (Walloon), (United River Alliance): by shape no different from (Sverigedemokraterna)
        message = f"{quoted(f'({inside})')} may be a local name or part of the name; it was taken as a local name."
        problem = Diagnostic("I-NAME-LOCAL", message)
    return evolve(name, local=(*name.local, *local)), problem


def _qualifier(inside: str) -> str | None:
    """Why the parentheses hold no local name; ``None`` if they may hold one."""
    if country.find(inside):
        return "is a country, not a local name"  # Independents (Jordan)
    if _is_person(inside):
        return "is written like a person's name"  # Leaf Party (Fiachra Ó DUIBHNE)
    if not any(c.isalpha() for c in inside) or pattern("REMARK").match(inside):
        return "is a remark, not a local name"  # Other parties (1 seat each)
    pieces = BETWEEN.split(inside)
    if len(pieces) > 2 and all(map(is_acronym, pieces)):
        return "lists the parties of a bloc"  # (SDP - HNS - IDS - HSU)
    if " + " in inside and any(map(is_acronym, pieces)):
        return "lists the parties of a bloc"  # (PCE + IU + Greens)
    if script.script_of(inside) == "Latn" and pattern("ENGLISH").search(inside):
        return "is English"  # Plaid Cymru (The Party of Wales)
    return None


def _is_person(text: str) -> bool:
    words = text.split()
    family = [word for word in words if word.isupper() and len(word) > 3]
    titled = all(word[:1].isupper() and word.replace("-", "").replace("'", "").isalpha() for word in words)
    one_family = len(family) == 1 and words[-1] == family[0]
    return 1 < len(words) <= 4 and one_family and titled and script.script_of(text) == "Latn"


def _part_acronym(inside: str) -> tuple[str, str | None]:
    """Part an acronym from the name that it stands beside; ``None`` where there is none.

    ``(Κίνημα Αλλαγής, Kinima Allagis (ΚΙΝΑΛ, KINAL))``   ``(Convention pour le Renouveau, CRC)``
    ``(CASA-CE (Convergência Ampla))``   ``(PFD; Partidul Fântânilor)``
    """
    nested = parentheses.find(inside)
    if nested.inside and is_acronym(nested.before):
        return nested.inside, nested.before
    if nested.inside and all(map(is_acronym, ACRONYMS.split(nested.inside))):
        acronyms = ACRONYMS.split(nested.inside)
        return nested.before, next((a for a in acronyms if script.script_of(a) == "Latn"), acronyms[0])
    separators = list(BETWEEN.finditer(inside))
    if separators:
        first, last = separators[0], separators[-1]
        head, tail = inside[: first.start()], inside[last.end() :]
        before, after = inside[: last.start()], inside[first.end() :]
        if is_acronym(tail) and _same_script(tail, before):
            return before, tail
        if is_acronym(head) and _same_script(head, after) and first[0].strip() not in "-–—+":
            return after, head
    return inside, None


def _same_script(one: str, other: str) -> bool:
    return script.script_of(one) in {run.script for run in script.runs(other)}


def local_names(text: str, alpha2: str | None, english: str | None = None) -> tuple[LocalName, ...]:
    """The name in each script or language that it is given in; one name where scripts alternate inside it."""
    parts = by_script(text)
    if len(parts) == 1 and not TWO_LANGUAGES.search(english or ""):
        parts = [part for part in TWO_LANGUAGES.split(text) if part.strip()]
    return tuple(local_name(part, alpha2) for part in parts)


def by_script(text: str, *, blank_parts: bool = True) -> list[str]:
    """Part a text where one script gives way to another, if that happens once.

    Inside parentheses a blank is enough between the two (``Saebyeok 새벽``); ``blank_parts`` is false elsewhere
    (``Nikos ΚΙΝΑΛΗΣ`` is one name).
    """
    found = script.runs(text)
    if len(found) != 2 or len({run.script for run in found}) != 2:
        return [text]
    left, right = text[: found[1].start], text[found[1].start :]
    head = left.rstrip(SEPARATORS)
    gap = left[len(head) :]
    # «Respublica» партиясы: a name in quotation marks inside the name, not the name twice.
    quoted = re.search(r"[»”“\"’']$", head) or re.match(r"[«„“\"‘']", right)
    if (
        not gap
        or not (gap.strip() or blank_parts)
        or re.search(r"[«„“\"'(\[‘]$", left)
        or (not gap.strip() and quoted)
    ):
        return [text]
    return [head, right]


def local_name(text: str, alpha2: str | None) -> LocalName:
    """One local name with its script, and its language where that can be told."""
    text = parentheses.without_strays(text.strip())
    written = script.script_of(text) or script.script_of(QUOTED.sub(" ", text))
    return LocalName(text, written, language.language_of(text, written, alpha2) if written else None)
