"""Local names and acronyms: the text in a name's parentheses, ``Amanat (Аманат)``, or beside the name."""

from __future__ import annotations

import re

from attrs import evolve

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.names import LocalName, Name
from ifes_records.text import lexicon
from ifes_records.text.grammars import pattern
from ifes_records.text.memo import remembered
from ifes_records.values import country, language, parentheses, person, script

# Characters between a name in one script and the same name in another: `Saebyeok – 새벽`
SCRIPT_SEPARATORS = " ,;:/|=–—-،、，；·"
# Inside parentheses, between an acronym and a name: `(Aliança Verde, AV)`
ACRONYM_SEPARATOR = re.compile(r" ?[,;،] | [/|] | [-–—+] ")
# Between two acronyms: `(ΚΙΝΑΛ, KINAL)`
ACRONYM_LIST_SEPARATOR = re.compile(r" ?[,;،/|] ?")
# Between two names in one script: `Les Verts / De Groenen`      `Hikari Minshu-tō or Hikaritō`
LANGUAGE_SEPARATOR = re.compile(r" ?; | / | \| | or ")

# Acronyms such as `CDU/UDC` are shorter; a longer word in capitals is a name.
ACRONYM_LENGTH = 12

# Francophone      Kotlebists      Unionist      Walloon
ENGLISH_ENDING = re.compile(r"(?:ists?|ians?|phones?|oons?|ish|ive|ed|ing)$", re.IGNORECASE)

_ENGLISH = "is English"

QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")


@remembered
def is_acronym(text: str) -> bool:
    """Whether ``text`` looks like an acronym: it is short, has no blanks, and is mostly capitals.

    ``PF``, ``S!``, ``VHP/V7``, ``N-VA``, ``FdT``, ``UVAnk``, ``Vesna-SD`` and ``ABC-Mwangaza`` are acronyms;
    ``Loktantrik`` and ``ΜέΡΑ25`` are not.
    """
    longest = ACRONYM_LENGTH * 2 if "-" in text else ACRONYM_LENGTH
    if not 0 < len(text) <= longest or text.split() != [text] or not text[0].isalnum() or text[0].islower():
        return False
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if not capitals or (capitals < len(letters) and script.script_of(text) != "Latn"):
        return False
    if capitals > 1 and capitals >= len(letters) - capitals:
        return True  # FdT, UVAnk, ALum: no word of a language has capitals inside
    parts = [part for part in re.split("[-–/]", text) if part]
    # Vesna-SD, Falka-R9: one side shows that it is an acronym; the other may be the beginning of a word.
    beginnings = all(part[0].isupper() for part in parts) and any(len(p) > 1 and p.isupper() for p in parts)
    return len(letters) == capitals or (len(parts) > 1 and beginnings)


def add_parenthetical(name: Name, inside: str, alpha2: str | None) -> tuple[Name, Diagnostic | None]:
    """Add the local names and the acronym in a name's parentheses, which hold more than an acronym.

    The diagnostic says if the text in the parentheses is not a local name, or may not be one.
    """
    inside = parentheses.strip_unbalanced(inside)
    qualifier = _qualifier(inside, alpha2)
    before = name.english or ""
    is_local = qualifier == _ENGLISH and before and not name.local and is_foreign(before, alpha2)
    if is_local and not person.parse(before, alpha2).family:  # Rød Liste (Red List), but not Ana LÓPEZ (Red List)
        return evolve(name, english=inside, local=(local_name(before, alpha2),)), None
    if qualifier:
        return name, Diagnostic("I-NAME-QUALIFIER", f"{quoted(f'({inside})')} {qualifier}; it was kept as written.")
    inside, acronym = _split_off_acronym(inside)
    local = local_names(inside, alpha2, name.english)
    problem = None
    if len(local) == 1 and _may_be_qualifier(local[0], name.english or "", alpha2):
        problem = doubt(f"({inside})")
        local = (evolve(local[0], language=None),)
    return evolve(name, acronym=name.acronym or acronym, local=(*name.local, *local)), problem


def doubt(text: str) -> Diagnostic:
    """Report that a text, taken as a local name, may be something else."""
    message = f"{quoted(text)} may be a local name or part of the name; it was taken as a local name."
    return Diagnostic("I-NAME-LOCAL", message)


def _may_be_qualifier(local: LocalName, english: str, alpha2: str | None) -> bool:
    """Whether the words in parentheses may say which of several parties this is, or be the English name.

    One plain word may where it is an English word (``Farmers’ Bloc (Northern)``). If it may be in any language, it
    may also where it ends like one (``Socialists (Walloon)``), and, beside a longer name, in a country that writes no
    language of its own in Latin letters (``Nepal Samajbadi Party (Loktantrik)``).
    """
    inside = local.text
    if lexicon.pattern("ENGLISH_PART").fullmatch(inside):
        return True
    if language.is_english(inside, alpha2) is None:
        english_only = lexicon.pattern("ENGLISH_SIGN", r"\b", r"(?!\w)").search
        if not language.is_english(english, alpha2) and english_only(inside):
            return True  # Forza Norditalia (Go Norditalia)
        if local.script == "Latn" and is_foreign(english, alpha2):
            return True  # Endurnýjun (Reform): the English name may be that in parentheses
    if not (inside.isascii() and inside.isalpha()) or local.language is not None:
        return False
    is_romanisation = alpha2 is not None and not language.has_latin_language(alpha2)
    return bool(ENGLISH_ENDING.search(inside)) or (is_romanisation and " " in english)


