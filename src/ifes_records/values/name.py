"""Names of parties, candidates, answers and contests, taken apart."""

from __future__ import annotations

import re

from attrs import evolve

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.names import Aggregate, Name
from ifes_records.text.grammars import pattern
from ifes_records.text.normal_form import letters_only, squeeze
from ifes_records.values import local_names, mark, parentheses, person, script
from ifes_records.values.local_names import is_acronym


def aggregate(text: str) -> Aggregate | None:
    """Whether a row is no party: ``Independents (Independents)``, ``Other parties``; ``None`` for a party."""
    before = mark.without(parentheses.find(mark.without(text)).before)
    if pattern("OTHERS").fullmatch(before):
        return Aggregate.OTHERS
    return Aggregate.INDEPENDENTS if pattern("INDEPENDENTS").fullmatch(before) else None


def parse(text: str, alpha2: str | None = None) -> tuple[Name, Diagnostic | None]:
    """Take a party's name apart; ``alpha2`` is the country's code, for the language of its local name.

    The problem, if any, says what about the reading is a guess.
    """
    name, problem = _parse(squeeze(text), alpha2, pairs=2)
    return name, problem or parentheses.diagnostic_in(mark.without(squeeze(text)))


def _parse(text: str, alpha2: str | None, pairs: int) -> tuple[Name, Diagnostic | None]:
    """Read the last parentheses, and those before them, if ``pairs`` are still to be read."""
    found = parentheses.find(mark.without(text))
    name = _without_parentheses(Name(text, parenthetical=found.inside), mark.without(found.before), alpha2)
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
    if _says_again(found.inside, (found.before, name.english or "", name.acronym or "", before.inside or "")):
        # Amanat (AMANAT)      New Commitment Togo (NET) (New Commitment Togo (NET))
        nested = parentheses.find(found.inside).inside
        acronym = name.acronym or (nested if nested and is_acronym(nested) else None)
        return evolve(name, acronym=acronym, repeats=True), found.diagnostic
    if name.acronym is None and is_acronym(parentheses.without_strays(found.inside)):
        acronym = parentheses.without_strays(found.inside)
        if not before.inside or pairs == 1:
            return evolve(name, acronym=acronym), found.diagnostic
        other, problem = _parse(found.before, alpha2, pairs - 1)
        if problem is not None:
            # Madhesi Jana Adhikar Forum, Nepal (Loktantrik) (MJF-L)
            return evolve(name, acronym=acronym), found.diagnostic or problem
        # People's Party (Partido Popular) (PP)
        return evolve(other, text=text, parenthetical=found.inside, acronym=acronym), found.diagnostic
    name, problem = local_names.read(name, found.inside, alpha2)
    return name, found.diagnostic or problem


def _without_parentheses(name: Name, written: str, alpha2: str | None) -> Name:
    """The English name, and a local one that stands beside it outside any parentheses: ``Green Leaf / עלה ירוק``."""
    found = script.runs(written)
    if not found or all(run.script == "Latn" for run in found):
        return evolve(name, english=written or None)
    parts = local_names.by_script(written, blank_parts=False)
    if len(parts) == 1 and any(run.script == "Latn" for run in found):
        return evolve(name, english=written)
    names = [local_names.local_name(part, alpha2) for part in parts]
    english = next((part.text for part in names if part.script == "Latn"), None)
    others = tuple(part for part in names if part.script not in ("Latn", None))
    if english is None and not others:
        return evolve(name, english=written)
    return evolve(name, english=english, local=others)


def _says_again(inside: str, names: tuple[str, ...]) -> bool:
    """Whether the parentheses hold only what the name has said: all of it, or one of its parts."""
    again = letters_only(parentheses.find(inside).before) or letters_only(inside)
    wholes = {letters_only(name) for name in names} | {letters_only(parentheses.find(name).before) for name in names}
    parts = {letters_only(part) for name in names for part in re.split(r"[/,:]", name)}
    return letters_only(inside) in wholes - {""} or again in (wholes | parts) - {""}


def parse_candidate(text: str, alpha2: str | None = None) -> Name:
    """A candidate's name, with given and family name where capitals tell, and its local form."""
    text = squeeze(text)
    found = parentheses.find(mark.without(text))
    name = _without_parentheses(Name(text, parenthetical=found.inside), mark.without(found.before or text), alpha2)
    if found.inside and is_acronym(found.inside):
        name = evolve(name, acronym=found.inside)
    elif found.inside and script.script_of(found.inside) not in ("Latn", None):
        # Tsai Ing-wen (蔡英文)
        name = evolve(name, local=local_names.local_names(found.inside, alpha2))
    who = person.parse(name.english or "", alpha2)
    return evolve(name, given_name=who.given, family_name=who.family)


def parse_answer(text: str, alpha2: str | None = None) -> Name:
    """An answer to a referendum question: ``Yes (Oui)``."""
    return parse(text, alpha2)[0]


def parse_contest(title: str, alpha2: str | None = None) -> Name | None:
    """The name in ``Election for LOCAL NAME (ENGLISH NAME)``; ``None`` for the bare ``Referendum``.

    Here the parentheses hold the English name. Without them, what stands there is the English one.
    """
    text = re.sub(r"^elections? for ", "", squeeze(title), flags=re.IGNORECASE)
    if text == squeeze(title):
        return None
    found = parentheses.find(text)
    if not found.inside:
        return Name(text, english=found.before)
    if letters_only(found.before) == letters_only(found.inside):
        return Name(text, parenthetical=found.inside, english=found.inside, repeats=True)
    written = re.split(r" / | ?; |(?<=\w)/(?=\w)", found.before)
    local = tuple(local_names.local_name(part, alpha2) for part in written)
    return Name(text, parenthetical=found.inside, english=found.inside, local=local)
