"""Names of parties, answers and contests: the English name, the parentheses at the end, what stands in them."""

from __future__ import annotations

import re

from attrs import evolve, frozen
from lark import Token

from ifes_records.model.names import Aggregate, LocalName, Name
from ifes_records.syntax import parse_value, pattern
from ifes_records.values import country, language, person, script
from ifes_records.values.reading import Problem
from ifes_records.values.text import letters_only, squeeze

# What may stand between a name in one script and the same name in another.
SEPARATORS = " ,;/–—-"
# The longest acronym seen is `CDU/UDC`-like; words in capitals that are longer are names (LIVRE, YATAMA).
ACRONYM_LENGTH = 12


BRACKETS = re.compile("[()（）]")
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"")


@frozen
class Parentheses:
    """A name with its parentheses: what stands before the last pair, and inside it."""

    before: str
    inside: str | None
    problem: Problem | None = None


def aggregate(text: str) -> Aggregate | None:
    """Whether a row is no party: ``Independents (Independents)``, ``Other parties``; ``None`` for a party."""
    before = parentheses(text).before
    if pattern("OTHERS").fullmatch(before):
        return Aggregate.OTHERS
    return Aggregate.INDEPENDENTS if pattern("INDEPENDENTS").fullmatch(before) else None


def parentheses(text: str) -> Parentheses:
    """Find the last parentheses of a name.

    A pair closed twice (``(Partai Hati Nurani Rakyat, Partai Hanura))``) keeps the second closing inside, one
    opened twice keeps the second opening; one not closed is no pair, and what follows it is left out of the
    name before it.
    """
    if not BRACKETS.search(text):
        return Parentheses(text.strip(), None)
    pieces = parse_value(text, "name").children
    closings = 0
    while pieces and isinstance(pieces[-1], Token) and pieces[-1].type in ("CLOSE", "PART"):
        if pieces[-1].type == "PART" and (str(pieces[-1]).strip() or not closings):
            break
        closings += pieces[-1].type == "CLOSE"
        pieces = pieces[:-1]
    if not pieces or isinstance(pieces[-1], Token):
        problem = Problem(
            "W-NAME-PARENTHESES", f"{text!r} closes parentheses that it does not open; the name is kept whole"
        )
        return Parentheses(text, None, problem if closings else None)
    start = _start(pieces[-1])
    before, inside = text[:start].strip(), text[start + 1 :].strip()
    if pieces[-1].data == "unclosed":
        if inside.endswith(")") and inside.startswith("("):
            message = f"{text!r} opens its parentheses twice and closes them once; the second opening was kept inside"
            return Parentheses(before, inside[:-1].strip(), Problem("W-NAME-PARENTHESES", message))
        message = f"{text!r} opens parentheses that it does not close; what follows them was not taken as a name"
        return Parentheses(before, None, Problem("W-NAME-PARENTHESES", message))
    if closings:
        message = f"{text!r} closes its parentheses more often than it opens them; the rest was kept inside"
        return Parentheses(before, inside[:-1].strip(), Problem("W-NAME-PARENTHESES", message))
    return Parentheses(before, inside[:-1].strip())


def _start(piece: object) -> int:
    token = piece.children[0]  # type: ignore[attr-defined]
    return int(token.start_pos)


def parse(text: str, alpha2: str | None = None) -> tuple[Name, Problem | None]:
    """Take a party's name apart; ``alpha2`` is the country's code, for the language of its local name.

    The problem, if any, says what about the reading is a guess.
    """
    text = squeeze(text)
    found = parentheses(text)
    name = Name(text, parenthetical=found.inside, english=found.before or None)
    if not found.inside:
        return name, found.problem
    before = parentheses(found.before)
    if before.inside and letters_only(before.inside) == letters_only(found.inside):
        # All Are Neighbours (Sha Na) (Sha Na)
        once, problem = parse(found.before, alpha2)
        return evolve(once, text=text, parenthetical=found.inside, repeats=True), found.problem or problem
    if before.inside and is_acronym(before.inside):
        # Belaya Rus (BR) (Белая Русь)
        name = evolve(name, english=before.before or None, acronym=before.inside)
    if _says_again(found.inside, (found.before, name.english or "", name.acronym or "", before.inside or "")):
        # Amanat (AMANAT)      New Commitment Togo (NET) (New Commitment Togo (NET))
        return evolve(name, repeats=True), found.problem
    if name.acronym is None and is_acronym(found.inside):
        return evolve(name, acronym=found.inside), found.problem
    name, problem = _read_inside(name, found.inside, alpha2)
    return name, found.problem or problem


def _says_again(inside: str, names: tuple[str, ...]) -> bool:
    """Whether the parentheses hold only what the name has said: all of it, or one of its parts."""
    again = letters_only(parentheses(inside).before) or letters_only(inside)
    wholes = {letters_only(name) for name in names} | {letters_only(parentheses(name).before) for name in names}
    parts = {letters_only(part) for name in names for part in re.split(r"[/,:]", name)}
    return letters_only(inside) in wholes or again in (wholes | parts) - {""}


