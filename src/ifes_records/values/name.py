"""Names of parties, candidates, answers and contests: their English and local parts, and their acronyms."""

from __future__ import annotations

import re
from functools import cache

from attrs import evolve

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.names import Aggregate, LocalName, Name
from ifes_records.text import lexicon
from ifes_records.text.grammars import pattern
from ifes_records.text.normal_form import letters_only, squeeze
from ifes_records.values import joint, language, local_names, mark, parentheses, person, script
from ifes_records.values.local_names import is_acronym

_BETWEEN_PARTS = re.compile("[/,:]")


def aggregate(text: str) -> Aggregate | None:
    """Return what a row sums up (``Independents (Independents)``, ``Other parties``); ``None`` for one party."""
    before = mark.without(parentheses.find(mark.without(text)).before)
    if pattern("OTHERS").fullmatch(before):
        return Aggregate.OTHERS
    return Aggregate.INDEPENDENTS if pattern("INDEPENDENTS").fullmatch(before) else None


def parse(text: str, alpha2: str | None = None) -> tuple[Name, Diagnostic | None]:
    """Read a party's name; ``alpha2`` is the country's code, which helps to find the language of a local name.

    The diagnostic says what is wrong with the name, or which part of the reading is a guess.
    """
    text = squeeze(text)
    if len(joint.names(mark.without(text), alpha2)) > 1:
        return Name(text, parentheses.find(mark.without(text)).inside, mark.without(text)), joint.diagnostic(text)
    name, problem = _parse(text, alpha2, pairs=2)
    return name, problem or parentheses.diagnostic_in(mark.without(text))


def _parse(text: str, alpha2: str | None, pairs: int) -> tuple[Name, Diagnostic | None]:
    """Read a name and up to ``pairs`` pairs of parentheses, beginning with the last."""
    found = parentheses.find(mark.without(text))
    english, local = _names_in(mark.without(found.before), alpha2)
    name = Name(text, found.inside, english, local=local)
    if not found.inside:
        return name, found.diagnostic
    before = parentheses.find(mark.without(found.before))
    if pairs > 1 and before.inside and letters_only(before.inside) == letters_only(found.inside):
        # All Are Neighbours (Sha Na) (Sha Na)
        once, problem = _parse(found.before, alpha2, pairs - 1)
        return evolve(once, text=text, parenthetical=found.inside, repeats=True), found.diagnostic or problem
    if before.inside and is_acronym(before.inside):
        # Belaya Rus (BR) (Белая Русь)
        name = evolve(name, english=before.before or None, acronym=before.inside)
    if _repeats(found.inside, (found.before, name.english or "", name.acronym or "", before.inside or "")):
        # Amanat (AMANAT)      New Commitment Togo (NET) (New Commitment Togo (NET))
        nested = parentheses.find(found.inside).inside
        acronym = name.acronym or (nested if nested and is_acronym(nested) else None)
        return evolve(name, acronym=acronym, repeats=True), found.diagnostic
    if name.acronym is None and is_acronym(parentheses.strip_unbalanced(found.inside)):
        acronym = parentheses.strip_unbalanced(found.inside)
        if not before.inside or pairs == 1:
            return evolve(name, acronym=acronym), found.diagnostic
        other, problem = _parse(found.before, alpha2, pairs - 1)
        if problem is not None:
            # Madhesi Jana Adhikar Forum, Nepal (Loktantrik) (MJF-L)
            return evolve(name, acronym=acronym), found.diagnostic or problem
        # People's Party (Partido Popular) (PP)
        return evolve(other, text=text, parenthetical=found.inside, acronym=acronym), found.diagnostic
    name, problem = local_names.add_parenthetical(name, found.inside, alpha2)
    return name, found.diagnostic or problem


def _names_in(written: str, alpha2: str | None) -> tuple[str | None, tuple[LocalName, ...]]:
    """The English name, and a local name that follows it without parentheses: ``Green Leaf / עלה ירוק``."""
    if not written.isascii():
        written = _invisible_ends().sub("", written)
    found = script.runs(written)
    if {run.script for run in found} <= {"Latn"}:
        sides = re.split(" ?/ ", written) if "/ " in written else []
        is_english = [language.is_english(side, alpha2) for side in sides] if len(sides) == 2 else []
        if is_english and is_english[0] is not False and is_english[1] is False:
            return sides[0], local_names.local_names(sides[1], alpha2)  # Dawn/ Dögun
        return written or None, ()
    parts = local_names.split_by_script(written, at_blanks=False)
    if len(parts) == 1 and any(run.script == "Latn" for run in found):
        return written, ()
    names = [local_names.local_name(part, alpha2) for part in parts]
    english = next((part.text for part in names if part.script == "Latn"), None)
    others = tuple(part for part in names if part.script not in ("Latn", None))
    return (written, ()) if english is None and not others else (english, others)