def is_foreign(text: str, alpha2: str | None) -> bool:
    """Whether a text in Latin letters is in another language than English: ``Noi per la Repubblica``."""
    return language.is_english(text, alpha2) is False and not language.has_english_party_word(text)


def _qualifier(inside: str, alpha2: str | None) -> str | None:
    """Say why the text in parentheses is not a local name; ``None`` if it may be one."""
    if country.find(inside):
        return "is a country, not a local name"  # Independents (Jordan)
    if _is_person(inside):
        return "is written like a person's name"  # Leaf Party (Fiachra Ó DUIBHNE)
    if not any(c.isalpha() for c in inside) or pattern("REMARK").match(inside):
        return "is a remark, not a local name"  # Other parties (1 seat each)
    pieces = ACRONYM_SEPARATOR.split(inside)
    if len(pieces) > 2 and all(map(is_acronym, pieces)):
        return "lists the parties of a bloc"  # (SDP - HNS - IDS - HSU)
    if " + " in inside and any(map(is_acronym, pieces)):
        return "lists the parties of a bloc"  # (PCE + IU + Greens)
    acronyms, _, last = inside.rpartition(" ")
    if acronyms and lexicon.pattern("PARTY_KIND").fullmatch(last.lower()) and all(map(is_acronym, acronyms.split())):
        return _ENGLISH  # (KLM-NOP Coalition)
    if script.script_of(inside) == "Latn" and language.is_english(inside, alpha2):
        return _ENGLISH  # Plaid Cymru (The Party of Wales)
    return None


def _is_person(text: str) -> bool:
    words = text.split()
    if not (1 < len(words) <= 4 and words[-1].isupper()):
        return False
    family = [word for word in words if word.isupper() and max(map(len, word.split("-"))) > 3]  # not PSR-UDP
    titled = all(word[:1].isupper() and word.replace("-", "").replace("'", "").isalpha() for word in words)
    one_family = len(family) == 1 and words[-1] == family[0]
    return one_family and titled and script.script_of(text) == "Latn"


def _split_off_acronym(inside: str) -> tuple[str, str | None]:
    """Split a text in parentheses into a name and an acronym, which is ``None`` if there is none.

    ``(Κίνημα Αλλαγής, Kinima Allagis (ΚΙΝΑΛ, KINAL))``   ``(Convention pour le Renouveau, CRC)``
    ``(CASA-CE (Convergência Ampla))``   ``(PFD; Partidul Fântânilor)``
    """
    nested = parentheses.find(inside)
    if nested.inside and is_acronym(nested.before):
        return nested.inside, nested.before
    written = ACRONYM_LIST_SEPARATOR.split(inside)
    if len(written) > 1 and all(map(is_acronym, written)):
        latin = [acronym for acronym in written if script.script_of(acronym) == "Latn"]
        return "", inside if script.script_of(inside) else next(iter(latin), inside)  # (DGPR / IRDKI)
    acronyms = ACRONYM_LIST_SEPARATOR.split(nested.inside or "")
    if nested.inside and all(map(is_acronym, acronyms)):
        return nested.before, next((a for a in acronyms if script.script_of(a) == "Latn"), acronyms[0])
    separators = list(ACRONYM_SEPARATOR.finditer(inside))
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
    """Read the local names in a text: one for each script or language.

    A slash separates two languages only if the ``english`` name has no slash of its own.
    """
    if not text:
        return ()
    parts = split_by_script(text)
    if len(parts) == 1 and not LANGUAGE_SEPARATOR.search(english or ""):
        parts = [part for part in LANGUAGE_SEPARATOR.split(text) if part.strip()]
    return tuple(local_name(part, alpha2) for part in parts)


def split_by_script(text: str, *, at_blanks: bool = True) -> list[str]:
    """Split a text into the same name in two scripts; a text that mixes scripts otherwise stays whole.

    In parentheses a blank separates two names (``Saebyeok 새벽``), or nothing does if one is a word in Latin letters
    (``Shūgiin衆議院``). ``at_blanks`` is false elsewhere, where ``Nikos ΚΙΝΑΛΗΣ`` is one name.
    """
    found = script.runs(text)
    if len(found) != 2 or len({run.script for run in found}) != 2:
        return [text]
    left, right = text[: found[1].start], text[found[1].start :]
    head = left.rstrip(SCRIPT_SEPARATORS)
    gap = left[len(head) :]
    if not gap and at_blanks and _is_word_before(found, head):
        return [head, right]
    # «Respublica» партиясы is one name, of which a part is in quotation marks.
    quoted = re.search(r"[»”“\"’']$", head) or re.match(r"[«„“\"‘']", right)
    if not gap or not (gap.strip() or at_blanks) or re.search(r"[«„“\"'(\[‘]$", left) or (not gap.strip() and quoted):
        return [text]
    return [head, right]


def _is_word_before(found: list[script.ScriptRun], head: str) -> bool:
    """Whether a word in Latin letters is glued to one in a script without capitals: not ``K팝``, nor ``ABC당``."""
    latin, other = found
    is_word = latin.script == "Latn" and len(head) > 2 and not is_acronym(head)
    return is_word and other.script in ("Hani", "Jpan", "Hang") and other.end - other.start > 1


def local_name(text: str, alpha2: str | None) -> LocalName:
    """Read one local name, with its script and language; both are ``None`` if they are uncertain."""
    text = parentheses.strip_unbalanced(text.strip())
    written = script.script_of(text) or script.script_of(QUOTED.sub(" ", text))
    return LocalName(text, written, language.language_of(text, written, alpha2) if written else None)