def is_acronym(text: str) -> bool:
    """Whether ``text`` is written as an acronym is: short, without blanks, mostly capitals.

    ``PF``   ``S!``   ``VHP/V7``   ``N-VA``   ``FdT``; not ``Loktantrik``, not ``ΜέΡΑ25``.
    """
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if capitals < len(letters) and script.script_of(text) != "Latn":
        return False
    return (
        0 < len(text) <= ACRONYM_LENGTH
        and not re.search(r"\s", text)
        and bool(capitals)
        and capitals * 3 >= len(letters) * 2
        and len(letters) - capitals <= 2
        and text[0] == text[0].upper()
    )


def _read_inside(name: Name, inside: str, alpha2: str | None) -> tuple[Name, Problem | None]:
    """Read parentheses that hold neither the name again nor an acronym alone."""
    if country.find(inside):
        # Independents (Jordan)
        message = f"({inside}) is a country, not a local name; it was kept as written"
        return name, Problem("I-NAME-QUALIFIER", message)
    if _is_person(inside):
        # Leaf Party (Fiachra Ó DUIBHNE)
        message = f"({inside}) is written as a person's name is; it was kept as written, and not as a local name"
        return name, Problem("I-NAME-QUALIFIER", message)
    nested = parentheses(inside)
    if nested.inside and name.acronym is None and all(map(is_acronym, re.split(r"[,;/] *", nested.inside))):
        # (Κίνημα Αλλαγής, Kinima Allagis (ΚΙΝΑΛ, KINAL))
        acronyms = re.split(r"[,;/] *", nested.inside)
        name = evolve(name, acronym=next((a for a in acronyms if script.script_of(a) == "Latn"), acronyms[0]))
        inside = nested.before
    head, comma, last = inside.rpartition(", ")
    if comma and is_acronym(last) and script.script_of(last) == script.script_of(head):
        # (Convention pour le Renouveau des Comores, CRC)
        name = evolve(name, acronym=name.acronym or last)
        inside = head
    local = _local_names(inside, alpha2)
    problem = None
    if len(local) == 1 and local[0].script == "Latn" and local[0].language is None:
        # (Loktantrik), (Walloon), (United River Alliance): by shape no different from (Sverigedemokraterna)
        message = f"({inside}) may be a local name or a part of the name; it was taken as a local name"
        problem = Problem("I-NAME-LOCAL", message)
    return evolve(name, local=local), problem


def _is_person(text: str) -> bool:
    words = text.split()
    family = [word for word in words if word.isupper() and len(word) > 3]
    titled = all(word[:1].isupper() and word.replace("-", "").replace("'", "").isalpha() for word in words)
    return (
        1 < len(words) <= 4
        and len(family) == 1
        and words[-1] == family[0]
        and titled
        and script.script_of(text) == "Latn"
    )


def _local_names(text: str, alpha2: str | None) -> tuple[LocalName, ...]:
    """The name in each script that it is given in; one name where scripts alternate inside it."""
    found = script.runs(text)
    if len(found) != 2 or len({run.script for run in found}) != 2:
        return (_local(text, alpha2),)
    left, right = text[: found[1].start], text[found[1].start :]
    cut = len(left.rstrip(SEPARATORS))
    gap = left[cut:]
    # «Respublica» партиясы: a name in quotation marks inside the name, not the name twice.
    quoted = re.search(r"[»”“\"’']$", left[:cut]) or re.match(r"[«„“\"‘']", right)
    if not gap or re.search(r"[«„“\"'(\[‘]$", left) or (not gap.strip() and quoted):
        return (_local(text, alpha2),)
    return (_local(left[:cut], alpha2), _local(right, alpha2))


def _local(text: str, alpha2: str | None) -> LocalName:
    written = script.script_of(text) or script.script_of(QUOTED.sub(" ", text))
    return LocalName(text, written, language.language_of(text, written, alpha2) if written else None)


def parse_candidate(text: str) -> Name:
    """A candidate's name, with given and family name where capitals tell."""
    text = squeeze(text)
    found = parentheses(text)
    who = person.parse(found.before or text)
    acronym = found.inside if found.inside and is_acronym(found.inside) else None
    return Name(
        text,
        parenthetical=found.inside,
        english=found.before or text,
        acronym=acronym,
        given_name=who.given,
        family_name=who.family,
    )


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
    found = parentheses(text)
    if not found.inside:
        return Name(text, english=found.before)
    if letters_only(found.before) == letters_only(found.inside):
        return Name(text, parenthetical=found.inside, english=found.inside, repeats=True)
    local = tuple(_local(part, alpha2) for part in re.split(r" / |(?<=\w)/(?=\w)", found.before))
    return Name(text, parenthetical=found.inside, english=found.inside, local=local)