@cache
def _invisible_ends() -> re.Pattern[str]:
    """Signs without a width around a name."""
    signs = pattern("INVISIBLE").pattern
    return re.compile(rf"\A(?:{signs})+|(?:{signs})+\Z")


def _repeats(inside: str, names: tuple[str, ...]) -> bool:
    """Whether the parentheses only repeat a name, or a part of one.

    ``Alliance CB (Alliance des Collines)`` in parentheses after ``Alliance CB (Hills Alliance)`` does not.
    """
    given = {*filter(None, names)}
    wholes = {letters_only(part) for name in given for part in (name, parentheses.find(name).before)}
    parts = {letters_only(part) for name in given for part in _BETWEEN_PARTS.split(name)}
    nested = parentheses.find(inside)
    again = letters_only(nested.before) if not nested.inside or is_acronym(nested.inside) else ""
    return letters_only(inside) in wholes - {""} or (again or letters_only(inside)) in (wholes | parts) - {""}


def parse_candidate(text: str, alpha2: str | None = None) -> Name:
    """Read a candidate's name: given and family name, if capitals show which is which, and the local form."""
    text = squeeze(text)
    found = parentheses.find(mark.without(text))
    english, local = _names_in(mark.without(found.before or text), alpha2)
    acronym = found.inside if found.inside and is_acronym(found.inside) else None
    if found.inside and acronym is None and script.script_of(found.inside) not in ("Latn", None):
        # Tsai Ing-wen (蔡英文)
        local = local_names.local_names(found.inside, alpha2)
    who = person.parse(english or "", alpha2)
    return Name(text, found.inside, english, acronym, local, given_name=who.given, family_name=who.family)


def parse_answer(text: str, alpha2: str | None = None) -> Name:
    """Read an answer to a referendum question: ``Yes (Oui)``."""
    return parse(text, alpha2)[0]


def parse_contest(title: str, alpha2: str | None = None) -> Name | None:
    """Read the name in ``Election for LOCAL NAME (ENGLISH NAME)`` or ``Election for ENGLISH NAME``.

    The parentheses may also have the local name in another script, ``Knesset (כנסת)``, or a round. Returns ``None``
    for a title without ``Election for``, such as ``Referendum``.
    """
    text = lexicon.pattern("ELECTION_FOR", "^", " ").sub("", squeeze(title))
    if text == squeeze(title):
        return None
    found = parentheses.find(text)
    if not found.inside:
        return Name(text, english=found.before)
    if letters_only(found.before) == letters_only(found.inside):
        return Name(text, parenthetical=found.inside, english=found.inside, repeats=True)
    if pattern("ROUND").fullmatch(f"({found.inside})"):
        return Name(text, parenthetical=found.inside, english=found.before)
    if script.script_of(found.inside) not in ("Latn", None) and script.script_of(found.before) == "Latn":
        local = local_names.local_names(found.inside, alpha2)
        return Name(text, parenthetical=found.inside, english=found.before, local=local)
    if _is_said_again(found.before, found.inside):
        return Name(text, parenthetical=found.inside, english=found.inside)
    written = re.split(r" / | ?; |(?<=\w)/ ?(?=\w)", found.before)
    local = tuple(local_names.local_name(part, alpha2) for part in written)
    return Name(text, parenthetical=found.inside, english=found.inside, local=local)


def _is_said_again(before: str, inside: str) -> bool:
    """Whether a name is English, and so are the parentheses: ``President (President of Norrland)``."""
    is_english = all(map(_is_english_word, before.split(" ")))
    return is_english and any(map(_is_english_word, inside.split(" ")))


def _is_english_word(word: str) -> bool:
    names = (
        "OFFICE_WORD",
        "ELECTED_OFFICE",
        "OTHER_BODY",
        "ENGLISH_CHAMBER_WORD",
        "CHAMBER_ADJECTIVE",
        "ENGLISH_SMALL",
    )
    return any(lexicon.pattern(name).fullmatch(word) for name in names)
